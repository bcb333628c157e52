// Jobs and the merging of two records of one person: a wish under way keeps its record, and a second job goes over with the work it rests
// on, once, and comes back undone.
import { checkSign } from '@shared/domain/fields/id-number';
import type { DutyRecord, SecondJobRecord } from '@shared/domain/records';
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

test('a record with a wish under way is not the one that goes: the other one is, or the wish comes to its end first', async () => {
  const key = await town.newcomer('labourer');
  const wishing = town.personOf(key);
  const double = await doubled(wishing);
  const postings = await town.cloud.database.all('postings');
  const job = postings.find(({ status, until }) => status === 'open' && (until as string) > '2026-03-20') as unknown as { _id: string };
  const { application } = await town.as(key).call('application.want', { person: wishing, posting: job._id });
  const bars = async (keep: string, drop: string) => (await town.as('cadre').call('merge.look', { keep, drop })).bars;
  expect(await bars(double.id, wishing)).toEqual([expect.stringContaining(`还有没办完的报名：${application.title}`)]);
  const seen = await sheetOf(wishing);
  const asked = { keep: double.id, keepVersion: double.version, drop: wishing, dropVersion: seen.version, take: [], note: '' };
  expect((await town.as('cadre').refused('merge.ask', asked)).message).toContain('报名');
  expect(await bars(wishing, double.id)).toEqual([]);
  const end = { application: application.id, version: application.version, why: 'other' as const, words: '' };
  await town.as(key).call('application.drop', end);
  expect(await bars(double.id, wishing)).toEqual([]);
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
