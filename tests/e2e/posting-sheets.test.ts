// The county's sheet of postings in the browser: picked at the desk, looked at row by row, what many rows lack said once, one row mended, brought
// in, one checked, seen by a resident; and the same way on a small phone in large letters, taken back.
import type { PostingRecord } from '@shared/domain/records';
import { bookOf, HEADS, type Row, row } from '../support/posting-sheets';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;
const SHOTS = process.env.SHOTS ?? '';
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(`${SHOTS}/${name}.png`, { full: true });
};
const onBoard = async () =>
  ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(({ sheet, status }) => sheet && status !== 'dropped');

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

/** As the county sends it: nobody says how wages are paid nor until when; a column has a name nobody knows. */
function county(from: number): Promise<Uint8Array> {
  const heads = HEADS.map((head) => (head === '用人单位' ? '公司全称' : head)).filter((head) => head !== '工资发放' && head !== '截止日期');
  const rows: Row[] = [
    row(from),
    row(from + 1, { 招聘岗位: '质检员', 招聘人数: '若干', 薪资待遇: '面议' }),
    row(from + 2, { 招聘岗位: '保洁员', 食宿: '包吃', 年龄要求: '60岁以下' }),
    row(from),
  ];
  return bookOf(
    rows.map((one) => ({ ...one, 公司全称: one.用人单位 })),
    heads,
  );
}

async function brought(who: Phone, bytes: Uint8Array, name: string): Promise<void> {
  await who.open('/packages/jobs/sheets/sheets');
  const chosen = who.chooseFile(Buffer.from(bytes), name);
  await who.tap('选一张表');
  if (await who.sees('拒绝')) await who.tap('同意');
  await who.tap('从这台电脑选一张');
  await chosen;
  await who.idle();
}

test('at the desk: picked, looked at, mended, brought in, one checked, seen by a resident', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.open('/packages/jobs/board/board');
  await desk.tap('有一张岗位表？收进来');
  await shot(desk, 'desk-1-home');
  const download = desk.page.waitForEvent('download');
  await desk.tap('没有现成的表？下载「岗位表模板」');
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  await desk.idle();
  await brought(desk, new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1]), '通知.xlsx');
  expect(await desk.sees('打不开')).toBe(true);
  await brought(desk, await county(1), '春风行动岗位汇总表.xlsx');
  expect(await desk.sees('这几栏拿不准')).toBe(true);
  await shot(desk, 'desk-2-columns');
  await desk.tap('就这样，一行一行对');
  expect(await desk.sees('3 行没写')).toBe(true);
  await shot(desk, 'desk-3-rows');
  await desk.type('[aria-label="发放方式"]', '每月15号发上月的');
  // Opened anew, as after a kill: what was typed is still there.
  await desk.page.reload();
  await desk.idle();
  await desk.open('/packages/jobs/sheets/sheets');
  await desk.tap('春风行动岗位汇总表.xlsx');
  await desk.tap('[aria-label="截止日期"]');
  const day = desk.frame.locator('#overlay .wx-wheel').nth(2).getByText('31日', { exact: true });
  await day.evaluate((element: HTMLElement) => element.click());
  await desk.idle();
  await desk.tap('确定');
  await desk.tap('补到没写的行里');
  expect(await desk.sees('补上了')).toBe(true);
  await shot(desk, 'desk-4-filled');
  await desk.tap('质检员');
  await shot(desk, 'desk-5-row');
  await desk.type('[aria-label="招聘人数"]', '3');
  await desk.type('[aria-label="最低报酬"]', '3000');
  await desk.type('[aria-label="最高报酬"]', '3800');
  await desk.tap('存下');
  expect(await desk.sees('补过')).toBe(true);
  await desk.tap('收进岗位');
  expect(await desk.sees('新岗位 3 条')).toBe(true);
  await shot(desk, 'desk-6-asking');
  await desk.tap('收进来');
  expect(await desk.sees('3 条等着核对')).toBe(true);
  await shot(desk, 'desk-7-brought');
  expect((await onBoard()).map(({ title, status }) => [title, status]).sort()).toEqual([
    ['保洁员', 'waiting'],
    ['缝纫工', 'waiting'],
    ['质检员', 'waiting'],
  ]);
  await desk.tap('去看等着核对的');
  await desk.tap('保洁员');
  await desk.idle();
  // The first asks how it was made sure of, the second says by telephone.
  for (const key of ['Enter', 'Enter']) {
    await desk.page.keyboard.press(key);
    await desk.idle();
  }
  await shot(desk, 'desk-8-board');
  await desk.assertClean();
  expect((await onBoard()).find(({ title }) => title === '保洁员')).toMatchObject({ status: 'open', checked: { how: 'phone' } });
  const resident = await stage.phone('labourer');
  await resident.open('/pages/jobs/jobs');
  expect(await resident.sees('保洁员')).toBe(true);
  expect(await resident.sees('质检员')).toBe(false);
});

