// Two records of one household: found, refused where they must not be merged, a second person where money is concerned, everything that names
// the one that goes moved over and, undone, moved back.
import type { Output } from '@shared/contract';
import { checkSign } from '@shared/domain/fields/id-number';
import type { HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { applied, fileOf, linesOf, looked, national, type Row, rowsOf } from '../support/sheets';
import { openTown, type Town } from '../support/town';
import { deviceOf, type Household, opened, visitTo } from '../support/visiting';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const ON = '2026-03-01';
const VILLAGE = '140799201201';
const SECOND = '140799201202';
const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const houseOf = async (household: string, who = 'clerk') => (await town.as(who).call('household.sheet', { household })).sheet;
const homeOf = async (key: string) => (await record<PersonRecord>('persons', town.personOf(key))).household;
async function driven(who: string, task: string | null): Promise<Output<'task.drive'>['task'] | null> {
  if (task === null) return null;
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
let numbers = 0;
/** A second record of a household: its head written down again, with a child. */
async function doubled(household: string, village = VILLAGE): Promise<string> {
  numbers += 1;
  const { headName, values } = await houseOf(household);
  const { sheet } = await town.as('clerk').call('household.add', {
    village,
    on: ON,
    note: '',
    values: {
      code: `${village}99${numbers}`,
      group: values.group as string,
      householdType: values.householdType as string,
      address: '村口第二家',
    },
    head: {
      name: headName,
      idNumber: withCheck(`999999196301012${String(numbers).padStart(2, '0')}`),
      born: '1963-01-01',
      sex: '男',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '初中',
    },
  });
  await town.as('clerk').call('person.add', {
    household: sheet.id,
    how: 'missed',
    on: ON,
    note: '',
    values: {
      name: '周小麦',
      idNumber: withCheck(`140799201502${String(10 + numbers)}0`.padEnd(17, '2')),
      relation: '之女',
      labourSkill: '无劳动力',
      health: ['健康'],
      studentStatus: '小学',
    },
  });
  return sheet.id;
}
const ask = async (keep: string, drop: string, more: { take?: string[]; relations?: { person: string; relation: string }[] } = {}) => {
  const [one, other] = [await houseOf(keep), await houseOf(drop)];
  return {
    keep,
    keepVersion: one.version,
    drop,
    dropVersion: other.version,
    take: more.take ?? [],
    relations:
      more.relations ?? other.members.map(({ id, relation }) => ({ person: id, relation: relation === '户主' ? '之兄弟姐妹' : relation })),
    note: '',
  };
};

test('alike households are found once by head and place; set aside with a word; only those of one’s place are shown', async () => {
  const keep = await homeOf('unknown_wage');
  const drop = await doubled(keep);
  const find = async () => driven('cadre', (await town.as('cadre').call('household.findTwins', { village: VILLAGE })).task);
  expect((await town.as('cadre_other').refused('household.findTwins', { village: VILLAGE })).code).toBe('not_allowed');
  expect((await town.as('labour_clerk').refused('household.findTwins', {})).code).toBe('not_allowed');
  expect((await find())?.tally.found).toBeGreaterThan(0);
  expect((await find())?.tally.found ?? 0).toBe(0);
  const { items } = await town.as('cadre').call('household.twins', { limit: 50 });
  const pair = items.find(({ homes }) => homes.some(({ id }) => id === drop) && homes.some(({ id }) => id === keep));
  expect(pair?.words).toContain('户主同名，住在一个地方');
  expect((await town.as('cadre_other').call('household.twins', { limit: 50 })).items.some(({ id }) => id === pair?.id)).toBe(false);
  const twin = { twin: pair?.id as string, version: pair?.version as number };
  expect((await town.as('cadre').refused('household.dismissTwin', { ...twin, note: '' })).fields).toHaveProperty('note');
  expect((await town.as('cadre_other').refused('household.dismissTwin', { ...twin, note: '不是' })).code).toBe('not_found');
  await town.as('cadre').call('household.dismissTwin', { ...twin, note: '是叔侄两家' });
  expect((await town.as('cadre').call('household.twins', { limit: 50 })).items.some(({ id }) => id === pair?.id)).toBe(false);
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});

test('without money one cadre merges: people, duties and history go over; the undoing is whole, with what came to be since', async () => {
  const keep = await homeOf(await town.newcomer('unknown_wage'));
  const drop = await doubled(keep);
  expect((await town.as('cadre_other').refused('household.mergeLook', { keep, drop })).code).toBe('not_found');
  expect((await town.as('cadre').refused('household.mergeLook', { keep, drop: keep })).fields).toHaveProperty('drop');
  const look = await town.as('cadre').call('household.mergeLook', { keep, drop });
  expect(look).toMatchObject({ bars: [], second: '' });
  expect(look.hangs).toContain('2 口人，转到留下的这一户');
  expect(look.differ).toEqual(expect.arrayContaining(['code', 'address']));
  const input = await ask(keep, drop, { take: ['code', 'address'] });
  const [head, child] = (await houseOf(drop)).members;
  const refused = async (relations: typeof input.relations) =>
    (await town.as('cadre').refused('household.mergeAsk', { ...input, relations })).fields;
  expect(Object.keys((await refused([])) ?? {}).sort()).toEqual([head?.id, child?.id].sort());
  expect(
    (
      await refused([
        { person: head?.id as string, relation: '户主' },
        { person: child?.id as string, relation: '之女' },
      ])
    )?.[head?.id as string],
  ).toContain('只有一个');
  expect((await town.as('cadre').refused('household.mergeAsk', { ...input, keepVersion: input.keepVersion + 1 })).code).toBe(
    'changed_meanwhile',
  );
  // Something to be done about the one that goes, and a word of the data rules about its child.
  const duty = {
    _id: 'duty:test',
    county: '140799000000',
    town: '140799201000',
    village: VILLAGE,
    status: 'open',
    sortKey: '2026-03-09:duty:test',
    kind: 'promise',
    owner: '',
    ownerName: '',
    person: null,
    personName: '',
    household: drop,
    words: '送证明去',
    dueOn: '2026-03-09',
    from: { collection: 'visits', record: 'x' },
    at: '2026-03-01T00:00:00.000Z',
    by: { openid: 'x', name: '某' },
    outcome: null,
    version: 0,
    auditHead: '',
  };
  const said = { ...duty, _id: 'explanation:a:b', rule: 'a', person: child?.id, status: 'kept', for: '', words: '对的' };
  await town.cloud.database.import('duties', [duty]);
  await town.cloud.database.import('explanations', [said]);
  const before = await Promise.all([record<HouseholdRecord>('households', keep), record<HouseholdRecord>('households', drop)]);
  town.cloud.clock.advance(1000);
  const { merge, task } = await town.as('cadre').call('household.mergeAsk', input);
  expect(merge).toMatchObject({ status: 'done', can: ['undo'], money: false });
  expect(await driven('cadre', task)).toMatchObject({ state: 'finished', failed: 0, total: 4 });
  const [stays, goes] = [await houseOf(keep), await houseOf(drop)];
  expect(stays.members.map(({ id }) => id)).toEqual(expect.arrayContaining([head?.id, child?.id]));
  expect(stays.members.filter(({ relation, status }) => relation === '户主' && status === 'active')).toHaveLength(1);
  expect([stays.values.code, stays.values.address]).toEqual([(await record<HouseholdRecord>('households', keep)).code, '村口第二家']);
  expect(stays.values.code).toBe(look.drop.values.code);
  expect([goes.status, goes.gone?.into, goes.members]).toEqual(['gone', keep, []]);
  expect((await record<{ household: string }>('duties', 'duty:test')).household).toBe(keep);
  expect((await record<{ household: string }>('explanations', 'explanation:a:b')).household).toBe(keep);
  expect(
    (await town.as('cadre').call('happening.of', { household: keep })).items.filter(({ kind }) => kind === 'household_merged'),
  ).toHaveLength(2);
  expect((await town.as('cadre').call('household.history', { household: drop })).items[0]?.deed).toContain('合并');
  // As of the day before, everybody stands where they stood.
  const then = await town.as('cadre').call('household.asOf', { household: drop, on: ON });
  expect(then.record).toBeNull();

  // Since then: something about the child, of the household it is in now.
  await town.cloud.database.import('duties', [{ ...duty, _id: 'duty:since', household: keep, person: child?.id }]);
  await town.as('cadre').call('household.edit', { household: keep, version: stays.version, values: { resettled: true } });
  expect((await town.as('cadre_other').refused('household.mergeUndo', { merge: merge.id, version: merge.version, note: '' })).code).toBe(
    'not_found',
  );
  town.cloud.clock.advance(1000);
  const undone = await town.as('cadre').call('household.mergeUndo', { merge: merge.id, version: merge.version, note: '是两家' });
  expect(await driven('cadre', undone.task)).toMatchObject({ state: 'finished', failed: 0 });
  const plain = ({ version: _v, auditHead: _h, ...rest }: HouseholdRecord) => rest;
  expect(plain(await record<HouseholdRecord>('households', keep))).toEqual({ ...plain(before[0]), resettled: true });
  expect(plain(await record<HouseholdRecord>('households', drop))).toEqual(plain(before[1]));
  const back = await houseOf(drop);
  expect(back.members.map(({ relation }) => relation).sort()).toEqual(['之女', '户主']);
  expect((await record<{ household: string }>('duties', 'duty:since')).household).toBe(drop);
  expect((await town.as('cadre').refused('household.mergeUndo', { merge: merge.id, version: undone.merge.version, note: '' })).code).toBe(
    'not_possible_now',
  );
});

test('with claims or money a second person says yes; across villages everything goes along; after seven days it stays', async () => {
  const key = await town.newcomer('neighbour');
  const drop = await homeOf(key);
  const claim = await handedIn(town, key);
  const keep = await doubled(drop, SECOND);
  expect((await town.as('cadre').refused('household.mergeLook', { keep, drop })).code).toBe('not_found');
  const look = await town.as('clerk').call('household.mergeLook', { keep, drop });
  expect(look.second).toBe('有交上去的申领');
  expect(look.hangs.join()).toContain('不在一个村');
  const { merge } = await town.as('clerk').call('household.mergeAsk', await ask(keep, drop));
  expect(merge).toMatchObject({ status: 'asked', money: true, can: [] });
  expect((await houseOf(drop)).status).toBe('active');
  expect(
    (await town.as('clerk').refused('household.mergeConfirm', { merge: merge.id, version: merge.version, yes: true, note: '' })).code,
  ).toBe('not_allowed');
  // Of two villages: nobody of one village alone says yes.
  expect(
    (await town.as('head').refused('household.mergeConfirm', { merge: merge.id, version: merge.version, yes: true, note: '' })).code,
  ).toBe('not_found');
  await town.cloud.database.put('staff', {
    ...(await record<Record<string, unknown>>('staff', town.as('clerk').openid)),
    _id: 'o-second-clerk',
    name: '另一位',
  } as never);
  const { items } = await town.as('o-second-clerk').call('household.merges', {});
  expect(items.find(({ id }) => id === merge.id)?.can).toEqual(['confirm']);
  const confirmed = await town
    .as('o-second-clerk')
    .call('household.mergeConfirm', { merge: merge.id, version: merge.version, yes: true, note: '' });
  expect(await driven('o-second-clerk', confirmed.task)).toMatchObject({ state: 'finished', failed: 0 });
  const person = await record<PersonRecord>('persons', town.personOf(key));
  expect([person.household, person.village]).toEqual([keep, SECOND]);
  const moved = await record<{ household: string; village: string }>('claims', claim.id);
  // What was handed in is finished where it was handed in; it is the household's that stays.
  expect([moved.household, moved.village]).toEqual([keep, VILLAGE]);
  expect(
    (await town.as('clerk').refused('household.mergeConfirm', { merge: merge.id, version: confirmed.merge.version, yes: true, note: '' }))
      .code,
  ).toBe('not_allowed');
  town.cloud.clock.advance(8 * 86_400_000);
  expect(
    (await town.as('clerk').refused('household.mergeUndo', { merge: merge.id, version: confirmed.merge.version, note: '' })).message,
  ).toContain('七天');
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});

test('a visit brought by a phone that was away is one of the household that stays; what it says otherwise is decided by somebody', async () => {
  const keep = await homeOf(await town.newcomer('unknown_wage'));
  const drop = await doubled(keep);
  const device = deviceOf(77);
  const { items } = await opened(town.as('cadre'), device);
  const seen = items.get(drop)?.household as Household;
  const input = await ask(keep, drop);
  const { task } = await town.as('cadre').call('household.mergeAsk', input);
  await driven('cadre', task);
  await town.as('head').call('household.edit', { household: keep, version: (await houseOf(keep)).version, values: { address: '村东头' } });
  const visit = visitTo(seen, device, { answers: [{ person: drop, field: 'address', value: '村西头' }], unchanged: [] });
  const { visit: taken } = await town.as('cadre').call('visit.submit', { visit });
  expect(await record<{ household: string; status: string }>('visits', taken.id)).toMatchObject({ household: keep, status: 'taken' });
  const conflicts = (await town.cloud.database.all('conflicts')).filter((one) => one.visit === taken.id);
  expect(conflicts).toMatchObject([{ household: keep, record: keep, status: 'open' }]);
  expect((await record<HouseholdRecord>('households', keep)).address).toBe('村东头');
  expect((await record<HouseholdRecord>('households', drop)).status).toBe('gone');
});

test('a sheet that still names the household that went means the one that stays', async () => {
  const sheet = national('people');
  const rows = rowsOf(sheet, town, ({ village }) => village === VILLAGE);
  const homes = [...new Set(rows.map(({ person }) => person.household))].filter((id) => id !== undefined);
  const alone = homes.filter((id) => rows.filter(({ person }) => person.household === id).length === 1);
  const paid = new Set(
    [...(await town.cloud.database.all('claims')), ...(await town.cloud.database.all('payments'))].map(({ household }) => household),
  );
  const kinds = new Map(
    (await town.cloud.database.all('households')).map(({ _id, householdType, status }) => [_id, `${householdType}${status}`]),
  );
  const [keep, drop] = alone
    .filter((id) => !paid.has(id) && kinds.get(id)?.endsWith('active'))
    .filter((id, _i, ids) => kinds.get(id) === kinds.get(ids[0] as string)) as [string, string];
  const { merge, task } = await town.as('clerk').call('household.mergeAsk', await ask(keep, drop));
  expect(merge.status).toBe('done');
  await driven('clerk', task);
  const row = rows.find(({ person }) => person.household === drop) as Row;
  // Somebody the sheet knows and we do not, of the household as it writes it.
  const number = '140799199001010019';
  const fresh = { ...row.cells, 证件号码: number, 姓名: '新来人', 与户主关系: '之子', 性别: '', 出生日期: '', 家庭成员联系电话: '' };
  const { id } = await looked(town.as('clerk'), fileOf(sheet, [row, { cells: fresh }]));
  const lines = await linesOf(town.as('clerk'), id);
  expect(lines.map(({ outcome, blocked }) => [outcome === 'wrong', blocked])).toEqual([
    [false, ''],
    [false, ''],
  ]);
  await applied(town.as('clerk'), id);
  expect((await record<HouseholdRecord>('households', drop)).status).toBe('gone');
  expect((await record<PersonRecord>('persons', row.person._id)).household).toBe(keep);
  expect((await town.cloud.database.all('persons')).find(({ name }) => name === '新来人')).toMatchObject({ household: keep });
});
