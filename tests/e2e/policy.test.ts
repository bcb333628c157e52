// A rule changed in mid-year by people who are no programmers: the clerk changes a sum, sees who it concerns, a colleague switches it on;
// and the papers of a list saved to the desk's disk.
import { readFileSync } from 'node:fs';
import { readSheets } from '@shared/papers/tables/read';
import Zip from 'pizzip';
import { handedIn } from '../support/claiming';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  await handedIn(town, 'labourer');
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

test('a sum is changed, previewed on the registry, proposed, and switched on by another person', async () => {
  const clerk = await stage.phone('clerk');
  await clerk.tap('工作台');
  await clerk.tap('补贴政策');
  await clerk.tap('外出务工一次性交通补贴', { nth: 0 });
  const read = await clerk.text();
  for (const words of ['示例，以本县文件为准', '晋乡振发〔2023〕44号', '1500 元']) expect(read).toContain(words);
  await clerk.tap('照这一版写新的');
  await clerk.type('.periods', '2025');
  await clerk.tap('开始写');

  // A number out of bounds is said where it stands; nothing else is lost by it.
  const sum = `.at-${(await pathOfSum()).replace(/[^A-Za-z0-9]+/g, '-')}`;
  await clerk.type(sum, '0');
  expect(await clerk.text()).toContain('不能小于');
  await clerk.type(sum, '1600');
  await clerk.tap('变了哪些');
  expect(await clerk.text()).toContain('1600');

  await clerk.tap('谁多谁少');
  await clerk.tap('预览：谁多谁少，要多少钱');
  await until(() => clerk.sees('按这一版要'));
  await clerk.tap('比原来多');
  expect(await clerk.text()).toContain('1500 元 → 1600 元');
  await clerk.tap('写好了，交给同事启用');
  expect(await clerk.text()).toContain('另一个人');
  await clerk.assertClean();

  const colleague = await stage.phone('clerk2');
  await colleague.tap('工作台');
  await colleague.tap('补贴政策');
  await colleague.tap('等另一个人启用 · 冀文慧写 · 3月2日起');
  await colleague.tap('启用这一版');
  await colleague.tap('启用', { nth: -1 });
  await until(() => colleague.sees('已启用'));
  await colleague.assertClean();

  const neighbour = await stage.phone('neighbour');
  await neighbour.tap('补贴');
  expect(await neighbour.text()).toContain('1600');
  await neighbour.assertClean();
});

test('the papers of a village are saved to the disk of the desk in one go', async () => {
  const desk = await stage.desk('clerk');
  await desk.open('/pages/workbench/workbench');
  await desk.tap('出材料');
  await desk.open('/packages/papers/papers/papers?programme=transport&period=2025');
  const words = await desk.text();
  for (const part of ['花名表', '会议记录', '公示', '承诺书', '还没交回盖章、签字页的']) expect(words).toContain(part);
  const saving = desk.page.waitForEvent('download');
  await desk.tap('一次出齐');
  const file = readFileSync(await (await saving).path());
  const zip = new Zip(file);
  const roster = Object.keys(zip.files).find((name) => name.endsWith('花名表.xlsx'));
  const [sheet] = await readSheets(zip.file(String(roster))?.asUint8Array() ?? new Uint8Array());
  expect(sheet?.rows.flat().join('|')).toContain('周满仓');
  await desk.assertClean();
});

/** Where the sum for work outside the province stands in the draft under way. */
async function pathOfSum(): Promise<string> {
  const [draft] = await town.cloud.database.all('pack_drafts');
  const view = (await town.as('clerk').call('pack.draft', { draft: String(draft?._id) })).draft;
  const field = view.fields.find(({ kind, value }) => kind === 'fen' && value === 150_000);
  if (!field) throw new Error('no field holds the sum');
  return field.path;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await is()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('it does not come to pass');
}
