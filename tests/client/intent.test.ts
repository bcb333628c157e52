// One intent, one request id: over a second tap, a lost answer and a restart; forgotten once answered.
import { intend } from '../../miniprogram/services/intent';
import { type FakePhone, ok, putPhone } from './support/phone';

let phone: FakePhone;
beforeEach(() => {
  phone = putPhone();
});

const submit = (version = 1) => intend('claim.submit', { claim: 'c1', version, agreed: true });
const ids = () => phone.sent.map(({ requestId }) => requestId);

it('joins a second tap to the first', async () => {
  let release: (() => void) | undefined;
  phone.answer = () =>
    new Promise((resolve) => {
      release = () => resolve(ok({ claim: 1 }));
    });
  const first = submit();
  const second = submit();
  await Promise.resolve();
  release?.();
  expect(await first).toBe(await second);
  expect(phone.sent).toHaveLength(1);
});

it('asks again under the same id when the answer was lost, and forgets it once answered', async () => {
  phone.loseAnswer = true;
  await expect(submit()).rejects.toMatchObject({ code: 'no_signal' });
  phone.loseAnswer = false;
  await submit();
  expect(new Set(ids()).size).toBe(1);
  await submit();
  expect(new Set(ids()).size).toBe(2);
  expect(phone.storage.size).toBe(0);
});

it('keeps the id over a restart of the app', async () => {
  phone.loseAnswer = true;
  await expect(submit()).rejects.toMatchObject({ code: 'no_signal' });
  phone.loseAnswer = false;
  let again: typeof intend | undefined;
  jest.isolateModules(() => {
    again = (jest.requireActual('../../miniprogram/services/intent') as { intend: typeof intend }).intend;
  });
  await again?.('claim.submit', { claim: 'c1', version: 1, agreed: true });
  expect(new Set(ids()).size).toBe(1);
});

it('is another intent when the input differs', async () => {
  phone.loseAnswer = true;
  await expect(submit(1)).rejects.toBeDefined();
  await expect(submit(2)).rejects.toBeDefined();
  expect(new Set(ids()).size).toBe(2);
});

it('forgets the id after a refusal, but keeps it while the cloud is busy', async () => {
  const refuse = (code: string) => () => ({ ok: false as const, error: { code: code as 'busy', message: '话' }, requestId: 'r' });
  phone.answer = refuse('busy');
  await expect(submit()).rejects.toMatchObject({ code: 'busy' });
  phone.answer = refuse('changed_meanwhile');
  await expect(submit()).rejects.toMatchObject({ code: 'changed_meanwhile' });
  await expect(submit()).rejects.toMatchObject({ code: 'changed_meanwhile' });
  expect(ids()[1]).toBe(ids()[0]);
  expect(ids()[2]).not.toBe(ids()[0]);
});

it('still works when the phone can store nothing', async () => {
  (wx as unknown as { setStorageSync: () => void }).setStorageSync = () => {
    throw new Error('exceed storage max size 10Mb');
  };
  await expect(submit()).resolves.toEqual({});
});

it('leaves no number of anybody in the phone’s storage while an answer is waited for', async () => {
  phone.loseAnswer = true;
  const number = '9999990000000000014';
  await expect(
    intend('card.set', { person: 'p1', version: 1, number, tail: '0014', bank: '农商行', holder: '周某' }),
  ).rejects.toMatchObject({ code: 'no_signal' });
  expect(phone.storage.size).toBe(1);
  expect(JSON.stringify([...phone.storage])).not.toContain(number);
});
