// Moves across villages with a hand-over: refusals first, nobody moves before the other village took them in; lists and duties of both.
import type { Output } from '@shared/contract';
import type { DutyRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const ON = '2026-03-01';
const FIRST = '140799201201';
const SECOND = '140799201202';
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const homeOf = async (key: string) => (await record<PersonRecord>('persons', town.personOf(key))).household;
async function driven(who: string, task: string | null): Promise<Output<'task.drive'>['task'] | null> {
  if (task === null) return null;
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
const duties = async (who: string, view: 'mine' | 'place' | 'done' = 'place') =>
  (await town.as(who).call('duty.list', { view, limit: 50 })).items.filter(({ kind }) => kind === 'handover');
const idOf = (side: 'in' | 'out', handover: string) => `duty:handover-${side}:${handover}`;

test('a proposal is refused by who does not keep the household, for one’s own village, for a day to come, for a head who leaves others', async () => {
  const household = await homeOf('labourer');
  const input = { household, person: null, village: SECOND, on: ON, note: '' };
  const refused = async (more: object, who = 'cadre') => town.as(who).refused('handover.propose', { ...input, ...more });
  expect((await refused({}, 'cadre_other')).code).toBe('not_found');
  expect((await refused({}, 'labour_clerk')).code).toBe('not_allowed');
  expect((await refused({ village: FIRST })).fields).toHaveProperty('village');
  expect((await refused({ village: '140799299999' })).code).toBe('not_found');
  expect((await refused({ on: '2026-03-03' })).fields).toHaveProperty('on');
  expect((await refused({ person: town.personOf('labourer') })).next).toContain('换户主');
  expect((await refused({ person: town.personOf('neighbour') })).code).toBe('not_found');
  const look = await town.as('cadre').call('household.moveLook', { household });
  expect([look.villages, look.asks.map(({ code }) => code)]).toEqual([[], expect.arrayContaining([SECOND])]);
});

test('a household stays until the other village takes it in; both see it, as a list and as a duty; a reason is needed to decline', async () => {
  const key = await town.newcomer('neighbour');
  const household = await homeOf(key);
  const input = { household, person: null, village: SECOND, on: ON, note: '随儿子' };
  const { handover } = await town.as('cadre').call('handover.propose', input);
  expect(handover).toMatchObject({ status: 'proposed', what: 'household', can: ['withdraw'], toName: '柳沟村' });
  expect((await town.as('cadre').refused('handover.propose', input)).message).toContain('还没回话');
  expect((await town.as('cadre').refused('handover.propose', { ...input, person: town.personOf(key) })).code).toBe('not_possible_now');
  expect((await record<PersonRecord>('persons', town.personOf(key))).village).toBe(FIRST);
  // The receiving cadre sees whom, and nothing of their records.
  const { items } = await town.as('cadre_other').call('handover.list', { view: 'in' });
  expect(items).toMatchObject([{ id: handover.id, can: ['accept', 'decline'], people: [{ sex: expect.any(String) }] }]);
  expect((await town.as('cadre_other').refused('person.sheet', { person: town.personOf(key) })).code).toBe('not_found');
  expect((await town.as('cadre').call('handover.list', { view: 'in' })).items).toEqual([]);
  expect((await town.as('cadre').call('handover.list', { view: 'out' })).items.map(({ id }) => id)).toEqual([handover.id]);
  expect((await duties('cadre_other')).map(({ id, mine }) => [id, mine])).toEqual([[idOf('in', handover.id), true]]);
  expect((await duties('cadre', 'mine')).map(({ id }) => id)).toEqual([idOf('out', handover.id)]);
  await town.cloud.trigger('work', 'minute');
  expect(JSON.stringify(await town.as('cadre_other').call('notice.mine', {}))).toContain('要转人到柳沟村');

  const at = { handover: handover.id, version: handover.version };
  expect((await town.as('cadre').refused('handover.accept', at)).code).toBe('not_allowed');
  expect((await town.as('cadre_other').refused('handover.withdraw', { ...at, why: '' })).code).toBe('not_allowed');
  expect((await town.as('cadre_other').refused('handover.decline', { ...at, why: '' })).fields).toHaveProperty('why');
  expect((await town.as('cadre_other').refused('handover.accept', { ...at, version: at.version + 1 })).code).toBe('changed_meanwhile');
  const declined = await town.as('cadre_other').call('handover.decline', { ...at, why: '户口还没落' });
  expect(declined.handover).toMatchObject({ status: 'declined', why: '户口还没落', can: [] });
  expect((await record<PersonRecord>('persons', town.personOf(key))).village).toBe(FIRST);
  expect((await town.as('cadre').call('handover.list', { view: 'over' })).items.map(({ status }) => status)).toEqual(['declined']);
  for (const side of ['in', 'out'] as const)
    expect((await record<DutyRecord>('duties', idOf(side, handover.id))).outcome?.words).toContain('户口还没落');
  await town.cloud.trigger('work', 'minute');
  expect(JSON.stringify(await town.as('cadre').call('notice.mine', {}))).toContain('柳沟村没收');

  // Proposed again, withdrawn, and a third time taken in.
  const second = (await town.as('cadre').call('handover.propose', input)).handover;
  const { handover: back } = await town.as('cadre').call('handover.withdraw', { handover: second.id, version: second.version, why: '' });
  expect(back.status).toBe('withdrawn');
  expect((await record<DutyRecord>('duties', idOf('in', second.id))).status).toBe('dropped');
  const third = (await town.as('cadre').call('handover.propose', input)).handover;
  town.cloud.clock.advance(1000);
  const taken = await town.as('cadre_other').call('handover.accept', { handover: third.id, version: third.version, group: '一组' });
  expect(await driven('cadre_other', taken.task)).toMatchObject({ state: 'finished', failed: 0 });
  expect(taken.handover.status).toBe('accepted');
  expect((await record<PersonRecord>('persons', town.personOf(key))).village).toBe(SECOND);
  expect(await record<HouseholdRecord>('households', household)).toMatchObject({ village: SECOND, group: '一组', keeper: null });
  expect((await town.as('cadre').call('happening.list', {})).items[0]).toMatchObject({ kind: 'household_out', by: expect.any(String) });
  expect((await town.as('cadre_other').call('happening.list', {})).items[0]).toMatchObject({ kind: 'household_in' });
  expect((await town.as('cadre_other').refused('handover.accept', { handover: third.id, version: taken.handover.version })).code).toBe(
    'already_done',
  );
  expect((await town.as('cadre').refused('handover.withdraw', { handover: third.id, version: taken.handover.version, why: '' })).code).toBe(
    'already_done',
  );
});

test('one person goes to a household the receiving village names; one nobody is left in is closed; moved meanwhile, it is said', async () => {
  const key = await town.newcomer('unknown_wage');
  const person = town.personOf(key);
  const household = await homeOf(key);
  const { handover } = await town.as('cadre').call('handover.propose', { household, person, village: SECOND, on: ON, note: '' });
  const target = town.county.households.find(({ village }) => village === SECOND)?._id as string;
  const own = await homeOf('labourer');
  const accept = (more: object) => town.as('cadre_other').refused('handover.accept', { handover: handover.id, version: 0, ...more });
  expect((await accept({})).fields).toHaveProperty('household');
  expect((await accept({ household: target })).fields).toHaveProperty('relation');
  expect((await accept({ household: own, relation: '之子' })).code).toBe('not_found');
  const head = (await town.as('cadre_other').call('household.sheet', { household: target })).sheet.headName;
  expect((await accept({ household: target, relation: '户主' })).fields?.relation).toContain(head);
  // The clerk may still do it at once: then there is nothing left to take in.
  const clerk = await town.as('clerk').call('person.sheet', { person });
  const direct = { person, version: clerk.sheet.version, household: own, relation: '其他', on: ON, note: '' };
  const other = await town.newcomer('unknown_wage');
  const otherHome = await homeOf(other);
  const waiting = (
    await town
      .as('cadre')
      .call('handover.propose', { household: otherHome, person: town.personOf(other), village: SECOND, on: ON, note: '' })
  ).handover;
  // While it waits, saying that it is done closes neither duty.
  for (const [who, side, words] of [
    ['cadre_other', 'in', '先收下或者说明为什么不收'],
    ['cadre', 'out', '还没回话'],
  ] as const) {
    const duty = { duty: idOf(side, handover.id), version: (await record<DutyRecord>('duties', idOf(side, handover.id))).version };
    expect((await town.as(who).refused('duty.close', { ...duty, how: 'done', words: '办完了' })).message).toContain(words);
    expect((await record<DutyRecord>('duties', duty.duty)).status).toBe('open');
  }
  await town.as('clerk').call('person.move', direct);
  expect(await record('handovers', handover.id)).toMatchObject({
    status: 'withdrawn',
    answer: { why: expect.stringContaining('直接迁到') },
  });
  for (const side of ['in', 'out'] as const) expect((await record<DutyRecord>('duties', idOf(side, handover.id))).status).toBe('dropped');
  expect((await accept({ household: target, relation: '其他' })).code).toBe('already_done');
  expect(JSON.stringify((await town.as('cadre').call('handover.list', { view: 'over' })).items[0]?.why)).toContain('直接迁到');
  const taken = await town
    .as('cadre_other')
    .call('handover.accept', { handover: waiting.id, version: waiting.version, household: target, relation: '其他' });
  expect(await driven('cadre_other', taken.task)).toMatchObject({ state: 'finished', failed: 0 });
  expect(await record<PersonRecord>('persons', town.personOf(other))).toMatchObject({
    household: target,
    village: SECOND,
    relation: '其他',
  });
  expect(await record<HouseholdRecord>('households', otherHome)).toMatchObject({ status: 'gone', gone: { into: target } });
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});
