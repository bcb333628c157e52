// On the village list a cadre fills in tickets and the casual worker's form for the person, and brings a 补差 with its own word and meeting.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putInForce } from '../support/evidence';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const INVOICE = join(__dirname, '..', '..', 'tools', 'generate', 'invoices', 'rail-invoice.pdf');
const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');

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

const lineOf = (key: string) => `/packages/list/line/line?person=${encodeURIComponent(town.personOf(key))}&programme=transport&period=2025`;
const claimOf = async (key: string, seq = 0) =>
  (await town.cloud.database.all('claims')).find((one) => one.person === town.personOf(key) && one.seq === seq);

async function agreed(cadre: Phone): Promise<void> {
  await cadre.tap('本人同意交上去');
  await cadre.tap('微信聊天里本人同意');
  await cadre.tap('.t-popup .t-button');
}

async function sent(cadre: Phone): Promise<void> {
  await cadre.open('/packages/list/village/village?programme=transport&period=2025');
  await cadre.tap('把同意了的都选上');
  await cadre.tap('上会：交 1 人');
  await cadre.type('[aria-placeholder="张三、李四、王五"]', '任某、周某');
  await cadre.tap('交上去');
  await cadre.frame.getByText('交完了').waitFor();
  expect(await cadre.text()).toContain('交上去 1 人');
}

test('a chat PDF is read, confirmed and capped; a wrong picture is looked at and taken off', async () => {
  await putInForce(town, 'zhongyang-2022');
  const cadre = await stage.phone('cadre');
  await cadre.open(lineOf('labourer'));
  expect(await cadre.text()).toContain('最多 800 元');
  const wrong = cadre.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await cadre.tap('拍一张票');
  if (await cadre.sees('拒绝')) await cadre.tap('同意');
  await cadre.tap('从这台电脑选一张');
  await wrong;
  await cadre.frame.getByText('交来的照片 1 张').waitFor();
  await cadre.tap('去掉');
  await cadre.tap('.t-popup .t-button', { nth: 0 });
  expect(await cadre.text()).not.toContain('交来的照片');
  const chosen = cadre.chooseFile(readFileSync(INVOICE), '铁路电子客票.pdf');
  await cadre.tap('从聊天里选票');
  await cadre.tap('从这台电脑选一张');
  await chosen;
  await cadre.frame.getByText('票上的字读出来了，看看对不对').waitFor();
  await cadre.tap('对，就是这样');
  expect(await cadre.text()).toContain('1 张票，票面一共 938.50 元，这回给 800 元');
  await agreed(cadre);
  await sent(cadre);
  expect(await claimOf('labourer')).toMatchObject({ status: 'in_stage', amountFen: 80_000, consent: { how: 'chat' } });
  await cadre.assertClean();
});

test('打零工的说明 is filled in for somebody without paper', async () => {
  await putInForce(town, 'bailidujuan-2025');
  const spells = (await town.cloud.database.all('spells')).filter(({ person }) => person === town.personOf('neighbour'));
  const casual = { employer: null, kind: '其他形式务工就业人员', organised: false };
  for (const spell of spells) await town.cloud.database.put('spells', { ...(spell as { _id: string }), ...casual });
  const cadre = await stage.phone('cadre');
  await cadre.open(lineOf('neighbour'));
  await cadre.tap('替他填一份');
  await cadre.type('[aria-label="干的什么活"]', '砌墙');
  await cadre.type('[aria-label="在哪干的"]', '江苏省昆山市');
  for (const month of ['3月', '4月', '5月', '6月']) await cadre.tap(month);
  await cadre.type('[aria-label="工钱"]', '260');
  await cadre.type('[aria-label="谁知道，名字"]', '郑满囤');
  await cadre.type('[aria-label="是他什么人"]', '工友');
  await cadre.tap('说明填好了');
  await cadre.frame.getByText('砌墙，江苏省昆山市，4 个月').waitFor();
  expect(await cadre.text()).not.toContain('临时务工证明表');
  await cadre.assertClean();
});

test('paid without a ticket, one turns up: its own line in 能领, its own word, its own claim', async () => {
  await putInForce(town, 'chengkou-2023');
  const cadre = await stage.phone('cadre');
  await cadre.open(lineOf('province'));
  await cadre.tap('没有车票');
  expect(await cadre.text()).toMatch(/没有车票，按规定给 \d+ 元/);
  const first = (await claimOf('province')) as { _id: string };
  const paid = { status: 'paid', amountFen: 20_000, submittedAt: '2026-03-01T00:00:00.000Z', events: [] };
  await town.cloud.database.put('claims', { ...first, ...paid });
  town.cloud.clock.advance(60_000);
  await cadre.open(lineOf('province'));
  expect(await cadre.text()).toContain('3月31日前找到车票，还能补差');
  const chosen = cadre.choosePicture(join(ALBUM, 'ticket.jpg'), 'ticket.jpg');
  await cadre.tap('拍一张票');
  await cadre.tap('从这台电脑选一张');
  await chosen;
  await cadre.frame.getByText('哪天的票').waitFor();
  const { form } = await town.as('cadre').call('list.line', { person: town.personOf('province'), programme: 'transport', period: '2025' });
  const receipt = form?.receipts[0]?.id as string;
  const ticket = { receipt, date: '2025-02-11', from: '云岭', to: '太原', fareFen: 48_600, mode: 'train', direction: 'out' } as const;
  const traveller = town.county.persons.find(({ _id }) => _id === town.personOf('province'))?.name as string;
  await town
    .as('cadre')
    .call('claim.tickets', { claim: form?.claim as string, version: form?.version as number, tickets: [{ ...ticket, traveller }] });
  await cadre.open(lineOf('province'));
  expect(await cadre.text()).toContain('减掉头一笔给过的，这回给 286 元');
  await agreed(cadre);
  await sent(cadre);
  expect(await claimOf('province', 1)).toMatchObject({ status: 'in_stage', amountFen: 28_600 });
  expect(await claimOf('province', 0)).toMatchObject({ status: 'paid' });
  await cadre.assertClean();
});
