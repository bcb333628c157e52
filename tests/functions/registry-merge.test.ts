// Probable duplicates and merging: refused where it would break a claim's id, confirmed by a second person where money is concerned, undone whole.
import type { Output } from '@shared/contract';
import { checkSign } from '@shared/domain/fields/id-number';
import type { MergeRecord, PersonRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const sheetOf = async (person: string, who = 'clerk') => (await town.as(who).call('person.sheet', { person })).sheet;
async function driven(who: string, task: string | null): Promise<Output<'task.drive'>['task'] | null> {
  if (task === null) return null;
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
/** Without version and chain: what two records say. */
const said = ({ version: _v, auditHead: _h, ...rest }: PersonRecord) => rest;
let numbers = 0;
/** The same person written down a second time under the system's stand-in number. */
async function doubled(like: string): Promise<string> {
  numbers += 1;
  const { household, values } = await sheetOf(like);
  const made = await town.as('cadre').call('person.add', {
    household: household.id,
    how: 'missed',
    on: '2026-03-01',
    note: '',
    values: {
      name: values.name as string,
      idNumber: withCheck(`9999991990010100${numbers}`.slice(0, 17)),
      born: values.born as string,
      sex: values.sex as string,
      relation: '其他',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '高中',
      phone: `1990009900${numbers}`,
      skills: ['焊工'],
    },
  });
  return made.sheet.id;
}
const ask = (keep: { id: string; version: number }, drop: { id: string; version: number }, take: string[] = []) => ({
  keep: keep.id,
  keepVersion: keep.version,
  drop: drop.id,
  dropVersion: drop.version,
  take,
  note: '',
});

test('pairs alike are found once, set aside with a word, and only those of one’s place are shown', async () => {
  const like = town.personOf('unknown_wage');
  const double = await doubled(like);
  const find = async () => driven('clerk', (await town.as('clerk').call('twin.find', {})).task);
  expect((await find())?.tally.found).toBeGreaterThan(0);
  expect((await find())?.tally.found ?? 0).toBe(0);
  const { items } = await town.as('cadre').call('twin.list', { limit: 50 });
  const pair = items.find(({ people }) => people.some(({ id }) => id === double));
  expect(pair?.words).toEqual(['同名，同一天生日']);
  expect((await town.as('cadre_other').call('twin.list', { limit: 50 })).items.some(({ id }) => id === pair?.id)).toBe(false);
  expect(
    (await town.as('cadre').refused('twin.dismiss', { twin: pair?.id as string, version: pair?.version as number, note: '' })).fields,
  ).toHaveProperty('note');
  const { twin } = await town
    .as('cadre')
    .call('twin.dismiss', { twin: pair?.id as string, version: pair?.version as number, note: '是堂兄弟' });
  // Decided once, it is not decided again.
  expect((await town.as('cadre').refused('twin.dismiss', { twin: twin.id, version: twin.version, note: '又看了' })).code).toBe(
    'already_done',
  );
  expect((await town.as('cadre').call('twin.list', { limit: 50 })).items.some(({ id }) => id === pair?.id)).toBe(false);
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});

test('without money one cadre merges: chosen fields, work that does not overlap, the undoing is whole', async () => {
  const keepId = town.personOf(await town.newcomer('unknown_wage'));
  const dropId = await doubled(keepId);
  // Work of its own, before the other's.
  const [spell] = town.county.spells.filter(({ person }) => person === town.personOf('unknown_wage'));
  const own = {
    ...spell,
    _id: 's-double',
    person: dropId,
    start: '2020-03-01',
    end: '2020-11-30',
    status: 'ended',
    sortKey: `${dropId}:2020-03-01:s-double`,
  };
  await town.cloud.database.import('spells', [
    own,
    { ...own, _id: 's-same', start: spell?.start, end: spell?.end, sortKey: `${dropId}:x:s-same` },
  ]);
  const before = [await record<PersonRecord>('persons', keepId), await record<PersonRecord>('persons', dropId)] as const;
  const [keep, drop] = [await sheetOf(keepId), await sheetOf(dropId)];
  expect((await town.as('cadre_other').refused('merge.look', { keep: keepId, drop: dropId })).code).toBe('not_found');
  const look = await town.as('cadre').call('merge.look', { keep: keepId, drop: dropId });
  expect(look).toMatchObject({ bars: [], second: '' });
  expect(look.hangs).toEqual(['务工记录 1 条，转到留下的这一条', '务工记录 1 条和留下的重了，合完要定哪段对']);
  expect((await town.as('cadre').refused('merge.ask', ask({ id: keepId, version: keep.version + 1 }, drop))).code).toBe(
    'changed_meanwhile',
  );
  const { merge, task } = await town.as('cadre').call('merge.ask', ask(keep, drop, ['skills', 'phone', 'schooling']));
  expect(merge).toMatchObject({ status: 'done', can: ['undo'] });
  expect(await driven('cadre', task)).toMatchObject({ state: 'finished', failed: 0 });
  const after = await sheetOf(keepId, 'cadre');
  expect(after.values).toMatchObject({ skills: ['焊工'], schooling: '高中', phone: `*******${(drop.values.phone as string).slice(-4)}` });
  expect([after.mergedFrom, (await sheetOf(dropId)).gone]).toEqual([[dropId], { why: 'merged', on: '2026-03-02', note: '', into: keepId }]);
  expect((await record<{ person: string }>('spells', 's-double')).person).toBe(keepId);
  expect((await record<{ person: string }>('spells', 's-same')).person).toBe(dropId);
  // What overlaps is somebody's to settle: a duty, and not brought over while it overlaps.
  const { items: duties } = await town.as('cadre').call('duty.list', { view: 'place', limit: 50 });
  expect(duties.filter(({ kind }) => kind === 'overlap').map(({ words, person }) => [words.includes('1 段务工'), person?.id])).toEqual([
    [true, keepId],
  ]);
  expect((await town.as('cadre_other').refused('merge.stayed', { merge: merge.id })).code).toBe('not_found');
  const stayed = await town.as('cadre').call('merge.stayed', { merge: merge.id });
  expect(stayed).toMatchObject({ merge: { stayed: 1 }, mayWrite: true, spells: [{ id: 's-same', settled: null }] });
  expect(stayed.spells[0]?.clashes).toHaveLength(1);
  const settle = { merge: merge.id, version: merge.version, spell: 's-same', note: '' };
  expect((await town.as('cadre').refused('merge.settle', { ...settle, how: 'brought' })).code).toBe('not_possible_now');
  expect((await town.as('cadre').refused('merge.settle', { ...settle, how: 'left' })).fields).toHaveProperty('note');
  expect((await town.as('cadre').refused('merge.settle', { ...settle, spell: 's-double', how: 'left', note: '重' })).code).toBe(
    'not_found',
  );
  // Put right on the other record, it fits and goes over; that was the last one.
  const same = await record<Record<string, unknown>>('spells', 's-same');
  await town.cloud.database.put('spells', { ...same, start: '2019-01-01', end: '2019-06-30', status: 'ended' } as never);
  const settled = await town.as('cadre').call('merge.settle', { ...settle, how: 'brought' });
  expect(settled).toMatchObject({ merge: { stayed: 0 }, spells: [{ settled: 'brought' }] });
  expect((await record<{ person: string }>('spells', 's-same')).person).toBe(keepId);
  expect((await record<{ status: string }>('duties', `duty:overlap:${merge.id}`)).status).toBe('done');
  expect(
    (await town.as('cadre').refused('merge.settle', { ...settle, version: settled.merge.version, how: 'left', note: '重' })).code,
  ).toBe('already_done');
  expect(
    (await town.as('cadre').refused('person.restore', { person: dropId, version: (await sheetOf(dropId)).version, note: '' })).message,
  ).toContain('合到');

  await town.as('cadre').call('person.edit', { person: keepId, version: after.version, values: { schooling: '大专', bestHour: '周末' } });
  const undone = await town.as('cadre').call('merge.undo', { merge: merge.id, version: settled.merge.version, note: '不是一个人' });
  await driven('cadre', undone.task);
  const [one, two] = [await record<PersonRecord>('persons', keepId), await record<PersonRecord>('persons', dropId)];
  // What somebody wrote since stays; everything else is as it was before.
  expect(said(one)).toEqual({ ...said(before[0]), schooling: '大专', bestHour: '周末' });
  expect(said(two)).toEqual(said(before[1]));
  for (const spell of ['s-double', 's-same']) expect((await record<{ person: string }>('spells', spell)).person).toBe(dropId);
  expect((await town.as('cadre').refused('merge.settle', { ...settle, version: undone.merge.version, how: 'brought' })).code).toBe(
    'not_possible_now',
  );
  expect((await town.as('cadre').refused('merge.undo', { merge: merge.id, version: undone.merge.version, note: '' })).code).toBe(
    'not_possible_now',
  );
});

test('with money a second person confirms; the real number goes over; whoever acts for the one acts for the other; claims stay reachable', async () => {
  const key = await town.newcomer('neighbour');
  const dropId = town.personOf(key);
  const claim = await handedIn(town, key);
  const keepId = await doubled(dropId);
  const [keep, drop] = [await sheetOf(keepId), await sheetOf(dropId)];
  // Still in hand: the record with the claim must be the one that stays, or the claim be finished first.
  const barred = await town.as('cadre').refused('merge.ask', ask(keep, drop));
  expect(barred.message).toMatch(/还没有办完|还有没办完的/);
  await town.cloud.database.put('claims', {
    ...(await record<Record<string, unknown>>('claims', claim.id)),
    status: 'paid',
    stage: null,
    waiting: '',
  } as never);
  const { merge } = await town.as('cadre').call('merge.ask', ask(keep, drop, ['idNumber', 'account.number']));
  expect(merge).toMatchObject({ status: 'asked', money: true, can: [] });
  expect((await sheetOf(dropId)).status).toBe('active');
  expect((await town.as('cadre').refused('merge.confirm', { merge: merge.id, version: merge.version, yes: true, note: '' })).code).toBe(
    'not_allowed',
  );
  const confirmed = await town.as('head').call('merge.confirm', { merge: merge.id, version: merge.version, yes: true, note: '' });
  expect(await driven('head', confirmed.task)).toMatchObject({ state: 'finished', failed: 0 });
  const after = await record<PersonRecord>('persons', keepId);
  const plain = await record<PersonRecord>('persons', dropId);
  expect([after.idTail, after.idStandIn, plain.idIndex]).toEqual([
    drop.values.idNumber?.toString().slice(-4),
    undefined,
    `merged:${dropId}`,
  ]);
  // The person on their own phone: one record, its own claims with it.
  const me = await town.as(key).call('session.me', {});
  expect(me.persons.map(({ id }) => id)).toEqual([keepId]);
  expect((await town.as(key).call('claim.mine', { person: keepId })).claims.map(({ id }) => id)).toContain(claim.id);
  expect((await town.as('cadre').call('person.view', { person: keepId })).claims.map(({ id }) => id)).toContain(claim.id);
  // The same year is not paid twice: what the merged record had counts.
  const { results } = await town.as(key).call('assess.me', { person: keepId });
  expect(results.find(({ card }) => card.programme === 'transport')?.assessment.verdict).toBe('not_eligible');

  town.cloud.clock.advance(8 * 86_400_000);
  expect((await town.as('cadre').refused('merge.undo', { merge: merge.id, version: confirmed.merge.version, note: '' })).message).toContain(
    '七天',
  );
  const kept = await record<MergeRecord>('merges', merge.id);
  expect([kept.status, kept.doneBy?.name]).toEqual(['done', '周德厚']);
});

test('two records with a claim of the same programme and year are never merged', async () => {
  const [a, b] = [await town.newcomer('neighbour'), await town.newcomer('neighbour')];
  await handedIn(town, a);
  await handedIn(town, b);
  const [keep, drop] = [await sheetOf(town.personOf(a)), await sheetOf(town.personOf(b))];
  expect((await town.as('cadre').refused('merge.ask', ask(keep, drop))).message).toContain('一个人一年只能有一件');
});
