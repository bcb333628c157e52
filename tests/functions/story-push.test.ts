// What goes to village groups, through every action of it: each call tried by strangers, sent twice, weighed, and searched for numbers of people.
import { push as contract } from '@shared/contract/push';
import type { Grant, PostingRecord, StaffRecord } from '@shared/domain/records';
import { collections } from '@shared/repos/indexes';
import { type Story, storyOf, unlisted } from '../support/story';
import { openTown, type Town } from '../support/town';

const HOME = '140799201201';
const GROUP = 'tGroupOfHome_01234567890123';
let town: Town;
let story: Story;
let marked: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const grants: Grant[] = (['cadre', 'village_head', 'labour_clerk'] as const).map((role) => ({
    role,
    level: 'village',
    code: HOME,
    from: '2024-01-01',
    until: '2026-03-01',
  }));
  const one: Omit<StaffRecord, '_id' | 'status' | 'grants'> = {
    version: 0,
    auditHead: '',
    name: '测试员',
    title: '测试',
    phone: '19900000000',
    self: null,
    relatives: [],
  };
  const put = (staff: StaffRecord) => town.cloud.database.put('staff', staff);
  await put({ ...one, _id: 'o-expired', status: 'active', grants });
  await put({ ...one, _id: 'o-revoked', status: 'revoked', grants: grants.map((g) => ({ ...g, until: null })) });
  const kin = town.county.persons.filter(({ village }) => village === HOME);
  // The village's own telephone is on the texts by design; those of its people are not.
  marked = kin.flatMap(({ idNumber, phone, account }) =>
    [idNumber, phone, account?.number].filter((found): found is string => Boolean(found)),
  );
  const keys = ['labourer', 'neighbour'].map((key) => town.personOf(key));
  const names = kin.filter(({ _id }) => keys.includes(_id)).map(({ name }) => name);
  story = storyOf(town, { strangers: ['cadre_other', 'o-revoked', 'o-expired', 'auditor', 'lead'], marks: [...keys, ...names] });
  town.cloud.queries.take();
  town.cloud.logs.take();
});
afterAll(() => town?.close());

test('a week of one village', async () => {
  const { call } = story;
  const preview = await call('cadre', 'push.preview', { kind: 'week', village: HOME });
  const about = preview.postings.map(({ id }) => id);
  const texts = { title: preview.title, text: preview.text, spoken: preview.spoken };
  const { push } = await call('cadre', 'push.compose', { kind: 'week', about, villages: [HOME], ...texts });
  const edited = await call('cadre', 'push.edit', { push: push.id, version: push.version, ...texts, title: '石桥村这周的活' });
  await call('head', 'push.show', { push: push.id });
  await call('clerk', 'push.list', {});
  await call('cadre', 'push.code', { push: push.id });
  const { push: shared } = await call('cadre', 'push.shared', { push: push.id, village: HOME });
  const share = shared.shares[0]?.targets[0]?.shares[0] as { id: string; version: number };
  await call('cadre', 'push.unshare', { share: share.id, version: share.version });
  await call('head', 'push.shared', { push: push.id, village: HOME });
  // From the group, as WeChat does it; then by a code that anybody may open.
  const marked = `CloudID.prefix:${town.cloud.openData.issue('o-in-group', { opengid: GROUP })}`;
  const event = {
    action: 'push.open',
    input: { push: push.id, village: HOME },
    requestId: 'story-open-0001',
    clientVersion: 'test',
    openData: marked,
  };
  expect((await town.cloud.call('public', event, { openid: 'o-in-group' })).result).toMatchObject({ ok: true });
  await call('labourer', 'push.open', { push: push.id, village: HOME });
  await call('visitor', 'push.open', { push: push.id, posting: about[0] as string });
  await call('labourer', 'push.called', { push: push.id, posting: about[0] as string });
  const { items } = await call('cadre', 'push.groups', {});
  await call('cadre', 'push.group', { group: items[0]?.id as string, version: 0, name: '石桥村务工群' });
  const reach = await call('cadre', 'push.reach', { push: push.id, village: HOME });
  expect(reach).toMatchObject({ opened: 3, known: 1, households: 1, calls: 1 });
  await call('head', 'push.unheard', { village: HOME });
  await call('neighbour', 'push.ask', { kind: 'question', posting: about[0] as string, push: push.id, words: '六十一岁要不要' });
  await call('visitor', 'push.ask', { kind: 'filled', posting: about[0] as string, push: push.id });
  const { items: open } = await call('cadre', 'push.questions', { status: 'open' });
  for (const { id, kind, version } of open)
    await call('cadre', 'push.answer', { question: id, version, words: '打电话问过了', full: kind === 'filled' });
  await call('cadre', 'push.end', { push: push.id, version: edited.push.version });
  const [full] = (await town.cloud.database.all('postings')).filter(({ _id }) => _id === about[0]) as unknown as PostingRecord[];
  expect(full?.status).toBe('full');
});

test('strangers learnt and wrote nothing; the same request again had the same answer and wrote nothing', () => {
  expect(story.leaks).toEqual([]);
  expect(story.twice).toEqual([]);
});

test('no answer was near 1 MB, no input near 100 kB', () => {
  expect(story.heaviest.reply).toBeLessThan(100_000);
  expect(story.heaviest.input).toBeLessThan(10_000);
});

test('no number of anybody was answered, logged or stored in plain; nor who opened a card', async () => {
  const secrets = [...new Set([...marked, GROUP])];
  const found = (text: string) => secrets.filter((secret) => text.includes(secret));
  for (const { action, reply } of story.told) expect({ action, found: found(reply) }).toEqual({ action, found: [] });
  for (const name of Object.keys(collections))
    if (name !== 'staff') expect({ name, found: found(JSON.stringify(await town.cloud.database.all(name))) }).toEqual({ name, found: [] });
  for (const name of ['reaches', 'push_calls']) expect(JSON.stringify(await town.cloud.database.all(name))).not.toMatch(/"o-|:o-/);
  expect(found(JSON.stringify(town.cloud.logs.take()))).toEqual([]);
});

test('what writes more than once is killed at every write elsewhere', () => expect(unlisted(story)).toEqual([]));

test('every query had an index and examined little more than it gave', () => {
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20).slice(0, 10)).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_').slice(0, 10)).toEqual([]);
});

test('every action of pushing was in the story', () => {
  const told = new Set(story.told.map(({ action }) => action as string));
  expect(Object.keys(contract).filter((action) => !told.has(action))).toEqual([]);
});
