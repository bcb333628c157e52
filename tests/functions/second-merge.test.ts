// Jobs and the merging of two records of one person: a wish goes over to the record that stays, and a second job goes over with the work it rests
// on, once, and comes back undone.
import { checkSign } from '@shared/domain/fields/id-number';
import type { ApplicationRecord, DutyRecord, PostingRecord, SecondJobRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

const TOWN = '140799201000';
const VILLAGE = '140799201201';
let town: Town;
beforeAll(async () => {
  town = await openTown();
  await town.as('clerk').call('where.figures', { place: TOWN });
  for (let n = 0; n < 3; n += 1) await town.cloud.trigger('work', 'minute');
});
afterAll(() => town?.close());

const sheetOf = async (person: string) => (await town.as('clerk').call('person.sheet', { person })).sheet;
/** The task to its end, then everything that changed looked at anew. */
async function driven(task: string | null): Promise<void> {
  for (let state = task === null ? 'finished' : 'running'; state === 'running'; )
    ({ state } = (await town.as('head').call('task.drive', { task: task as string })).task);
  for (let n = 0; n < 3; n += 1) await town.cloud.trigger('work', 'minute');
}
let numbers = 0;
/** The same person written down a second time under the system's stand-in number. */
async function doubled(like: string) {
  numbers += 1;
  const digits = `9999991990010100${numbers}`;
  const { household, values } = await sheetOf(like);
  const { sheet } = await town.as('cadre').call('person.add', {
    household: household.id,
    how: 'missed',
    on: '2026-03-01',
    note: '',
    values: {
      name: values.name as string,
      idNumber: `${digits}${checkSign(digits)}`,
      born: values.born as string,
      sex: values.sex as string,
      relation: '其他',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '高中',
      phone: `1990009900${numbers}`,
    },
  });
  return sheet;
}

/** Looked at anew, as the night does. */
const touched = (person: string) =>
  town.cloud.database.put('dirty', {
    _id: `spells:touched:${person}`,
    person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);

test('what both records wanted is wanted once by the one that stays, on its lists, and by either again when they are parted', async () => {
  const key = await town.newcomer('labourer');
  const drop = town.personOf(key);
  const double = await doubled(drop);
  const keep = double.id;
  const postings = (await town.cloud.database.all('postings')) as unknown as PostingRecord[];
  const open = postings.filter(({ status, until }) => status === 'open' && until > '2026-03-20').slice(0, 2);
  const [both, alone] = open.map(({ _id }) => _id) as [string, string];
  for (const one of open) await town.cloud.database.put('postings', { ...one, headcount: 9 } as never);
  const taken = async () => ((await town.cloud.database.get('postings', both)) as unknown as PostingRecord).taken;
  const wish = async (posting: string, person: string) =>
    (await town.cloud.database.get('applications', `${posting}:${person}`)) as unknown as ApplicationRecord | null;
  // The one that goes was taken where the other only wants to go; and wants one more.
  await town.as('cadre').call('application.record', { person: keep, posting: both });
  const gone = (await town.as(key).call('application.want', { person: drop, posting: both })).application;
  await town.as('clerk').call('application.move', { application: gone.id, version: 0, verb: 'take' });
  const other = (await town.as(key).call('application.want', { person: drop, posting: alone })).application;
  const listed = async () => {
    const { items } = await town.as('cadre').call('application.list', { view: 'open', village: VILLAGE, limit: 50 });
    return items
      .filter(({ person }) => [keep, drop].includes(person.id))
      .map(({ posting, person, status }) => [posting, person.id, status]);
  };
  const before = (await listed()).sort();
  expect(await taken()).toBe(1);

  const seen = await sheetOf(drop);
  const asked = { keep, keepVersion: double.version, drop, dropVersion: seen.version, take: [], note: '' };
  const look = await town.as('cadre').call('merge.look', { keep, drop });
  expect(look.bars).toEqual([]);
  expect(look.hangs).toContain('报名 2 个，转到留下的这一条；两条都想去同一个活的，留走得远的');
  expect((await town.as('cadre_other').refused('merge.ask', asked)).code).toBe('not_found');
  const { merge } = await town.as('cadre').call('merge.ask', asked);
  const done = await town.as('head').call('merge.confirm', { merge: merge.id, version: merge.version, yes: true, note: '' });
  await driven(done.task);
  expect((await listed()).sort()).toEqual(
    [
      [both, keep, 'taken'],
      [alone, keep, 'wants'],
    ].sort(),
  );
  expect(await taken()).toBe(1);
  expect(await town.cloud.database.get('duties', `duty:application:${other.id}`)).toMatchObject({ status: 'done' });
  expect(await town.cloud.database.get('duties', `duty:application:${alone}:${keep}`)).toMatchObject({ status: 'open', person: keep });
  // An old notice or list still leads to it, and it goes on where it is.
  const shown = await town.as('cadre').call('application.show', { application: other.id });
  expect(shown.application).toMatchObject({ id: `${alone}:${keep}`, person: { id: keep } });
  expect((await town.as('cadre').refused('application.move', { application: other.id, version: 1, verb: 'ask' })).code).toMatch(
    /not_possible_now|changed_meanwhile/,
  );
  await town.as('cadre').call('application.move', { application: shown.application.id, version: shown.application.version, verb: 'ask' });
  // Whoever acted for the one that went follows it under the other.
  const mine = (await town.as(key).call('application.mine', { person: keep })).items;
  expect(mine.map(({ posting }) => posting).sort()).toEqual([both, alone].sort());

  const undo = { merge: done.merge.id, version: done.merge.version, note: '不是一个人' };
  await driven((await town.as('head').call('merge.undo', undo)).task);
  const now = before.map(([posting, person, status]) => [posting, person, posting === alone ? 'asked' : status]);
  expect((await listed()).sort()).toEqual(now.sort());
  expect(await taken()).toBe(1);
  expect((await wish(both, keep))?.status).toBe('wants');
  expect((await wish(alone, keep))?.status).toBe('merged');
  // What was taken back is nobody's: it may be wanted there anew.
  const anew = await town.as('cadre').call('application.record', { person: keep, posting: alone });
  expect(anew.application).toMatchObject({ status: 'wants', steps: [{ to: 'wants' }] });
});

test('who is back keeps being offered something when two records of them become one, and when that is taken back', async () => {
  const drop = town.personOf(await town.newcomer('labourer'));
  const sheet = await doubled(drop);
  const { spells } = await town.as('cadre').call('spell.list', { person: drop });
  const work = spells.find(({ end }) => end === null);
  if (!work) throw new Error('no work');
  const back = { kind: 'back' as const, on: '2026-03-02', reason: '企业停产或裁员' };
  await town.as('cadre').call('spell.move', { person: drop, spell: work.id, version: work.version, move: back });
  town.cloud.clock.advance(86_400_000);
  await touched(drop);
  const kept = async () => {
    const second = (await town.cloud.database.get('second_jobs', `second:${work.id}`)) as unknown as SecondJobRecord;
    const duty = (await town.cloud.database.get('duties', `duty:returned:${work.id}`)) as unknown as DutyRecord;
    return [second.status, second.person, duty.status, duty.person];
  };
  const listed = async () =>
    (await town.as('cadre').call('second.list', { view: 'open', village: VILLAGE })).items.map(({ person }) => person.id);
  await listed();
  expect(await kept()).toEqual(['open', drop, 'open', drop]);

  const [a, b] = [await sheetOf(sheet.id), await sheetOf(drop)];
  const asked = await town.as('cadre').call('merge.ask', {
    keep: a.id,
    keepVersion: a.version,
    drop: b.id,
    dropVersion: b.version,
    take: [],
    note: '',
  });
  // Somebody acts for the record that goes: a second person confirms.
  const done = await town.as('head').call('merge.confirm', { merge: asked.merge.id, version: asked.merge.version, yes: true, note: '' });
  await driven(done.task);
  expect((await listed()).filter((one) => [drop, sheet.id].includes(one))).toEqual([sheet.id]);
  expect(await kept()).toEqual(['open', sheet.id, 'open', sheet.id]);

  const undo = { merge: done.merge.id, version: done.merge.version, note: '不是一个人' };
  await driven((await town.as('head').call('merge.undo', undo)).task);
  expect((await listed()).filter((one) => [drop, sheet.id].includes(one))).toEqual([drop]);
  expect(await kept()).toEqual(['open', drop, 'open', drop]);
});
