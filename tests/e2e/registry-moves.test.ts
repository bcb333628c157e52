// Who comes and goes, on phones and at the desk: a child is added, a death and another head, a household moved by the station, one person twice made one.
import { checkSign } from '@shared/domain/fields/id-number';
import type { PersonRecord } from '@shared/domain/records';
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
const householdOf = async (person: string) => (await town.as('clerk').call('person.sheet', { person })).sheet.household.id;
const personPage = (id: string) => `/packages/registry/person/person?id=${encodeURIComponent(id)}`;
const householdPage = (id: string) => `/packages/registry/household/household?id=${encodeURIComponent(id)}`;
const record = async <T>(collection: string, id: string): Promise<T> => (await town.cloud.database.get(collection, id)) as unknown as T;
/** Turns the wheel of a picker to an option and takes it. */
async function turn(phone: Phone, picker: string, option: string): Promise<void> {
  await phone.tap(picker);
  const item = phone.frame.locator('#overlay .wx-wheel').first().getByText(option, { exact: true });
  await item.evaluate((element: HTMLElement) => element.click());
  await phone.idle();
  await phone.tap('确定');
}

test('a grandchild is added, and stands in the ledger of changes', async () => {
  const cadre = await stage.phone('cadre');
  await cadre.open(householdPage(await householdOf(town.personOf('labourer'))));
  await cadre.tap('添一口人');
  await cadre.tap('新生');
  await cadre.type('姓名', '周小禾');
  await cadre.type('证件号码', withCheck('14079920260211002'));
  await turn(cadre, '[aria-label^="与户主关系"]', '之孙女');
  await cadre.tap('登记');
  expect(await cadre.text()).toMatch(/周小禾.*2026-02-11.*之孙女/s);
  await cadre.open('/packages/registry/changes/changes');
  expect(await cadre.text()).toContain('新生：周小禾');
  await cadre.assertClean();
});

test('a death asks for another head, and can be taken back', async () => {
  const cadre = await stage.phone('cadre');
  const person = town.personOf('labourer');
  await cadre.open(personPage(person));
  await cadre.tap('登记去世');
  expect(await cadre.text()).toContain('没办完的补贴还按政策办');
  await cadre.tap('.t-button');
  await cadre.tap('就这么办');
  expect(await cadre.text()).toContain('谁当户主');
  await cadre.tap('张玉梅');
  await cadre.tap('.t-button');
  await cadre.tap('就这么办');
  await cadre.open(householdPage(await householdOf(person)));
  expect(await cadre.text()).toMatch(/张玉梅家.*去世/s);
  await cadre.open(personPage(person));
  await cadre.tap('恢复在册');
  await cadre.tap('.t-button');
  await cadre.tap('就这么办');
  expect((await record<PersonRecord>('persons', person)).status).toBe('active');
  await cadre.assertClean();
});

test('the station moves a household to another village at the desk; either village sees it', async () => {
  const clerk = await stage.desk('clerk');
  const person = town.personOf('neighbour');
  await clerk.open(householdPage(await householdOf(person)));
  await clerk.tap('整户迁村');
  expect(await clerk.text()).toContain('留在原村');
  await turn(clerk, '点一下选', '柳沟村');
  await clerk.tap('.t-button');
  await clerk.tap('就这么办');
  expect((await record<PersonRecord>('persons', person)).village).not.toBe('140799201201');
  const [from, to] = [await stage.phone('cadre'), await stage.phone('cadre_other')];
  await from.open('/packages/registry/changes/changes');
  expect(await from.text()).toContain('整户迁出：周银锁家');
  await to.open('/packages/registry/changes/changes');
  expect(await to.text()).toContain('整户迁入：周银锁家');
  for (const phone of [clerk, from, to]) await phone.assertClean();
});

test('one person twice: found, looked at side by side, made one, and undone', async () => {
  const like = town.personOf('unknown_wage');
  const { sheet } = await town.as('cadre').call('person.sheet', { person: like });
  const twice = await town.as('cadre').call('person.add', {
    household: sheet.household.id,
    how: 'missed',
    on: '2026-03-01',
    note: '',
    values: {
      name: sheet.values.name as string,
      idNumber: withCheck('99999919900101001'),
      born: sheet.values.born as string,
      sex: sheet.values.sex as string,
      relation: '其他',
      labourSkill: '普通劳动力',
      health: ['健康'],
      schooling: '高中',
      skills: ['焊工'],
    },
  });
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/registry/twins/twins');
  await cadre.tap('查一遍');
  expect(await cadre.text()).toContain('同名，同一天生日');
  await cadre.open(personPage(like));
  await cadre.tap('和另一条合成一条');
  await cadre.tap('对着看');
  expect(await cadre.text()).toMatch(/留下这一条.*文化程度.*高中.*技能特长.*焊工/s);
  await cadre.tap('高中');
  await cadre.tap('.t-button');
  await cadre.tap('合');
  const kept = await record<PersonRecord>('persons', like);
  expect([kept.schooling, kept.skills, kept.mergedFrom]).toEqual(['高中', ['焊工'], [twice.sheet.id]]);
  await cadre.open('/packages/registry/twins/twins');
  await cadre.tap('撤销合并');
  await cadre.tap('撤销');
  expect((await record<PersonRecord>('persons', twice.sheet.id)).status).toBe('active');
  await cadre.assertClean();
});
