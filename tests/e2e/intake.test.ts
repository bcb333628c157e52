// A spreadsheet into the registry: what is unsure is asked once, every row is looked at, a conflict is decided, it is taken in and taken back; at
// the desk by the clerk, at 320 px in large letters by the head of a village.
import { join } from 'node:path';
import type { MessyRow } from '../support/faults';
import { registryRows } from '../support/judged';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;
const SHOTS = process.env.SHOTS;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const HEADS = ['村', '户编号', '姓名', '证件号码', '与户主关系', '户类型', '文化程度', '联系电话'];

/** A sheet of the village's own: the column of telephones has a name nobody knows, a word is no option, a number was eaten, two rows disagree. */
function sheetOf(rows: MessyRow[]): Buffer {
  const [first, , third, fourth] = rows as [MessyRow, MessyRow, MessyRow, MessyRow];
  first.cells.文化程度 = '初中肄业';
  third.cells.证件号码 = '1.40799E+17';
  fourth.cells.联系电话 = '19900005555';
  const member = rows.find((row, i) => i > 3 && rows.filter(({ house }) => house === row.house).length === 2) as MessyRow;
  member.cells.户类型 = member.cells.户类型 === '低保脱贫户' ? '一般脱贫户' : '低保脱贫户';
  const lines = [
    HEADS.map((head) => (head === '联系电话' ? '号码' : head)),
    ...rows.map(({ cells }) => HEADS.map((head) => cells[head] ?? '')),
  ];
  return Buffer.from(`\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}`);
}

async function brought(who: Phone, name: string, bytes: Buffer): Promise<void> {
  await who.open('/packages/exchange/home/home');
  const chosen = who.chooseFile(bytes, name);
  await who.tap('选一张表');
  if (await who.sees('拒绝')) await who.tap('同意');
  await who.tap('从这台电脑选一张');
  await chosen;
  await who.idle();
}

const shot = async (who: Phone, name: string) => {
  if (SHOTS) await who.screenshot(join(SHOTS, `${name}.png`), { full: true });
};

const rowsOf = (village: string) => registryRows(town).filter(({ cells }) => cells.村 === village);

async function walked(who: Phone, tag: string, village: string, asked: boolean): Promise<void> {
  await brought(who, `${village}台账.csv`, sheetOf(rowsOf(village)));
  expect((await who.text()).includes('里面的内容像「联系电话」')).toBe(asked);
  expect((await who.text()).includes('「初中肄业」')).toBe(asked);
  // What was said once is not asked again.
  if (asked) await who.tap('初中');
  else expect(await who.text()).toContain('以前说过的词 1 个');
  await shot(who, `columns-${tag}`);
  await who.tap('就这样，开始对');
  const text = await who.text();
  expect(text).toContain('对完了，还没收');
  expect(text).toContain('这一行不收');
  await shot(who, `rows-${tag}`);
  // What kind a household is, is not a village's to say: no conflict for its head, but a cell that is not taken.
  if (asked) {
    await who.tap('.tab:nth-child(2)');
    await who.tap('用这一行的');
    await shot(who, `conflict-${tag}`);
  } else expect(text).toContain('户类型不归您改');
  await who.tap('收进名册');
  await shot(who, `asking-${tag}`);
  await who.tap('.t-popup .t-button');
  expect(await who.text()).toMatch(/写了 \d+ 人/);
  await shot(who, `taken-${tag}`);
  await who.tap('收错了，撤回');
  await who.tap('.t-popup .t-button');
  expect(await who.text()).toMatch(/撤回了 \d+ 处。/);
  await who.assertClean();
}

test('the clerk at the desk', async () => {
  await walked(await stage.desk('clerk'), 'desk', '石桥村', true);
});

test('the head of a village in large letters on a small phone', async () => {
  const head = await stage.phone('head', { width: 320, height: 640, fontScale: 1.4 });
  const own = town.county.staff.find(({ _id }) => _id === town.as('head').openid)?.grants.find(({ role }) => role === 'village_head')?.code;
  await walked(head, '320', town.county.places.find(({ _id }) => _id === own)?.name ?? '', false);
  await head.open('/packages/exchange/home/home');
  expect(await head.text()).toContain('撤回了');
  await shot(head, 'home-320');
});

test('a sheet taken out is handed over and stands in the list of those taken', async () => {
  const desk = await stage.desk('clerk');
  await desk.open('/packages/exchange/out/out');
  expect(await desk.text()).toContain('还没出过表');
  await desk.tap('就业摸底台账');
  await desk.type('拿去做什么', '村里摸底要用');
  const download = desk.page.waitForEvent('download');
  await desk.tap('出这张表');
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await desk.idle();
  expect(await desk.text()).toContain('村里摸底要用');
  await shot(desk, 'out-desk');
  const again = desk.page.waitForEvent('download');
  await desk.tap('拿这张表');
  expect((await again).suggestedFilename()).toMatch(/\.xlsx$/);
  await desk.assertClean();
});
