// Households on phones: one written down twice made one and parted again, a household handed over to another village, the data rules while
// typing with a reason kept, how labour is counted.
import { checkSign } from '@shared/domain/fields/id-number';
import type { CountingRecord, FindingRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterEach(() => {
  expect(stage.foreign()).toEqual([]);
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const withCheck = (digits: string) => `${digits}${checkSign(digits)}`;
const all = async <T>(collection: string): Promise<T[]> => (await town.cloud.database.all(collection)) as unknown as T[];
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
const homeOf = async (key: string) => (await record<PersonRecord>('persons', town.personOf(key))).household;
const householdPage = (id: string) => `/packages/registry/household/household?id=${encodeURIComponent(id)}`;
async function turn(phone: Phone, picker: string, option: string): Promise<void> {
  await phone.tap(picker);
  const item = phone.frame.locator('#overlay .wx-wheel').first().getByText(option, { exact: true });
  await item.evaluate((element: HTMLElement) => element.click());
  await phone.idle();
  await phone.tap('确定');
}

test('a household written down twice is found by its head, made one and parted again', async () => {
  const keep = await homeOf('unknown_wage');
  const { sheet } = await town.as('clerk').call('household.sheet', { household: keep });
  const text = (id: string) => String(sheet.values[id] ?? '');
  const { sheet: drop } = await town.as('clerk').call('household.add', {
    village: '140799201201',
    on: '2026-03-01',
    note: '',
    values: { code: '14079920120199001', group: text('group'), householdType: text('householdType'), address: '村口第二家' },
    head: {
      name: sheet.headName,
      idNumber: withCheck('99999919630101201'),
      born: '1963-01-01',
      sex: '男',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '初中',
    },
  });
  const cadre = await stage.phone('cadre');
  await cadre.open(householdPage(keep));
  await cadre.tap('和另一户合成一户');
  await cadre.tap('对着看');
  expect(await cadre.text()).toMatch(/留下这一户.*合掉这一户.*1 口人，转到留下的这一户/s);
  await cadre.tap('合成一户');
  expect(await cadre.text()).toContain('先选转过来的每个人和户主的关系');
  await turn(cadre, '点一下选', '之兄弟姐妹');
  await cadre.tap('.t-button');
  await cadre.tap('合');
  expect((await record<HouseholdRecord>('households', drop.id)).gone?.into).toBe(keep);
  expect((await record<HouseholdRecord>('households', keep)).address).toBe('村口第二家');
  await cadre.open('/packages/registry/house-twins/house-twins');
  await cadre.tap('撤销合户');
  await cadre.tap('撤销');
  expect((await record<HouseholdRecord>('households', drop.id)).status).toBe('active');
  expect((await all<PersonRecord>('persons')).filter(({ household }) => household === drop.id)).toHaveLength(1);
  await cadre.assertClean();
});

test('handed over to another village: it stays until the other takes it in', async () => {
  const household = await homeOf('neighbour');
  const cadre = await stage.phone('cadre');
  await cadre.open(householdPage(household));
  await cadre.tap('整户迁村');
  await turn(cadre, '点一下选', '柳沟村（要那边收下）');
  expect(await cadre.text()).toContain('收下以前，人还在原来的村');
  await cadre.tap('.t-button');
  await cadre.tap('就这么办');
  expect((await record<HouseholdRecord>('households', household)).village).toBe('140799201201');
  const other = await stage.phone('cadre_other');
  await other.open('/packages/month/duties/duties');
  expect(await other.text()).toContain('迁村交接');
  await other.tap('去办');
  expect(await other.text()).toMatch(/石桥村 转到 柳沟村/);
  await other.tap('收下');
  await other.type('编到几组', '三组');
  await other.tap('.t-button', { nth: -1 });
  await other.tap('收下', { nth: -1 });
  expect(await record<HouseholdRecord>('households', household)).toMatchObject({ village: '140799201202', group: '三组' });
  await other.assertClean();
  await cadre.assertClean();
});

test('the data rules are asked while somebody types; a reason given goes to the ledger with the saving', async () => {
  const person = town.personOf('kin');
  const cadre = await stage.phone('cadre');
  await cadre.open(`/packages/registry/person/person?id=${encodeURIComponent(person)}`);
  await cadre.tap('[aria-label="改健康与劳动能力"]');
  await cadre.tap('弱劳动力或半劳动力');
  expect(await cadre.text()).toContain('健康，却是弱劳动力或半劳动力');
  await cadre.tap('就是这样，写明原因');
  await cadre.type('为什么就是这样', '腰伤过，干不了重活');
  await cadre.tap('存这一段');
  expect((await record<PersonRecord>('persons', person)).labourSkill).toBe('弱劳动力或半劳动力');
  expect(await record<FindingRecord>('findings', `finding:able_but_unable:${person}`)).toMatchObject({
    status: 'explained',
    explained: '腰伤过，干不了重活',
  });
  await cadre.assertClean();
});

test('how labour is counted: nothing is decided before it was seen what changes', async () => {
  const clerk = await stage.phone('clerk');
  await clerk.open('/packages/where/counting/counting');
  expect(await clerk.text()).toContain('示例，以本县文件为准');
  await clerk.type('满多少岁算大龄', '45');
  await clerk.tap('先看变多少');
  expect(await clerk.text()).toMatch(/大龄劳动力/);
  await clerk.tap('就这样定');
  expect(await clerk.text()).toContain('写上照哪个文件、谁定的');
  await clerk.type('照哪个文件', '就业援助实施办法');
  await clerk.type('谁定的', '县人社局');
  await clerk.tap('.t-button');
  await clerk.tap('就这样定', { nth: -1 });
  expect((await record<CountingRecord>('settings', 'counting')).values).toEqual({ agedFrom: 45 });
  expect(await clerk.text()).toMatch(/以前定的.*就业援助实施办法/s);
  await clerk.assertClean();
});
