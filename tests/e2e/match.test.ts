// Finding a job on a phone: what fits me, my age in one tap, near home first; chips that outlive going back and the app; short lists; whom to call.
import { breaches, overflowing, tooSmall } from '../support/shapes';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  await town.as('clerk').call('where.figures', { place: '140799201000' });
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const JOBS = '/pages/jobs/jobs';
async function stands(phone: Phone, size: number): Promise<void> {
  expect(await overflowing(phone)).toEqual([]);
  expect(await tooSmall(phone, size)).toEqual([]);
  expect(await breaches(phone)).toEqual([]);
}

test('filters are one tap, are there again after the app was closed, and come off one by one', async () => {
  const phone = await stage.phone('labourer');
  await phone.open(JOBS);
  expect(await phone.sees('适合我的活')).toBe(true);
  await phone.tap('我这个岁数要的');
  await phone.tap('离家近的先');
  await phone.tap('再挑挑');
  await phone.tap('管吃管住');
  await phone.tap('就看这样的');
  expect(await phone.text()).toMatch(/\d+ 岁能去/);
  expect(await phone.text()).toMatch(/所有的活里，不卡岁数的 \d+ 个/);
  expect(await phone.sees('3 条都不要')).toBe(true);
  await phone.kill();
  await phone.reopen();
  await phone.open(JOBS);
  expect(await phone.sees('3 条都不要')).toBe(true);
  await phone.tap('离家近的先');
  expect(await phone.sees('2 条都不要')).toBe(true);
  await phone.tap('2 条都不要');
  expect(await phone.sees('条都不要')).toBe(false);
  await phone.assertClean();
});

test('a visitor picks ten years of age once', async () => {
  const phone = await stage.phone('visitor', { width: 320, height: 640 });
  await phone.open(JOBS);
  await phone.tap('我这个岁数要的');
  await phone.tap('五十几');
  expect(await phone.sees('五十几岁能去')).toBe(true);
  await stands(phone, 44);
  await phone.assertClean();
});

test('the short list for a family member in elder size at 320 px: why, what it nets, and the job itself', async () => {
  const phone = await stage.phone('daughter', { width: 320, height: 640 });
  await phone.open('/pages/me/me');
  await phone.tap('wx-switch, .t-switch');
  await phone.open(JOBS);
  await stands(phone, 60);
  await phone.tap('看全部');
  expect(await phone.text()).toContain('跟他商量');
  expect(await phone.text()).not.toContain('您');
  expect(await phone.text()).toMatch(/一个月 \d+/);
  await stands(phone, 60);
  const { items } = await town.as('daughter').call('match.mine', { person: town.personOf('labourer') });
  await phone.tap(items[0]?.job.title ?? '', { nth: 0 });
  expect((await phone.pages()).at(-1)).toContain('pages/job/job');
  await phone.assertClean();
});

test('a cadre sees whom to call for a posting, then what fits one of them', async () => {
  const posting = town.county.postings.find(({ status, until, area }) => status === 'open' && until > '2026-03-05' && area === 'in_county');
  const phone = await stage.phone('cadre', { width: 320, height: 640 });
  await phone.open(`/packages/match/posting/posting?posting=${posting?._id}`);
  expect(await phone.text()).toContain('岗位要求');
  await stands(phone, 44);
  await phone.tap('.job .grow', { nth: 0 });
  expect((await phone.pages()).at(-1)).toContain('packages/match/person');
  await stands(phone, 44);
  await phone.assertClean();
});
