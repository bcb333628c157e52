// Money across the people it passes: a batch made and released at two desks, results typed from a sheet, the village mends and tells, the person says 收到了.
import { join } from 'node:path';
import { approved, FUND, ownCard, plantApproved } from '../support/paying';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');
/** Set to a folder to look at the pages. */
const SHOTS = process.env.SHOTS ?? '';

let town: Town;
let stage: Stage;
const claims: string[] = [];

beforeAll(async () => {
  town = await openTown();
  await ownCard(town, 'labourer');
  claims.push(await approved(town, 'labourer'));
  for (let i = 0; i < 3; i += 1) {
    const who = await town.newcomer('province');
    await ownCard(town, who);
    claims.push(await plantApproved(town, claims[0] as string, who));
  }
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

async function shot(key: string, name: string): Promise<void> {
  if (SHOTS === '') return;
  const phone = await stage.phone(key);
  await phone.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: false });
}

const batches = async () => (await town.cloud.database.all('batches')) as unknown as { _id: string; status: string; sumFen: number }[];

test('the clerk registers the money, checks cards and makes a batch; the other one releases it', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/pay/home/home');
  expect(await clerk.text()).toContain('4 人，6,000.00 元');
  await shot('clerk', 'home-empty');
  await clerk.tap('登记一笔钱', { nth: 0 });
  await clerk.type('[aria-label="一共多少元"]', '500000.00');
  await shot('clerk', 'home-budget');
  await clerk.tap('记下来');
  expect(await clerk.text()).toContain(`2026年 ${FUND}`);
  await clerk.tap('发放前核卡');
  await clerk.tap('列一批');
  await shot('clerk', 'home-batch');
  await clerk.tap('核卡、列名单');
  expect((await clerk.pages()).at(-1)).toContain('packages/pay/batch/batch');
  expect(await clerk.text()).toContain('要由另一个人放行');
  await shot('clerk', 'batch-ready');
  const [batch] = await batches();
  expect(batch).toMatchObject({ status: 'ready', sumFen: 600000 });
  const second = await stage.desk('clerk2');
  await second.open(`/packages/pay/batch/batch?id=${batch?._id}`);
  await second.tap('放行', { nth: 0 });
  await shot('clerk2', 'batch-release');
  await second.tap('我看过名单和合计，放行');
  expect(await second.text()).toContain('封条');
  expect((await batches())[0]?.status).toBe('released');
  await second.assertClean();
  await clerk.assertClean();
});

test('the bank’s file comes to the disk; results are typed from a photographed sheet', async () => {
  const clerk = await stage.desk('clerk');
  const [batch] = await batches();
  await clerk.open(`/packages/pay/batch/batch?id=${batch?._id}`);
  await clerk.tap('出银行的表', { nth: 0 });
  await shot('clerk', 'batch-file');
  await clerk.tap('出表', { nth: -1 });
  expect((await town.cloud.database.all('audits')).filter(({ verb }) => verb === 'export')).toHaveLength(1);
  await clerk.open(`/packages/pay/typed/typed?id=${batch?._id}`);
  await shot('clerk', 'typed');
  await clerk.tap('成功 4，退回 0，登上');
  expect(await clerk.text()).toContain('先拍银行的单子');
  const chosen = clerk.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await clerk.tap('拍单子');
  await clerk.tap('同意');
  await clerk.tap('从这台电脑选一张');
  await chosen;
  await clerk.type('[aria-label="找谁"]', '郭彩琴');
  await clerk.tap('账户未激活', { nth: 0 });
  expect(await clerk.text()).toContain('成功 3，退回 1，登上');
  await clerk.tap('成功 3，退回 1，登上');
  const payments = await town.cloud.database.all('payments');
  expect(payments.map(({ status }) => status).sort()).toEqual(['failed', 'paid', 'paid', 'paid']);
  await clerk.open('/packages/pay/home/home');
  await clerk.tap('现在对一遍');
  expect(await clerk.text()).toContain('一分不差');
  await shot('clerk', 'home-reconciled');
  await clerk.assertClean();
});

test('the village reads what to say, mends it, and the person is paid by the next batch', async () => {
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.open('/packages/pay/failures/failures');
  expect(await cadre.text()).toContain('卡没激活（去银行柜台，带身份证）');
  await shot('cadre', 'failures');
  await cadre.tap('弄好了，下一批再打');
  await cadre.type('[aria-label="怎么弄好的"]', '陪着去柜台激活了');
  await cadre.tap('下一批再打', { nth: -1 });
  expect(await cadre.text()).toContain('没有退回来的');
  await cadre.assertClean();
});

test('the person reads the exact words and says 没收到; the payer answers; then 收到了', async () => {
  await town.cloud.trigger('work', 'minute');
  const person = await stage.phone('labourer', { width: 320 });
  await person.open('/packages/told/notices/notices');
  const words = await person.text();
  expect(words).toContain('2025年路费补贴 1500 元已打到尾号');
  await shot('labourer', 'notices');
  await person.tap('2025年路费补贴 1500 元已打到尾号 0001');
  expect((await person.pages()).at(-1)).toContain('packages/told/money/money');
  await shot('labourer', 'money');
  await person.tap('没收到');
  expect(await person.text()).toContain('您说没收到');
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/pay/after/after');
  await shot('clerk', 'after');
  await clerk.tap('查到了，答复');
  await clerk.type('[aria-label="写给本人看"]', '3月2日已入账，到柜台补登存折');
  await clerk.tap('答复', { nth: -1 });
  await person.pullDown();
  expect(await person.text()).toContain('到柜台补登存折');
  await person.tap('收到了');
  expect(await person.text()).toContain('您说收到了');
  await shot('labourer', 'money-done');
  await person.assertClean();
});

test('who has not seen it in two days is the cadre’s to tell: one tap to dial, ticked off', async () => {
  town.cloud.clock.advance(2 * 86_400_000 + 3_600_000);
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.open('/packages/told/people/people');
  expect(await cadre.text()).toContain('2 人要告诉一声');
  await shot('cadre', 'told');
  await cadre.tap('告诉过了', { nth: 0 });
  await shot('cadre', 'told-sheet');
  await cadre.tap('告诉到了');
  expect(await cadre.text()).toContain('1 人要告诉一声');
  await cadre.assertClean();
});

test('one payment is followed to its beginning and printed', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/pay/trace/trace');
  await shot('clerk', 'trace');
  await clerk.tap('周满仓', { nth: 0 });
  const words = await clerk.text();
  for (const part of ['这 1500 元是怎么来的', '晋乡振发〔2023〕44号', '任晓军', '乔志岗', '银行单子照片']) expect(words).toContain(part);
  await shot('clerk', 'sheet');
  await clerk.tap('打印这一张');
  await clerk.type('[aria-label="为什么"]', '专项审计');
  await clerk.tap('出文件');
  await clerk.assertClean();
});
