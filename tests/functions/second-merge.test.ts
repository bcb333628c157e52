// A return and the merging of two records of one person: the second job goes over with the work it rests on, once, and comes back undone.
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
/** Looked at anew, as the night does. */
const touched = (person: string) =>
  town.cloud.database.put('dirty', {
    _id: `spells:touched:${person}`,
    person,
    household: null,
    village: VILLAGE,
    at: town.cloud.clock.now().toISOString(),
  } as never);

test('who is back keeps being offered something when two records of them become one, and when that is taken back', async () => {
  const drop = town.personOf(await town.newcomer('labourer'));
  const { household, values } = await sheetOf(drop);
  const { sheet } = await town.as('cadre').call('person.add', {
    household: household.id,
    how: 'missed',
    on: '2026-03-01',
    note: '',
    values: {
      name: values.name as string,
      idNumber: `99999919900101001${checkSign('99999919900101001')}`,
      born: values.born as string,
      sex: values.sex as string,
      relation: '其他',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '高中',
      phone: '19900099001',
    },
  });
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
