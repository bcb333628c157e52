// The registry on several phones: two cadres change one person at once, field by field; a draft outlives the page; adding a child names what is missing.
import { checkSign } from '@shared/domain/fields/id-number';
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

const page = (person: string) => `/packages/registry/person/person?id=${encodeURIComponent(person)}`;
const open = async (phone: Phone, person: string, section: string) => {
  await phone.open(page(person));
  await phone.tap(`[aria-label="改${section}"]`);
};

test('two cadres change one person at once: what does not cross merges, what crosses is chosen, nothing typed is lost', async () => {
  const person = town.personOf('neighbour');
  const [one, two] = [await stage.phone('cadre'), await stage.phone('cadre2')];
  await open(one, person, '技能');
  await open(two, person, '技能');
  await one.tap('焊工');
  await two.tap('电工');
  await two.type('技能证书', '电工证 中级 2024-05-01');
  await one.tap('存这一段');
  expect(await one.text()).toContain('焊工');
  // Left and opened again: what was typed is there, and still over the version it was typed on.
  await two.open(page(person));
  expect(await two.text()).toContain('上次没存完');
  await two.tap('存这一段');
  expect(await two.text()).toMatch(/任晓军.*未填.*改成了「焊工」.*您写的是「电工」/s);
  await two.tap('用我写的');
  await two.tap('存这一段');
  expect(await two.text()).toContain('电工证 中级 2024-05-01');
  const { sheet } = await town.as('cadre').call('person.sheet', { person });
  expect(sheet.values).toMatchObject({ skills: ['电工'], certificates: ['电工证 中级 2024-05-01'] });

  await two.tap('改过什么');
  expect(await two.text()).toMatch(/温海琴.*焊工.*电工.*任晓军.*未填.*焊工/s);
  for (const phone of [one, two]) await phone.assertClean();
});

test('a grandchild is born: what is missing is named beside its field, and nothing half made is kept', async () => {
  const cadre = await stage.phone('cadre');
  const { household } = (await town.as('cadre').call('person.sheet', { person: town.personOf('labourer') })).sheet;
  await cadre.open(`/packages/registry/household/household?id=${encodeURIComponent(household.id)}`);
  await cadre.tap('添一口人');
  await cadre.tap('登记');
  expect(await cadre.text()).toContain('先选怎么来的');
  await cadre.tap('新生');
  await cadre.type('姓名', '周小禾');
  const digits = '14079920260211002';
  await cadre.type('证件号码', `${digits}${checkSign(digits)}`);
  await cadre.tap('登记');
  expect(await cadre.text()).toContain('选和户主的关系');
  await cadre.assertClean();
  const { sheet } = await town.as('cadre').call('household.sheet', { household: household.id });
  expect(sheet.members).toHaveLength(3);
});
