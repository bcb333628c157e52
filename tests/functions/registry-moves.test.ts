// Who comes and goes: new members, deaths, leaving and coming back, moves between villages, another head; refusals first.
import type { Output } from '@shared/contract';
import { checkSign } from '@shared/domain/fields/id-number';
import type { HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const ON = '2026-03-01';
const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const sheetOf = async (person: string, who = 'clerk') => (await town.as(who).call('person.sheet', { person })).sheet;
const houseOf = async (household: string, who = 'clerk') => (await town.as(who).call('household.sheet', { household })).sheet;
const second = () => town.county.places.filter(({ level }) => level === 'village')[1]?._id as string;
async function driven(who: string, task: string): Promise<Output<'task.drive'>['task']> {
  for (;;) {
    const { task: at } = await town.as(who).call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
const BABY = { name: '周小禾', relation: '之孙女', labourSkill: '无劳动力', health: ['健康'], studentStatus: '学龄前儿童' };

describe('a new member', () => {
  test('is refused without what a record cannot begin without, with a number somebody has, as a second spouse', async () => {
    const { household } = await sheetOf(town.personOf('labourer'));
    const add = (values: Record<string, unknown>, who = 'cadre') =>
      town.as(who).refused('person.add', { household: household.id, how: 'born', on: ON, note: '', values });
    expect((await add({ ...BABY, idNumber: withCheck('14079920260211002') }, 'cadre_other')).code).toBe('not_found');
    expect((await add({ ...BABY, idNumber: withCheck('14079920260211002') }, 'labour_clerk')).code).toBe('not_allowed');
    expect(Object.keys((await add({ name: '周小禾' })).fields ?? {}).sort()).toEqual([
      'health',
      'idNumber',
      'labourSkill',
      'relation',
      'schooling',
    ]);
    const other = town.county.persons.find(({ _id }) => _id === town.personOf('neighbour'))?.idNumber as string;
    expect((await add({ ...BABY, idNumber: other })).message).toContain('已经登记在');
    expect((await add({ ...BABY, relation: '配偶', idNumber: withCheck('14079920260211002') })).fields?.relation).toContain('张玉梅');
    expect((await add({ ...BABY, idNumber: withCheck('99999920260211002') })).fields?.born).toContain('临时号');
  });

  test('begins with birth and sex from the number, is found by initials, and stands in the village’s ledger of changes', async () => {
    const { household } = await sheetOf(town.personOf('labourer'));
    const values = { ...BABY, idNumber: withCheck('14079920260211002') };
    const { sheet } = await town
      .as('cadre')
      .call('person.add', { household: household.id, how: 'born', on: '2026-02-11', note: '', values });
    expect(sheet.values).toMatchObject({ born: '2026-02-11', sex: '女', nation: null });
    expect((await town.as('cadre').call('person.search', { text: 'zxh' })).items.map(({ id }) => id)).toContain(sheet.id);
    const { items } = await town.as('cadre').call('happening.list', {});
    expect(items[0]).toMatchObject({
      kind: 'born',
      kindWords: '新生',
      person: { id: sheet.id, name: '周小禾' },
      on: '2026-02-11',
      by: '任晓军',
    });
    expect((await town.as('cadre_other').call('happening.list', {})).items).toEqual([]);
    expect((await town.as('cadre').call('person.asOf', { person: sheet.id, on: '2026-03-01' })).record).toBeNull();
    expect((await town.as('cadre').call('person.history', { person: sheet.id })).items).toMatchObject([
      { version: 0, deed: '新登记', by: '任晓军' },
    ]);
  });

  test('a household begins with its head; a code is nobody’s twice', async () => {
    const code = (await record<HouseholdRecord>('households', (await sheetOf(town.personOf('labourer'))).household.id)).code;
    const village = town.county.places.filter(({ level }) => level === 'village')[0]?._id as string;
    const head = {
      ...BABY,
      name: '周新立',
      relation: undefined,
      idNumber: withCheck('14079919900211003'),
      studentStatus: undefined,
      schooling: '初中',
      labourSkill: '普通劳动力',
    };
    const input = {
      village,
      on: ON,
      note: '分户',
      values: { code, group: '三组', householdType: '一般农户' },
      head: JSON.parse(JSON.stringify(head)),
    };
    expect((await town.as('cadre').refused('household.add', input)).fields?.code).toContain('已经是');
    expect((await town.as('cadre_other').refused('household.add', input)).code).toBe('not_allowed');
    const { sheet } = await town.as('cadre').call('household.add', { ...input, values: { ...input.values, code: `${village}9001` } });
    expect(sheet).toMatchObject({ headName: '周新立', members: [{ name: '周新立', relation: '户主', age: 36 }] });
  });
});

describe('a death', () => {
  test('ends the open work, keeps the claims, tells who helps, asks for another head; and can be taken back whole', async () => {
    const person = town.personOf('labourer');
    const claim = await handedIn(town, 'labourer');
    const before = await sheetOf(person);
    expect(
      (await town.as('cadre').refused('person.die', { person, version: before.version, on: '2026-03-03', note: '' })).fields,
    ).toHaveProperty('on');
    const openBefore = (await town.cloud.database.all('spells')).filter(
      (one) => one.person === person && one.status === 'open',
    ) as unknown as SpellRecord[];
    const { sheet, needsHead } = await town.as('cadre').call('person.die', { person, version: before.version, on: ON, note: '病故' });
    expect([sheet.status, sheet.gone?.why, needsHead]).toEqual(['dead', 'dead', true]);
    expect(await record<SpellRecord>('spells', openBefore[0]?._id as string)).toMatchObject({
      status: 'ended',
      end: ON,
      endReason: '去世',
    });
    expect((await record<{ status: string }>('claims', claim.id)).status).toBe('in_stage');
    expect(
      (await town.as('cadre').refused('person.edit', { person, version: sheet.version, values: { nation: '汉族' } })).message,
    ).toContain('不在册');
    await town.cloud.trigger('work', 'minute');
    expect(JSON.stringify(await town.as('daughter').call('notice.mine', {}))).toContain('登记为去世');
    town.cloud.clock.advance(1000);
    const back = await town.as('cadre').call('person.restore', { person, version: sheet.version, note: '登错了' });
    expect([back.sheet.status, back.sheet.gone]).toEqual(['active', null]);
    const again = await record<SpellRecord>('spells', openBefore[0]?._id as string);
    expect({ ...again, version: 0, auditHead: '' }).toEqual({ ...openBefore[0], version: 0, auditHead: '' });
    const { items } = await town.as('cadre').call('happening.of', { person });
    expect(items.map(({ kind, undone }) => [kind, undone])).toEqual([
      ['restored', false],
      ['died', true],
    ]);
    expect((await town.as('cadre').call('person.asOf', { person, on: '2026-03-02' })).record).toMatchObject({ status: '在册' });
  });
});

describe('a move to another village', () => {
  test('is the business of whoever serves both; what is in hand goes along, what was handed in stays', async () => {
    const key = await town.newcomer('neighbour');
    const person = town.personOf(key);
    const claim = await handedIn(town, key);
    const { household: from } = await sheetOf(person);
    const house = await houseOf(from.id);
    const input = { household: from.id, version: house.version, village: second(), group: '一组', on: ON, note: '' };
    expect((await town.as('cadre').refused('household.move', input)).code).toBe('not_allowed');
    const look = await town.as('clerk').call('household.moveLook', { household: from.id });
    expect(look.stays[0]).toContain('由原村办完');
    expect(look.villages.map(({ code }) => code)).toContain(second());
    town.cloud.clock.advance(1000);
    const { task } = await town.as('clerk').call('household.move', input);
    expect(await driven('clerk', task)).toMatchObject({ state: 'finished', failed: 0 });
    const moved = await record<PersonRecord>('persons', person);
    expect(moved.village).toBe(second());
    expect((await record<{ village: string }>('claims', claim.id)).village).not.toBe(second());
    const spells = (await town.cloud.database.all('spells')).filter((one) => one.person === person) as unknown as SpellRecord[];
    expect(new Set(spells.filter(({ status }) => status === 'open').map(({ village }) => village))).toEqual(
      new Set(spells.some(({ status }) => status === 'open') ? [second()] : []),
    );
    expect((await town.as('cadre').refused('person.sheet', { person })).code).toBe('not_found');
    expect((await sheetOf(person, 'cadre_other')).household.villageName).toBe('柳沟村');
    expect((await town.as('cadre').call('happening.list', {})).items[0]).toMatchObject({ kind: 'household_out' });
    expect((await town.as('cadre_other').call('happening.list', {})).items[0]).toMatchObject({ kind: 'household_in' });
  });

  test('one person to another household; a head leaves only after another is named; an emptied household is closed', async () => {
    const key = await town.newcomer('unknown_wage');
    const person = town.personOf(key);
    const sheet = await sheetOf(person);
    const target = (await sheetOf(town.personOf('labourer'))).household.id;
    const move = { person, version: sheet.version, household: target, relation: '之女婿', on: ON, note: '入赘' };
    expect((await town.as('cadre').refused('person.move', { ...move, relation: '户主' })).fields?.relation).toContain('周满仓');
    const head = await sheetOf(town.personOf('labourer'));
    const staying = await town
      .as('cadre')
      .refused('person.move', { ...move, person: head.id, version: head.version, household: sheet.household.id });
    expect(staying.next).toContain('换户主');
    const done = await town.as('cadre').call('person.move', move);
    expect([done.task, done.sheet.household.id, done.sheet.values.relation]).toEqual([null, target, '之女婿']);
    expect((await houseOf(sheet.household.id)).status).toBe('gone');
    expect(
      (await town.as('clerk').call('household.asOf', { household: sheet.household.id, on: '2026-03-01' })).record?.members,
    ).toHaveLength(1);
    expect((await town.as('clerk').call('household.asOf', { household: sheet.household.id, on: '2026-03-02' })).record?.members).toEqual(
      [],
    );
  });

  test('another head: everybody’s relation anew, never two heads', async () => {
    const { household } = await sheetOf(town.personOf('labourer'));
    const house = await houseOf(household.id);
    const wife = house.members.find(({ relation }) => relation === '配偶');
    const others = house.members.filter(({ id, status }) => id !== wife?.id && status === 'active');
    const relations = others.map(({ id, relation }) => ({ person: id, relation: relation === '户主' ? '配偶' : relation }));
    const input = { household: house.id, version: house.version, head: wife?.id as string, relations };
    expect(Object.keys((await town.as('cadre').refused('household.head', { ...input, relations: [] })).fields ?? {})).toHaveLength(
      others.length,
    );
    const { task } = await town.as('cadre').call('household.head', input);
    expect(await driven('cadre', task)).toMatchObject({ state: 'finished', failed: 0 });
    const after = await houseOf(house.id);
    expect([after.headName, after.members.filter(({ relation }) => relation === '户主').map(({ name }) => name)]).toEqual([
      '张玉梅',
      ['张玉梅'],
    ]);
  });
});

test('leaving for good takes somebody off the list; every query had an index', async () => {
  const key = await town.newcomer('province');
  const person = town.personOf(key);
  const { version } = await sheetOf(person);
  const { sheet } = await town.as('cadre').call('person.leave', { person, version, why: 'moved_out', on: ON, note: '' });
  expect([sheet.status, sheet.gone?.why]).toEqual(['gone', 'moved_out']);
  const house = await houseOf(sheet.household.id, 'cadre');
  expect((await town.as('cadre').call('household.close', { household: house.id, version: house.version, note: '' })).sheet.status).toBe(
    'gone',
  );
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});
