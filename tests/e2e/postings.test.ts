// A posting in the browser: a cadre writes it down and sends it, the clerk checks it with two keys at the desk, and residents see it.
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

test('written on a telephone, half at first; sent when whole', async () => {
  const phone = await stage.phone('cadre', { width: 375 });
  await phone.open('/packages/jobs/edit/edit');
  await phone.type('[aria-label="岗位"]', '手套缝纫工');
  await phone.tap('存下');
  expect(await phone.sees('写上是哪一家')).toBe(true);
  await phone.tap('改一改');
  for (const [label, text] of [
    ['用工单位', '青石乡巧手帮扶车间'],
    ['省', '山西省'],
    ['县（区）', '云岭县'],
    ['最低报酬', '2800'],
    ['最高报酬', '4200'],
    ['发放方式', '每月 10 号发'],
    ['联系电话', '19900004321'],
  ])
    await phone.type(`[aria-label="${label}"]`, text as string);
  await phone.tap('存下');
  expect(await phone.sees('招到哪天')).toBe(true);
});

test('the clerk checks with Enter, and it is out', async () => {
  const { items } = await town.as('cadre').call('posting.list', { status: 'draft' });
  const { posting } = await town.as('cadre').call('posting.show', { posting: items[0]?.id ?? '' });
  expect(posting).toMatchObject({ title: '手套缝纫工', pay: { minFen: 280_000, maxFen: 420_000 } });
  const held = (await town.cloud.database.get('postings', posting.id)) as object;
  await town.cloud.database.put('postings', { ...held, until: '2026-04-30', status: 'waiting' } as never);
  const desk = await stage.desk('labour_clerk');
  await desk.open('/packages/jobs/board/board');
  expect(await desk.sees('手套缝纫工')).toBe(true);
  for (const key of ['Enter', 'Enter']) {
    await desk.page.keyboard.press(key);
    await desk.idle();
  }
  expect(await town.cloud.database.get('postings', posting.id)).toMatchObject({ status: 'open', checked: { how: 'phone' } });
  expect(await desk.sees('没有等着核对的')).toBe(true);
});
