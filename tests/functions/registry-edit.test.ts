// A person's record in the hands of several: what is refused, what merges and what crosses, and the record as it was on any past day.
import type { Output } from '@shared/contract';
import { checkSign } from '@shared/domain/fields/id-number';
import type { HouseholdRecord, PersonRecord } from '@shared/domain/records';
import * as fc from 'fast-check';
import { openTown, type Town } from '../support/town';

type Sheet = Output<'person.sheet'>['sheet'];
let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.close());

const sheetOf = async (person: string, who = 'cadre'): Promise<Sheet> => (await town.as(who).call('person.sheet', { person })).sheet;
const stored = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
const plain = (person: string) => town.county.persons.find(({ _id }) => _id === person);

describe('refused', () => {
  test('to other villages, readers and residents', async () => {
    const person = town.personOf('labourer');
    for (const who of ['cadre_other', 'lead', 'auditor', 'payer', 'labourer', 'visitor'])
      expect([who, (await town.as(who).refused('person.edit', { person, version: 0, values: { nation: '汉族' } })).code]).toEqual([
        who,
        who === 'cadre_other' ? 'not_found' : 'not_allowed',
      ]);
    expect((await town.as('cadre_other').refused('person.history', { person })).code).toBe('not_found');
    expect((await town.as('cadre_other').refused('person.asOf', { person, on: '2026-01-01' })).code).toBe('not_found');
  });

  test('what is wrong is named by its field, and nothing of it is written', async () => {
    const person = town.personOf('labourer');
    const { version } = await sheetOf(person);
    const other = plain(town.personOf('neighbour'))?.idNumber as string;
    const wrong = async (values: Record<string, unknown>) =>
      (await town.as('cadre').refused('person.edit', { person, version, values })).fields ?? {};
    expect(await wrong({ idNumber: '140799196708160011' })).toHaveProperty('idNumber');
    expect((await wrong({ idNumber: other })).idNumber).toContain('已经登记');
    expect(await wrong({ phone: '1990000' })).toHaveProperty('phone');
    expect(await wrong({ health: ['健康', '残疾'] })).toHaveProperty('health');
    expect(await wrong({ labourSkill: '3' })).toHaveProperty('labourSkill');
    expect(await wrong({ born: '1970-01-01' })).toHaveProperty('born');
    expect(await wrong({ nothing: 'x' })).toHaveProperty('nothing');
    expect(await wrong({ 'disability.cert': `${other}43` })).toHaveProperty(['disability.cert']);
    expect(await wrong({ 'account.number': '6222000011112222', 'account.bank': '农商行', 'account.holder': '别人' })).toHaveProperty([
      'account.holder',
    ]);
    expect((await sheetOf(person)).version).toBe(version);
  });

  test('one head and one spouse a household', async () => {
    const wife = town.county.persons.find(
      ({ name, village }) => name === '张玉梅' && village === plain(town.personOf('labourer'))?.village,
    );
    const { version } = await sheetOf(wife?._id as string);
    const taken = await town.as('cadre').refused('person.edit', { person: wife?._id as string, version, values: { relation: '户主' } });
    expect(taken.fields?.relation).toContain('周满仓');
    const head = await sheetOf(town.personOf('labourer'));
    const none = await town.as('cadre').refused('person.edit', { person: head.id, version: head.version, values: { relation: '之父' } });
    expect(none.fields?.relation).toContain('没有户主');
  });

  test('what the county decides is the station’s to write; an account is nobody’s own to change', async () => {
    const person = town.personOf('labourer');
    const { household, version, may } = await sheetOf(person);
    const house = (await town.as('cadre').call('household.sheet', { household: household.id })).sheet;
    const refused = await town
      .as('cadre')
      .refused('household.edit', { household: house.id, version: house.version, values: { householdType: '一般农户' } });
    expect([refused.code, Object.keys(refused.fields ?? {})]).toEqual(['not_allowed', ['householdType']]);
    expect(may).not.toContain('support');
    expect((await sheetOf(person, 'clerk')).may).toContain('support');
    const kin = await sheetOf(town.personOf('kin'), 'head');
    const own = await town.as('head').refused('person.edit', {
      person: kin.id,
      version: kin.version,
      values: { 'account.number': '6222000011112222', 'account.bank': '农商行', 'account.holder': plain(kin.id)?.name as string },
    });
    expect(own.message).toContain('请别的干部改');
    expect(version).toBe(0);
  });
});

