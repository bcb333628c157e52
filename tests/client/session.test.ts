// Who I am on this phone: remembered without signal, one question at a time, the right person's affairs and contact.
import type { Me } from '../../miniprogram/services/session';
import { type FakePhone, ok, putPhone } from './support/phone';

type Session = typeof import('../../miniprogram/services/session');

const contact = (words: string) => ({ words, phone: '19900000001' });
const ME = {
  tag: 't1',
  today: '2026-03-02',
  installation: {
    countyName: '云岭县',
    operator: '县局',
    filing: '',
    complaintPhone: '19900000000',
    offices: { town: '乡站', county: '县中心' },
  },
  staff: null,
  roles: [],
  persons: [
    { id: 'p1', name: '父亲', as: 'helper', villageName: '石桥村', contact: contact('周书记') },
    { id: 'p2', name: '婆婆', as: 'helper', villageName: '柳林村', contact: contact('柳书记') },
  ],
} satisfies Me;

let phone: FakePhone;
/** The app as it starts: modules fresh, storage as it was left. */
function start(): Session {
  let session: Session | undefined;
  jest.isolateModules(() => {
    session = jest.requireActual<Session>('../../miniprogram/services/session');
  });
  if (!session) throw new Error('the session did not load');
  return session;
}

beforeEach(() => {
  phone = putPhone();
  phone.answer = () => ok(ME);
});

it('asks once however many pages want to know', async () => {
  const session = start();
  await Promise.all([session.ensureMe(), session.ensureMe()]);
  await session.ensureMe();
  expect(phone.sent.map(({ action }) => action)).toEqual(['session.me']);
});

it('asks again after ten minutes: a role may have been revoked', async () => {
  const session = start();
  const clock = jest.spyOn(Date, 'now');
  clock.mockReturnValue(1_000_000);
  await session.ensureMe();
  clock.mockReturnValue(1_000_000 + 10 * 60_000);
  await session.ensureMe();
  expect(phone.sent).toHaveLength(2);
});

it('knows without signal what it knew at the last start, and fails in words where it never knew', async () => {
  phone.offline = true;
  await expect(start().ensureMe()).rejects.toMatchObject({ code: 'no_signal' });
  phone.offline = false;
  await start().ensureMe();
  phone.offline = true;
  await expect(start().ensureMe()).resolves.toEqual(ME);
});

it('keeps to the person chosen, and falls back to the first when that one is gone', async () => {
  const session = start();
  await session.ensureMe();
  expect(session.chosenPerson()?.id).toBe('p1');
  session.choosePerson('p2');
  expect(session.contactNow()).toEqual(contact('柳书记'));
  expect(start().chosenPerson()?.id).toBe('p2');
  phone.answer = () => ok({ ...ME, persons: ME.persons.slice(0, 1) });
  await session.refreshMe();
  expect(session.chosenPerson()?.id).toBe('p1');
});

it('names the office where there is no person', async () => {
  phone.answer = () => ok({ ...ME, persons: [] });
  const session = start();
  await session.ensureMe();
  expect(session.contactNow()).toEqual({ words: '乡站', phone: '19900000000' });
});

it('takes the letter size from the phone until somebody chooses, and tells who listens', () => {
  const session = start();
  expect(session.isElder()).toBe(false);
  Object.assign(wx, { getAppBaseInfo: () => ({ fontSizeSetting: 23 }) });
  expect(session.isElder()).toBe(true);
  const told = jest.fn();
  const stop = session.onSessionChange(told);
  session.setElder(false);
  expect(session.isElder()).toBe(false);
  stop();
  session.setElder(true);
  expect(told).toHaveBeenCalledTimes(1);
});