test('in large letters on a small phone: brought as drafts, taken back', async () => {
  const cadre = await stage.phone('cadre', { width: 320, height: 640, fontScale: 1.4 });
  await brought(cadre, await county(21), '村里收的.xlsx');
  await shot(cadre, '320-1-columns');
  await cadre.tap('就这样，一行一行对');
  await shot(cadre, '320-2-rows');
  await cadre.tap('收进岗位');
  await shot(cadre, '320-3-asking');
  await cadre.tap('收进来');
  expect(await cadre.sees('3 条差东西，存成草稿')).toBe(true);
  await shot(cadre, '320-4-brought');
  await cadre.tap('收错了，撤回');
  await cadre.tap('.t-popup .t-button');
  expect(await cadre.sees('撤回了 3 条。')).toBe(true);
  await cadre.open('/packages/jobs/sheets/sheets');
  await shot(cadre, '320-5-home');
  await cadre.assertClean();
});

test('on a phone: one that stands is changed only when it is said', async () => {
  const clerk = await stage.phone('clerk', { width: 375, height: 720 });
  const full = (more: Row = {}) => bookOf([row(31, more), row(32, more), row(33, { 薪资待遇: '面议' })]);
  await brought(clerk, await full(), '一.xlsx');
  await clerk.tap('就这样，一行一行对');
  // Without signal nothing typed is lost: it goes once there is one.
  await clerk.tap('.entry:nth-child(3)');
  await clerk.type('[aria-label="最低报酬"]', '3000');
  await clerk.offline(true);
  await clerk.tap('存下');
  expect(await clerk.text()).toContain('没信号。');
  expect(await clerk.sees('整行都看看、改改')).toBe(true);
  await shot(clerk, '375-0-offline');
  await clerk.offline(false);
  await clerk.type('[aria-label="最高报酬"]', '3600');
  await clerk.tap('存下');
  expect(await clerk.sees('按月 3000-3600 元 · 要 20 人 · 云岭县 · 招到 2026-03-31')).toBe(true);
  await clerk.tap('收进岗位');
  await clerk.tap('收进来');
  await brought(clerk, await full({ 招聘人数: '50' }), '二.xlsx');
  await shot(clerk, '375-1-columns');
  await clerk.tap('就这样，一行一行对');
  await shot(clerk, '375-2-rows');
  await clerk.tap('.tab:nth-child(1)');
  await shot(clerk, '375-3-changed');
  await clerk.tap('.entry:nth-child(1)');
  await shot(clerk, '375-4-row');
  await clerk.tap('照表改板上的');
  await clerk.tap('存下');
  await clerk.tap('收进岗位');
  await clerk.tap('收进来');
  expect(await clerk.sees('1 条照表改了')).toBe(true);
  await shot(clerk, '375-5-brought');
  const of = (await onBoard()).filter(({ contact }) => ['19912340031', '19912340032'].includes(contact.phone));
  expect(of.map(({ headcount }) => headcount).sort()).toEqual([20, 50]);
  await clerk.assertClean();
});