describe('two at once', () => {
  test('other fields merge; the same field is refused with both values and who, and is written after a look', async () => {
    const person = town.personOf('neighbour');
    const seen = await sheetOf(person);
    const one = await town
      .as('cadre')
      .call('person.edit', { person, version: seen.version, values: { bestHour: '晚8点后', skills: ['焊工'], nation: '汉族' } });
    expect(one.merged).toEqual([]);
    const two = await town
      .as('cadre2')
      .call('person.edit', { person, version: seen.version, values: { smartphone: true, nation: '汉族' } });
    expect(two.merged.sort()).toEqual(['bestHour', 'nation', 'skills']);
    expect(two.sheet.values).toMatchObject({ bestHour: '晚8点后', smartphone: true, skills: ['焊工'] });

    const crossed = await town
      .as('cadre2')
      .refused('person.edit', { person, version: seen.version, values: { skills: ['电工'], support: undefined, tiedBy: [] } });
    expect(crossed.code).toBe('changed_meanwhile');
    expect(Object.keys(crossed.fields ?? {})).toEqual(['skills']);
    expect(crossed.fields?.skills).toMatch(/任晓军.*未填.*焊工.*电工/);
    expect((await sheetOf(person)).values.tiedBy).toBeNull();
    const now = await sheetOf(person, 'cadre2');
    await town.as('cadre2').call('person.edit', { person, version: now.version, values: { skills: ['电工'], tiedBy: [] } });
    expect((await sheetOf(person)).values).toMatchObject({ skills: ['电工'], tiedBy: [], bestHour: '晚8点后' });
  });

  test('at the very same moment nothing is lost', async () => {
    const person = town.personOf('province');
    const { version } = await sheetOf(person);
    const edits: Record<string, unknown>[] = [{ bestHour: '周末' }, { nation: '汉族' }, { smartphone: false }, { 'workWish.plans': true }];
    const replies = await Promise.all(
      edits.map((values, i) => town.as(i % 2 ? 'cadre' : 'cadre2').reply('person.edit', { person, version, values })),
    );
    expect(replies.map((one) => one.ok)).toEqual([true, true, true, true]);
    expect((await sheetOf(person)).values).toMatchObject(Object.assign({}, ...edits));
  });
});

describe('numbers', () => {
  test('sealed in their own places, masked wherever they show, the stand-in flagged', async () => {
    const person = town.personOf('unknown_wage');
    const at = await sheetOf(person);
    const cert = `${plain(person)?.idNumber}43B1`;
    const values = {
      phone: '19900055501',
      'contact.name': '周某',
      'contact.phone': '199 0005 5502',
      'disability.category': '肢体',
      'disability.level': '三级',
      'disability.cert': cert,
    };
    const { sheet } = await town.as('cadre').call('person.edit', { person, version: at.version, values });
    expect(sheet.values).toMatchObject({
      phone: '*******5501',
      'contact.phone': '*******5502',
      'disability.cert': `${'*'.repeat(16)}43B1`,
    });
    const card = await town.as('cadre').call('person.edit', {
      person,
      version: sheet.version,
      values: { 'account.number': '6222 0000 1111 2224', 'account.bank': '云岭农商银行', 'account.holder': plain(person)?.name as string },
    });
    expect(card.warnings['account.number']).toContain('不像');
    expect((await stored<PersonRecord>('persons', person)).pastAccounts).toHaveLength(1);
    const stand = withCheck('99999919900630123');
    const standIn = await town
      .as('cadre')
      .call('person.edit', { person, version: card.sheet.version, values: { idNumber: stand, born: '1990-06-29' } });
    expect(standIn.warnings.idNumber).toContain('临时号');
    expect(standIn.sheet.values.born).toBe('1990-06-29');
    expect(standIn.sheet.warnings.idNumber).toContain('999999');
    const real = withCheck('14079919900701123');
    const { sheet: now } = await town
      .as('cadre')
      .call('person.edit', { person, version: standIn.sheet.version, values: { idNumber: real } });
    expect([now.values.born, now.values.sex, now.warnings.idNumber]).toEqual(['1990-07-01', '男', undefined]);
    const all = JSON.stringify([
      await town.cloud.database.all('persons'),
      await town.cloud.database.all('field_history'),
      await town.cloud.database.all('audits'),
      await town.cloud.database.all('requests'),
    ]);
    const { items } = await town.as('cadre').call('person.history', { person });
    for (const secret of [cert, stand, real, '19900055501', '19900055502', '6222000011112224']) {
      expect(all).not.toContain(secret);
      expect(JSON.stringify(items)).not.toContain(secret);
    }
    expect(items[0]).toMatchObject({ by: '任晓军', deed: '改了登记' });
    expect(items[items.length - 1]?.changes.find(({ field }) => field === 'phone')).toMatchObject({ words: '联系电话', is: '*******5501' });
  });

  test('a head’s new name is the household’s', async () => {
    const person = town.personOf('kin');
    const { version, household } = await sheetOf(person);
    await town.as('cadre').call('person.edit', { person, version, values: { name: '周福生' } });
    const [after, house] = await Promise.all([
      stored<PersonRecord>('persons', person),
      stored<HouseholdRecord>('households', household.id),
    ]);
    expect([after.initials, house.headName]).toEqual(['zfs', '周福生']);
  });
});

