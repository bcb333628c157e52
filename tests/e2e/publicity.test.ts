// A list on its way: the cadre posts it, a neighbour's phone opens it by its code and objects, the clerk answers at the desk, it comes down.
import { mkdirSync } from 'node:fs';
import type { ClaimRecord, PublicityRecord } from '@shared/domain/records';
import { handedIn, passedToPosting } from '../support/claiming';
import { daysOver } from '../support/posting';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const SHOTS = process.env.SHOTS ?? '';
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
  if (SHOTS !== '') mkdirSync(SHOTS, { recursive: true });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const claimOf = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.page.screenshot({ path: `${SHOTS}/${name}.png` });
};

test('posted, opened by anybody, objected to without a name, answered by another, taken down', async () => {
  const [first, second] = [await passedToPosting(town, await town.newcomer()), await passedToPosting(town, await town.newcomer())];
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/publicity/home/home');
  expect(await cadre.text()).toContain('2 人');
  await shot(cadre, 'home');
  await cadre.tap('做榜');
  await cadre.tap('做好，开始公示');
  const sheet = await cadre.text();
  for (const words of ['正在公示', '公示期', '监督电话', '务工时间', '务工地点', '封号', '3000 元']) expect(sheet).toContain(words);
  expect(sheet).not.toMatch(/\d{15,}|\d{17}X/);
  await shot(cadre, 'list');
  await cadre.assertClean();
  const [list] = (await town.cloud.database.all('publicities')) as unknown as [PublicityRecord];

  const visitor = await stage.phone('visitor', { width: 320, height: 640 });
  await visitor.open(`/packages/publicity/open/open?code=${list.code}`);
  expect(await visitor.text()).toContain('名字只露一个字');
  await shot(visitor, 'open-320');
  await visitor.tap('这一行不对', { nth: 0 });
  await visitor.tap('交上去');
  expect(await visitor.text()).toContain('先选一样哪里不对');
  await visitor.tap('他没出去干活');
  await visitor.type('textarea', '他去年一直在家里种地');
  await shot(visitor, 'object-320');
  await visitor.tap('交上去');
  expect(await visitor.text()).toContain('您提过的');
  await visitor.assertClean();
  const held = [await claimOf(first.id), await claimOf(second.id)].filter(({ hold }) => hold);
  expect(held).toHaveLength(1);

  const clerk = await stage.desk('clerk');
  await clerk.open(`/packages/publicity/list/list?id=${encodeURIComponent(list._id)}`);
  await shot(clerk, 'list-desk');
  await clerk.tap('查清了，答复');
  await clerk.tap('没有问题');
  await clerk.type('textarea', '查了工资，人在深圳');
  await clerk.frame.locator('.t-button, t-button').getByText('答复', { exact: true }).last().click();
  await clerk.idle();
  await shot(clerk, 'answered-desk');
  expect((await claimOf(held[0]?._id ?? '')).hold).toBeNull();
  await clerk.assertClean();

  await daysOver(town, list._id);
  await cadre.open(`/packages/publicity/list/list?id=${encodeURIComponent(list._id)}`);
  await cadre.tap('贴满了，收榜');
  await shot(cadre, 'close');
  await cadre.tap('收榜');
  for (const { id } of [first, second]) expect(await claimOf(id)).toMatchObject({ status: 'in_stage', waiting: 'town' });
});

test('clean claims pass together, the drawn one by one', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.push((await handedIn(town, await town.newcomer())).id);
  // Newcomers have the telephone and the card of the one they are like: that is a hint, and not what is tested here.
  for (const id of ids) {
    const claim: ClaimRecord = { ...(await claimOf(id)), hints: [] };
    await town.cloud.database.put('claims', claim);
  }
  const head = await stage.phone('head', { width: 320, height: 640 });
  await head.open('/packages/staff/queue/queue');
  const words = await head.text();
  expect(words).toMatch(/待审\s*4 · 干净的\s*4 · 要看的\s*0/);
  await shot(head, 'queue-320');
  await head.tap('干净的 3 件一起通过');
  await shot(head, 'bulk-320');
  await head.tap('通过这 3 件');
  const waiting = await Promise.all(ids.map(async (id) => (await claimOf(id)).waiting));
  expect(waiting.filter((one) => one === 'village')).toHaveLength(1);
  expect(waiting.filter((one) => one === 'post_village')).toHaveLength(3);
  await head.assertClean();
});

test('a refusal is not the end: the person sees who looks again and until when', async () => {
  const claim = await handedIn(town, 'labourer');
  await town.as('cadre').call('claim.review', { claim: claim.id, version: claim.version, verb: 'reject', reasons: ['not_eligible'] });
  const labourer = await stage.phone('labourer');
  await labourer.open(`/pages/claim/claim?id=${encodeURIComponent(claim.id)}`);
  expect(await labourer.text()).toContain('上回看过的人不再看');
  await shot(labourer, 'appeal');
  await labourer.tap('我不服，换个人再看看');
  await labourer.type('textarea', '我在深圳干了八个月');
  await labourer.tap('交上去');
  expect(await claimOf(claim.id)).toMatchObject({ status: 'in_stage', stage: 0 });
  await labourer.tap('有地方填错了，拿回来改');
  await labourer.tap('拿回来改');
  expect(await claimOf(claim.id)).toMatchObject({ status: 'returned' });
  await labourer.assertClean();
});
