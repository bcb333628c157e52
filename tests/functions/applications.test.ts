// Applications and second jobs: who is refused what, first; then what the posting counts when two are taken at once, and what follows a person.
import type { ApplicationRecord, PostingRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
let town: Town;
let jobs: PostingRecord[] = [];

beforeAll(async () => {
  town = await openTown();
  jobs = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(
    ({ status, until }) => status === 'open' && until > '2026-03-20',
  );
});
afterAll(() => town?.close());

const job = (n: number): string => (jobs[n] as PostingRecord)._id;
const stored = async (id: string) => (await town.cloud.database.get('applications', id)) as unknown as ApplicationRecord | null;
const put = (n: number, more: Partial<PostingRecord>) => town.cloud.database.put('postings', { ...(jobs[n] as PostingRecord), ...more });

test.each([
  ['visitor', 'labourer', 'not_allowed'],
  ['neighbour', 'labourer', 'not_found'],
  ['cadre', 'labourer', 'not_allowed'],
] as const)('%s does not want a job for %s', async (who, whose, code) => {
  const refusal = await town.as(who).refused('application.want', { person: town.personOf(whose), posting: job(0) });
  expect(refusal).toMatchObject({ code });
  expect(await stored(`${job(0)}:${town.personOf(whose)}`)).toBeNull();
});

test.each([
  [{ status: 'full' as const }, '招满了'],
  [{ status: 'stopped' as const }, '撤了'],
  [{ status: 'waiting' as const }, '撤了'],
  [{ until: '2026-03-01' }, '过了日子'],
])('a posting %j is wanted by nobody, with what to do next', async (more, words) => {
  await put(1, more);
  const refusal = await town.as('labourer').refused('application.want', { person: town.personOf('labourer'), posting: job(1) });
  expect(refusal).toMatchObject({ code: 'not_possible_now', next: expect.stringContaining('别的活') });
  expect(refusal.message).toContain(words);
});

test('nobody under sixteen, and nobody who is gone', async () => {
  const key = await town.newcomer();
  const person = town.personOf(key);
  const record = (await town.cloud.database.get('persons', person)) as never as Record<string, unknown> & { _id: string };
  await town.cloud.database.put('persons', { ...record, born: '2010-03-03' } as { _id: string });
  expect((await town.as(key).refused('application.want', { person, posting: job(0) })).message).toContain('16');
  await town.cloud.database.put('persons', { ...record, status: 'dead' } as { _id: string });
  expect((await town.as(key).refused('application.want', { person, posting: job(0) })).message).toContain('不在册');
});

describe('one that is wanted', () => {
  let id = '';
  beforeAll(async () => {
    id = (await town.as('labourer').call('application.want', { person: town.personOf('labourer'), posting: job(2) })).application.id;
  });

  test.each([
    ['cadre_other', 'not_found'],
    ['lead', 'not_allowed'],
    ['labourer', 'not_allowed'],
    ['payer', 'not_allowed'],
  ] as const)('is not moved by %s', async (who, code) => {
    expect(await town.as(who).refused('application.move', { application: id, version: 0, verb: 'ask' })).toMatchObject({ code });
  });

  test('is not moved past its table, from what is old, or into a day to come', async () => {
    const cadre = town.as('cadre');
    expect(await cadre.refused('application.move', { application: id, version: 0, verb: 'stay' })).toMatchObject({
      code: 'not_possible_now',
    });
    expect(await cadre.refused('application.move', { application: id, version: 7, verb: 'ask' })).toMatchObject({
      code: 'changed_meanwhile',
    });
    const ahead = await cadre.refused('application.move', { application: id, version: 0, verb: 'take', on: '2026-03-03' });
    expect(ahead).toMatchObject({ code: 'bad_input' });
    expect(await cadre.refused('application.move', { application: id, version: 0, verb: 'end' })).toMatchObject({
      code: 'not_possible_now',
    });
    const { work } = await cadre.call('application.show', { application: id });
    expect(work).toBeNull();
  });

  test('becomes no work before somebody was taken', async () => {
    const work = { place: { province: '江苏省', city: '苏州市', county: '昆山市' }, employer: null, monthlyFen: null };
    const rest = { industry: '制造业', channel: '外出务工', organised: null, kind: '单位录用聘用人员' };
    const { spells } = await town.as('cadre').call('spell.list', { person: town.personOf('labourer') });
    const open = spells.find(({ end }) => end === null);
    const ends = open ? { id: open.id, version: open.version } : null;
    const refusal = await town
      .as('cadre')
      .refused('application.work', { application: id, version: 0, on: '2026-03-02', work: { ...work, ...rest }, ends });
    expect(refusal).toMatchObject({ code: 'not_possible_now', message: expect.stringContaining('还没上岗') });
  });
});

test('two taken at once are both counted, and the posting is full with the second', async () => {
  await put(3, { headcount: 2 });
  const keys = [await town.newcomer(), await town.newcomer(), await town.newcomer()];
  const ids: string[] = [];
  for (const key of keys)
    ids.push((await town.as(key).call('application.want', { person: town.personOf(key), posting: job(3) })).application.id);
  const taken = await Promise.all(
    ids.slice(0, 2).map((application) => town.as('clerk').reply('application.move', { application, version: 0, verb: 'take' })),
  );
  expect(taken.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await town.cloud.database.get('postings', job(3))).toMatchObject({ status: 'full', taken: 2, cells: [] });
  // The employer takes one more than they said: theirs to decide, and still counted from the records.
  await town.as('clerk').call('application.move', { application: ids[2] as string, version: 0, verb: 'take' });
  expect(await town.cloud.database.get('postings', job(3))).toMatchObject({ status: 'full', taken: 3 });
  const { items } = await town.as('cadre').call('application.list', { view: 'open', posting: job(3), village: VILLAGE, limit: 2 });
  expect(items).toHaveLength(2);
});

describe('a posting that is over', () => {
  const heard = async (key: string) => {
    for (let times = 0; times < 4; times += 1) await town.cloud.trigger('work', 'minute');
    return (await town.as(key).call('notice.mine', {})).items.filter(({ title }) => title.includes('想去的活')).map(({ text }) => text);
  };
  const wanting = async (n: number, key: string) =>
    (await town.as(key).call('application.want', { person: town.personOf(key), posting: job(n) })).application.id;

  test('filled by somebody who is taken: whoever still waits hears it, once, and who dropped it does not', async () => {
    await put(4, { headcount: 1 });
    const [taken, waits, dropped] = [await town.newcomer(), await town.newcomer(), await town.newcomer()];
    const id = await wanting(4, taken);
    await wanting(4, waits);
    await town.as(dropped).call('application.drop', { application: await wanting(4, dropped), version: 0, why: 'too_far' });
    await town.as('clerk').call('application.move', { application: id, version: 0, verb: 'take' });
    expect((await heard(waits)).filter((text) => text.includes('招满了'))).toHaveLength(1);
    expect((await heard(taken)).join()).not.toContain('招满了');
    expect((await heard(dropped)).join()).not.toContain('招满了');
  });

  test('stopped by the station: who was going hears not to set out', async () => {
    const key = await town.newcomer();
    await wanting(5, key);
    const { posting } = await town.as('clerk').call('posting.show', { posting: job(5) });
    await town.as('clerk').call('posting.turn', { posting: job(5), version: posting.version, verb: 'stop', words: '厂里不招了' });
    expect((await heard(key)).filter((text) => text.includes('先别动身'))).toHaveLength(1);
  });
});