test('the past tells what became of the work too, in the order of time, each entry once over all pages', async () => {
  const person = town.personOf(await town.newcomer('unknown_wage'));
  const begin = {
    kind: 'begin' as const,
    on: '2026-02-01',
    work: {
      place: { province: '江苏省', city: '苏州市', county: '昆山市' },
      employer: '某电子厂',
      monthlyFen: 480_000,
      industry: '制造业',
      channel: '自发外出',
      organised: false,
      kind: '脱贫人口',
    },
  };
  const { version } = await sheetOf(person);
  await town.as('cadre').call('person.edit', { person, version, values: { bestHour: '周末' } });
  town.cloud.clock.advance(60_000);
  const { spells } = await town.as('cadre').call('spell.list', { person });
  const [spell] = spells.filter(({ end }) => end === null);
  const move = spell ? { kind: 'back' as const, on: '2026-02-01', reason: '活干完了' } : begin;
  await town.as('cadre').call('spell.move', { person, spell: spell?.id ?? null, version: spell?.version ?? null, move });
  town.cloud.clock.advance(60_000);
  await town.as('cadre').call('person.edit', { person, version: version + 1, values: { bestHour: '晚8点后' } });
  const { items } = await town.as('cadre').call('person.history', { person });
  expect(items.map(({ about }) => about !== '').slice(0, 3)).toEqual([false, true, false]);
  expect(items[1]).toMatchObject({ by: '任晓军', deed: spell ? '记了不去了' : '记了务工' });
  expect([...items].sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ at }) => at)).toEqual(items.map(({ at }) => at));
  const paged: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: Output<'person.history'> = await town
      .as('cadre')
      .call('person.history', { person, limit: 1, ...(cursor ? { cursor } : {}) });
    paged.push(...page.items.map(({ record, version: at }) => `${record}:${at}`));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(paged).toEqual(items.map(({ record, version: at }) => `${record}:${at}`));
});

test('random edits through the door: the record as of any day is what it was that day', async () => {
  const person = await (async () => town.personOf(await town.newcomer('province')))();
  const edit = fc.record(
    {
      bestHour: fc.constantFrom('周末', '随时', '晚8点后', null),
      smartphone: fc.option(fc.boolean()),
      skills: fc.option(fc.uniqueArray(fc.constantFrom('焊工', '电工', '厨师'), { maxLength: 3 })),
      'workWish.plans': fc.option(fc.boolean()),
      'workWish.needs': fc.constantFrom<string[]>(['岗位信息'], ['技能培训', '交通补贴']),
      schooling: fc.constantFrom('小学', '初中', '高中'),
      phone: fc.constantFrom('19900066601', '19900066602', ''),
      'disability.category': fc.constantFrom('', '肢体', '视力'),
      tiedBy: fc.constantFrom<string[] | null>([], ['看孩子'], null),
    },
    { requiredKeys: [] },
  );
  const fields = async (on: string) => (await town.as('cadre').call('person.asOf', { person, on })).record?.fields;
  const shots = new Map<string, unknown>();
  let day = '';
  for (const values of fc.sample(edit, { numRuns: 30, seed: 20260302 })) {
    const { version } = await sheetOf(person);
    await town.as('cadre').call('person.edit', { person, version, values });
    town.cloud.clock.advance(7 * 3_600_000);
    const now = town.cloud.clock.now().toISOString();
    day = new Date(Date.parse(now) + 8 * 3_600_000 - 7 * 3_600_000).toISOString().slice(0, 10);
    shots.set(day, await fields('2099-01-01'));
  }
  expect(shots.size).toBeGreaterThan(8);
  for (const [on, shot] of shots) expect([on, await fields(on)]).toEqual([on, shot]);
  const { items, next } = await town.as('cadre').call('person.history', { person, limit: 20 });
  expect([items.length, next]).toEqual([20, `${items[19]?.at}|${items[19]?.version}|${person}`]);
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});
