// The line across three people: a labourer claims from the phone, the cadre checks, the station approves, the labourer sees it.
import { join } from 'node:path';
import { ALBUM, photographed } from '../support/hands';
import { takenDown } from '../support/posting';
import { closeBrowser, openStage, type Stage } from '../support/stage';
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

/** The newest claim of a member of the cast. */
async function claimOf(key: string): Promise<Record<string, unknown>> {
  const claims = await town.cloud.database.all('claims');
  const found = claims.find((claim) => claim.person === town.personOf(key));
  if (!found) throw new Error(`${key} has no claim`);
  return found;
}

test('a visitor reads jobs without being known, and sees first what a worker asks first', async () => {
  const visitor = await stage.phone('visitor');
  expect(await visitor.text()).toContain('不收钱');
  await visitor.tap('管吃管住', { nth: 0 });
  const detail = await visitor.text();
  for (const words of ['元', '招', '我想去', '打电话', '谁要钱都别给']) expect(detail).toContain(words);
  await visitor.open('/pages/benefits/benefits');
  expect(await visitor.text()).toContain('先认人');
  await visitor.assertClean();
});

test('every condition is explained with what was asked, what was found and the document', async () => {
  const neighbour = await stage.phone('neighbour');
  await neighbour.tap('补贴');
  await neighbour.tap('干满半年的补助');
  const words = await neighbour.text();
  for (const part of ['领不了', '4 个月', '晋乡振发〔2023〕44号', '示例，以本县文件为准']) expect(words).toContain(part);
  for (const never of ['脱贫户', '监测户', '兜底', '弱劳力']) expect(words).not.toContain(never);
  await neighbour.assertClean();
});

test('from a phone to an approval: returned once, mended, passed by the village, approved by the station', async () => {
  const labourer = await stage.phone('labourer');
  await labourer.tap('补贴');
  await labourer.tap('路费补贴');
  await labourer.tap('我要领');

  // Nothing is taken half-finished, and what is missing is said.
  await labourer.tap('交上去');
  expect(await labourer.text()).toContain('还差');
  // WeChat asks first whether pictures may be taken; a refusal costs nothing that was filled in.
  await labourer.tap('拍照，或者从相册选', { nth: 0 });
  await labourer.tap('拒绝');
  expect(await labourer.text()).toContain('同意');
  await labourer.tap('拍照，或者从相册选', { nth: 0 });
  await labourer.tap('同意');
  await labourer.tap('取消');
  await photographed(labourer, 'blurred.jpg');
  await labourer.tap('交上去');
  expect(await labourer.text()).toContain('还没点「都是真的」');
  await labourer.tap('我看过了，说的都是真的');
  await labourer.tap('交上去');
  expect(await labourer.text()).toContain('村里在看');

  // The cadre of the village sends it back with a reason in two registers.
  const cadre = await stage.phone('cadre');
  await cadre.tap('工作台');
  await cadre.tap('周满仓石桥村');
  const seen = await cadre.text();
  expect(seen).toContain('外出务工一次性交通补贴');
  expect(seen).not.toMatch(/140799\d{11}[\dX]/);
  await cadre.tap('退回补正');
  await cadre.tap('凭证图片不清');
  await cadre.type('textarea', '请在亮处重拍一张');
  await cadre.tap('退回补正');
  expect(await claimOf('labourer')).toMatchObject({ status: 'returned', waiting: '' });

  // The labourer sees what to mend, in his words, and does.
  await labourer.open('/pages/benefits/benefits');
  expect(await labourer.text()).toContain('补');
  await labourer.open('/pages/claims/claims');
  await labourer.tap('路费补贴');
  expect(await labourer.text()).toContain('请在亮处重拍一张');
  await labourer.tap('去补上');
  await photographed(labourer, 'ticket.jpg');
  // What is handed in again is promised again.
  await labourer.tap('我看过了，说的都是真的');
  await labourer.tap('交上去');
  expect(await labourer.text()).toContain('村里在看');

  // The same cadre passes it; the station's clerk approves at the desk with the keyboard alone.
  await cadre.open('/pages/workbench/workbench');
  await cadre.tap('周满仓石桥村');
  await cadre.tap('通过');
  expect(await claimOf('labourer')).toMatchObject({ status: 'in_stage', waiting: 'post_village' });
  await takenDown(town, String((await claimOf('labourer'))._id));

  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/staff/queue/queue');
  expect(await clerk.text()).toContain('周满仓');
  await clerk.page.keyboard.press('ArrowDown');
  await clerk.idle();
  await clerk.page.keyboard.press('Enter');
  await clerk.idle();
  expect(await claimOf('labourer')).toMatchObject({ status: 'approved', waiting: '' });

  await labourer.open('/pages/claims/claims');
  const followed = await labourer.text();
  expect(followed).toContain('1500 元');
  for (const phone of [labourer, cadre, clerk]) await phone.assertClean();
});

test('the network is cut in the middle of an upload: nothing is lost, and it goes on by itself', async () => {
  const person = await stage.phone('province');
  await person.tap('补贴');
  await person.tap('路费补贴');
  await person.tap('我要领');
  await person.tap('我看过了，说的都是真的');
  await person.slow(4000);
  const chosen = person.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await person.frame.getByText('拍照，或者从相册选').first().click();
  await person.frame.getByText('同意', { exact: true }).click();
  await person.frame.getByText('从这台电脑选一张').click();
  await person.frame.getByText('正在传').first().waitFor();
  await person.offline(true);
  await chosen;
  await person.frame.getByText('没信号').first().waitFor();

  // The phone is killed while the picture waits; it is still there afterwards, and so is the promise.
  await person.kill();
  await person.reopen();
  await person.slow(0);
  await person.offline(false);
  await person.open(`/pages/claim-form/claim-form?person=${town.personOf('province')}&programme=transport&period=2025`);
  expect(await person.text()).toContain('交了 1 张');
  await person.tap('交上去');
  expect(await person.text()).toContain('村里在看');
  expect(await claimOf('province')).toMatchObject({ status: 'in_stage', amountFen: 60000 });
  const receipts = await town.cloud.database.all('receipts');
  expect(receipts.filter((one) => one.person === town.personOf('province'))).toHaveLength(1);
});
