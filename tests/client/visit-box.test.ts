// What a visitor keeps on a phone: another WeChat sees none of it, drafts wait for their owner, a village goes after days or when cut off.
import { type FakePhone, ok, putPhone } from './support/phone';

let phone: FakePhone;
const disk = new Map<string, string>();

/** Files as WeChat's file system keeps them. */
function putDisk(): void {
  const wxLike = (globalThis as unknown as { wx: Record<string, unknown> }).wx;
  const gone = () => {
    throw new Error('no such file');
  };
  wxLike.env = { USER_DATA_PATH: 'usr' };
  wxLike.getFileSystemManager = () => ({
    accessSync: (path: string) => ([...disk.keys()].some((key) => key === path || key.startsWith(`${path}/`)) ? undefined : gone()),
    mkdirSync: (path: string) => void disk.set(`${path}/.`, ''),
    readFileSync: (path: string) => disk.get(path) ?? gone(),
    writeFileSync: (path: string, text: string) => void disk.set(path, text),
    renameSync: (from: string, to: string) => {
      if (disk.has(to)) throw new Error('file already exists');
      disk.set(to, disk.get(from) ?? gone() ?? '');
      disk.delete(from);
    },
    unlinkSync: (path: string) => (disk.delete(path) ? undefined : gone()),
    readdirSync: (path: string) => [
      ...new Set([...disk.keys()].flatMap((key) => (key.startsWith(`${path}/`) ? [key.slice(path.length + 1).split('/')[0] ?? ''] : []))),
    ],
    statSync: (path: string) => ({ size: disk.get(path)?.length ?? 0 }),
  });
}

const me = (tag: string) => ({
  today: '2026-03-02',
  tag,
  installation: { countyName: '', operator: '', filing: '', complaintPhone: '', offices: { town: '', county: '' } },
  staff: { name: '任某', title: '' },
  roles: [{ role: 'cadre', level: 'village', code: 'v1', placeName: '石桥村' }],
  persons: [],
});

/** The app as it starts, for whoever uses the phone. */
async function started(tag: string) {
  jest.resetModules();
  phone.answer = ({ action }) => (action === 'session.me' ? ok(me(tag)) : ok({ state: 'active' }));
  const session = await import('../../miniprogram/services/session');
  await session.refreshMe();
  return {
    village: await import('../../miniprogram/services/visit/village'),
    box: await import('../../miniprogram/services/visit/box'),
    sending: await import('../../miniprogram/services/visit/sending'),
  };
}

const page = {
  state: 'ok',
  villageName: '石桥村',
  asOf: new Date().toISOString(),
  contact: { words: '', phone: '' },
  same: [],
  next: null,
};
const household = { id: 'h1', headName: '周某', group: '一组', persons: [] };

beforeEach(() => {
  disk.clear();
  phone = putPhone();
  putDisk();
});

async function fetched(tag: string) {
  const app = await started(tag);
  phone.answer = () => ok({ ...page, items: [{ mark: 'm', household }] });
  await app.village.fetchVillage('v1', () => undefined);
  app.box.writeBox('draft-h1', { id: 'visit:x', state: 'open', household: 'h1' });
  return app;
}

it('another WeChat on the phone finds nothing, and the first one’s draft waits for them', async () => {
  await fetched('one');
  const other = await started('two');
  await other.sending.attend();
  expect(other.village.villageOnPhone('v1')).toBeNull();
  expect(other.box.readBox('draft-h1')).toBeNull();
  expect([...disk.keys()].filter((key) => key.includes('village-'))).toEqual([]);
  const back = await started('one');
  expect(back.village.villageOnPhone('v1')).toBeNull();
  expect(back.box.readBox('draft-h1')).toMatchObject({ id: 'visit:x' });
});

it('a village goes after days without contact; a phone that was cut off keeps none', async () => {
  const app = await fetched('one');
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now + (app.village.KEPT_DAYS + 1) * 86_400_000);
  expect(app.village.villageOnPhone('v1')).toBeNull();
  clock.mockRestore();
  const again = await fetched('one');
  phone.answer = ({ action }) => (action === 'session.me' ? ok(me('one')) : ok({ state: 'revoked' }));
  await again.sending.attend();
  expect(again.village.villagesHere()).toEqual([]);
  expect(again.box.readBox('draft-h1')).not.toBeNull();
});

it('a value is there whole, also when the phone died between writing it and putting it in its place', async () => {
  const { box } = await started('one');
  box.writeBox('queue', ['old']);
  box.writeBox('queue', ['new']);
  expect(box.readBox('queue')).toEqual(['new']);
  disk.set('usr/visit-one/queue.json.new', '["newest"]');
  disk.delete('usr/visit-one/queue.json');
  expect(box.readBox('queue')).toEqual(['newest']);
});

it('a refused visit goes back to its door whole, is mended, and is sent once under the same id', async () => {
  const { sending } = await fetched('one');
  const { beginDraft } = await import('@shared/domain/sync/draft');
  const drafts = await import('../../miniprogram/services/visit/drafts');
  const at = '2026-03-02T01:00:00.000Z';
  const start = { key: 'f'.repeat(32), device: 'd', household: 'h2', village: 'v1', headName: '周某', on: '2026-03-02', at };
  const draft = drafts.shut({ ...drafts.wrap(beginDraft(start)), said: '不能说的话' }, at, [], []);
  expect(sending.hand(draft)).toBe(true);
  phone.answer = () => ({ ok: false, error: { code: 'bad_input', message: '有的话不能给别人看' }, requestId: 'r' });
  await sending.sendWaiting();
  expect(sending.queueTally()).toEqual({ waiting: 0, refused: 1, done: 0 });
  expect(sending.reopen(draft.id)).toEqual({ village: 'v1', household: 'h2' });
  expect(sending.queueHere()).toEqual([]);
  const open = drafts.readDraft('h2');
  expect(open).toMatchObject({ id: draft.id, state: 'open', said: '不能说的话' });
  sending.hand(drafts.shut({ ...(open as NonNullable<typeof open>), said: '都好' }, at, [], []));
  phone.answer = () => ok({ visit: {}, already: false });
  await sending.sendWaiting();
  const sent = phone.sent
    .filter(({ action }) => action === 'visit.submit')
    .map(({ input }) => (input as { visit: { id: string; said: string } }).visit);
  expect(sent.map(({ id, said }) => [id, said])).toEqual([
    [draft.id, '不能说的话'],
    [draft.id, '都好'],
  ]);
  expect(sending.queueTally()).toEqual({ waiting: 0, refused: 0, done: 1 });
  expect([...disk.keys()].filter((key) => key.includes('shut-'))).toEqual([]);
});
