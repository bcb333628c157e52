// Evidence: an e-invoice out of a chat read, confirmed and capped, seen by who reviews; a casual worker without an employer; a sentence to ask.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putInForce } from '../support/evidence';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const INVOICE = join(__dirname, '..', '..', 'tools', 'generate', 'invoices', 'rail-invoice.pdf');
const SHOTS = process.env.EVIDENCE_SHOTS;

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

const formOf = (key: string) =>
  `/pages/claim-form/claim-form?person=${encodeURIComponent(town.personOf(key))}&programme=transport&period=2025`;

test('chat PDF → read → confirmed → capped → the reviewer sees it', async () => {
  await putInForce(town, 'zhongyang-2022');
  const phone = await stage.phone('labourer');
  await phone.open(formOf('labourer'));
  expect(await phone.text()).toContain('最多 800 元');
  await phone.tap('交上去');
  expect(await phone.text()).toContain('车票还没填');
  const chosen = phone.chooseFile(readFileSync(INVOICE), '铁路电子客票.pdf');
  await phone.tap('从微信聊天里选');
  if (await phone.sees('拒绝')) await phone.tap('同意');
  await phone.tap('从这台电脑选一张');
  await chosen;
  await phone.frame.getByText('票上的字读出来了，看看对不对').waitFor();
  if (SHOTS) await phone.screenshot(join(SHOTS, 'read-375.png'), { full: true });
  // Nothing is counted before the person says so.
  expect(await phone.text()).not.toContain('这回给');
  await phone.tap('对，就是这样');
  const said = await phone.text();
  expect(said).toContain('1 张票，票面一共 938.50 元，这回给 800 元');
  await phone.tap('我看过了，说的都是真的');
  await phone.tap('交上去');
  const claim = (await town.cloud.database.all('claims')).find(({ person }) => person === town.personOf('labourer'));
  expect(claim).toMatchObject({ status: 'in_stage', amountFen: 80_000, tickets: [{ fareFen: 93_850, read: true, traveller: '周满仓' }] });
  await phone.assertClean();
  // The example is reviewed at the county first.
  const lead = await stage.desk('lead');
  await lead.open(`/packages/staff/case/case?id=${encodeURIComponent(String(claim?._id))}`);
  const seen = await lead.text();
  for (const words of ['车票 1 张', '云岭→深圳北', '由电子客票读出，本人核对', '800 元']) expect(seen).toContain(words);
  if (SHOTS) await lead.screenshot(join(SHOTS, 'case-desk.png'), { full: true });
  await lead.assertClean();
});

test('the daughter copies a sentence to ask her father for the picture', async () => {
  const phone = await stage.phone('daughter', { width: 320, fontScale: 1.2 });
  const copied = town.personOf('labourer');
  await phone.open(`/pages/claim-form/claim-form?person=${encodeURIComponent(copied)}&programme=stabilisation&period=2025`);
  await phone.tap('复制一句话，向他要');
  expect(await phone.text()).toContain('复制好了，到聊天里粘上');
  if (SHOTS) await phone.screenshot(join(SHOTS, 'daughter-320.png'), { full: true });
  await phone.assertClean();
});

test('a casual worker says what, where, which months and who knows; that is the proof', async () => {
  await putInForce(town, 'bailidujuan-2025');
  const spells = (await town.cloud.database.all('spells')).filter(({ person }) => person === town.personOf('neighbour'));
  for (const spell of spells)
    await town.cloud.database.put('spells', {
      ...(spell as { _id: string }),
      ...{ employer: null, kind: '其他形式务工就业人员', organised: false },
    });
  const phone = await stage.phone('neighbour');
  await phone.open(formOf('neighbour'));
  await phone.tap('说明填好了');
  expect(await phone.text()).toContain('写上干的什么活');
  await phone.type('[aria-label="干的什么活"]', '砌墙、搬砖');
  await phone.type('[aria-label="在哪干的"]', '江苏省昆山市');
  for (const month of ['3月', '4月', '5月', '6月']) await phone.tap(month);
  await phone.type('[aria-label="工钱"]', '260');
  await phone.type('[aria-label="谁知道，名字"]', '郑满囤');
  // Killed before it was saved: what was typed is there again.
  await phone.kill();
  await phone.reopen(formOf('neighbour').slice(1));
  await phone.type('[aria-label="是您什么人"]', '一起干活的老乡');
  if (SHOTS) await phone.screenshot(join(SHOTS, 'casual-375.png'), { full: true });
  await phone.tap('说明填好了');
  expect(await phone.text()).toContain('砌墙、搬砖，江苏省昆山市，4 个月');
  const claim = (await town.cloud.database.all('claims')).find(({ person }) => person === town.personOf('neighbour'));
  expect(claim).toMatchObject({ casual: { pay: { fen: 26_000, unit: 'day' }, witness: { relation: '一起干活的老乡' } } });
  await phone.assertClean();
});

test('without tickets a fixed sum; paid, the way to the top-up stands on the page until the last day', async () => {
  await putInForce(town, 'chengkou-2023');
  const phone = await stage.phone('province');
  await phone.open(formOf('province'));
  await phone.tap('没有车票');
  expect(await phone.text()).toMatch(/没有车票，按规定给 \d+ 元/);
  if (SHOTS) await phone.screenshot(join(SHOTS, 'none.png'), { full: true });
  await phone.tap('我看过了，说的都是真的');
  await phone.tap('交上去');
  const claim = (await town.cloud.database.all('claims')).find(({ person }) => person === town.personOf('province')) as { _id: string };
  await town.cloud.database.put('claims', { ...claim, ...{ status: 'paid', stage: null, waiting: '' } });
  await phone.open(`/pages/claim/claim?id=${encodeURIComponent(claim._id)}`);
  await phone.tap('找到车票了？补差的钱3月31日前都能领');
  const form = await phone.text();
  expect(form).toContain('路费补贴（补差）');
  expect(form).not.toContain('没有车票的');
  await phone.assertClean();
});
