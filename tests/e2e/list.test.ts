// The village's March begins: the clerk opens the year from last year's sheet, the cadre fills one missing thing and sends the list, a labourer signs by hand.
import { join } from 'node:path';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

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

const claimOf = async (key: string, programme: string) =>
  (await town.cloud.database.all('claims')).find((claim) => claim.person === town.personOf(key) && claim.programme === programme);

test('while the past is gone through residents see no sums; opened, they do', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/list/opening/opening');
  expect(await clerk.text()).toContain('核对好了');
  await clerk.tap('2025年 外出务工一次性交通补贴');
  await clerk.tap('先关上');
  const labourer = await stage.phone('labourer');
  await labourer.open('/pages/benefits/benefits');
  const closed = await labourer.text();
  expect(closed).toContain('正在核对往年的');
  expect(closed).not.toContain('1500 元');
  await clerk.tap('2025年 外出务工一次性交通补贴');
  await clerk.type('input', '对过2025年的发放表');
  await clerk.tap('.t-popup .t-button');
  await labourer.open('/pages/benefits/benefits');
  const opened = await labourer.text();
  expect(opened).toContain('1500 元');
  expect(opened).toContain('今年的文件还没下来，先把材料存着');
  for (const phone of [clerk, labourer]) await phone.assertClean();
});

test('last year’s sheet is looked at row by row, taken over by one tap and taken back by another', async () => {
  const named = (key: string) => town.county.persons.find(({ _id }) => _id === town.personOf(key));
  const rows = ['labourer', 'province'].map((key) => `${named(key)?.name},${named(key)?.idNumber},稳岗补助,2024,1200,2025-03-12`);
  const sheet = ['姓名,身份证号,补贴项目,年度,金额,发放日期', ...rows, '查无此人,0000,稳岗补助,2024,1200,'].join('\n');
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/list/opening/opening');
  const chosen = clerk.chooseFile(Buffer.from(sheet), '2024年发放表.csv');
  await clerk.tap('选一张表');
  if (await clerk.sees('拒绝')) await clerk.tap('同意');
  await clerk.tap('从这台电脑选一张');
  await chosen;
  await clerk.frame.getByText('接过来 2 笔').waitFor();
  const found = await clerk.text();
  for (const words of ['2024年发放表.csv', '周满仓', '对不上人', '名册里没有这个人']) expect(found).toContain(words);
  expect(found).not.toContain(named('labourer')?.idNumber);
  await clerk.tap('接过来 2 笔');
  await clerk.frame.getByText('接错了，撤回').waitFor();
  expect((await town.cloud.database.all('outside')).filter(({ status }) => status === 'kept')).toHaveLength(2);
  await clerk.tap('接错了，撤回');
  expect((await town.cloud.database.all('outside')).filter(({ status }) => status === 'kept')).toHaveLength(0);
  await clerk.assertClean();
});

test('the cadre asks the one missing thing, lays a chat picture to it, records the word and sends the list with its minutes', async () => {
  const cadre = await stage.phone('cadre');
  await cadre.tap('工作台');
  await cadre.tap('发钱名单');
  expect(await cadre.text()).toContain('缺的多数是');
  // The other programme of the year, where somebody's wage is not known.
  await cadre.open('/packages/list/village/village?programme=stabilisation&period=2025');
  await cadre.type('[aria-placeholder="找人：名字或拼音头"]', '周永斌');
  await cadre.tap('周永斌1200 元');
  expect(await cadre.text()).toContain('一个月大概挣多少');
  await cadre.tap('问到了，记上');
  await cadre.type('[aria-placeholder="一个月多少元"]', '4200');
  await cadre.tap('.t-popup .t-button');
  expect(await cadre.text()).not.toContain('一个月大概挣多少');

  const chosen = cadre.choosePicture(join(ALBUM, 'wage.png'), 'wage.png');
  await cadre.press('拍一张', { nth: 0 });
  await cadre.frame.getByText('同意', { exact: true }).click();
  await cadre.frame.getByText('从这台电脑选一张').click();
  await chosen;
  await cadre.frame.getByText('交来的照片 1 张').waitFor();

  await cadre.tap('本人同意交上去');
  await cadre.tap('微信聊天里本人同意');
  await cadre.tap('.t-popup .t-button');
  expect(await cadre.text()).toContain('微信聊天里本人同意');

  await cadre.back();
  await cadre.tap('.tab', { nth: 0 });
  await cadre.tap('把同意了的都选上');
  await cadre.tap('上会：交 1 人');
  await cadre.type('[aria-placeholder="张三、李四、王五"]', '任某、周某、郭某');
  await cadre.tap('交上去');
  await cadre.frame.getByText('交完了').waitFor();
  expect(await cadre.text()).toContain('交上去 1 人');
  expect(await claimOf('unknown_wage', 'stabilisation')).toMatchObject({
    status: 'in_stage',
    waiting: 'village',
    consent: { how: 'chat' },
    filedBy: { role: 'cadre' },
  });
  const minutes = await town.cloud.database.all('minutes');
  expect(minutes).toMatchObject([{ about: 'list', attendees: ['任某', '周某', '郭某'], lines: 1 }]);
  await cadre.assertClean();
});

test('who lacks nothing signs with a finger, and it is handed in', async () => {
  const about = { person: town.personOf('labourer'), programme: 'transport', period: '2025' };
  const helper = town.as('cadre');
  const { readFileSync } = await import('node:fs');
  await helper.call('list.picture', {
    ...about,
    kind: 'ticket',
    fileID: await helper.upload(readFileSync(join(ALBUM, 'ticket.jpg')), 'ticket.jpg'),
  });
  const labourer = await stage.phone('labourer');
  await labourer.open('/pages/benefits/benefits');
  expect(await labourer.text()).toContain('签个名就行');
  await labourer.tap('是我，我要领');
  expect(await labourer.text()).toContain('1500 元');
  await labourer.tap('签好了，交上去');
  expect(await labourer.text()).toContain('还没签名');
  const pad = await labourer.frame.locator('canvas').boundingBox();
  if (!pad) throw new Error('there is nowhere to sign');
  await labourer.page.mouse.move(pad.x + 60, pad.y + 60);
  await labourer.page.mouse.down();
  for (let i = 0; i < 8; i += 1) await labourer.page.mouse.move(pad.x + 60 + i * 18, pad.y + 60 + (i % 2) * 40);
  await labourer.page.mouse.up();
  await labourer.idle();
  await labourer.tap('签好了，交上去');
  expect(await labourer.text()).toContain('村里在看');
  expect(await claimOf('labourer', 'transport')).toMatchObject({
    status: 'in_stage',
    filedBy: { role: 'resident' },
    signature: { mime: 'image/png' },
  });
  await labourer.assertClean();
});

test('the leader copies one sentence, and every part opens its people', async () => {
  const lead = await stage.phone('lead');
  await lead.open('/packages/list/equation/equation?programme=transport&period=2025');
  const words = await lead.text();
  for (const part of ['符合条件', '到账', '公示和审核中', '报这句话', '截至']) expect(words).toContain(part);
  await lead.tap('公示和审核中');
  expect(await lead.text()).toContain('周满仓');
  await lead.tap('复制这段话');
  await lead.assertClean();
});
