// The ten-minute March of one village in the browser, phones and desks at once: list, chat picture, minutes, posting with an objection,
// passing by keyboard, the county's payment with three cards that fail, mended, paid, 收到了.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord, PaymentRecord, PublicityRecord } from '@shared/domain/records';
import { paidAtDesks } from '../support/desks';
import { FUND, TOWN_CODE } from '../support/paying';
import { jpeg } from '../support/pictures';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');
const YEAR = { programme: 'transport', period: '2025' } as const;
const DAY = 86_400_000;
const PEOPLE = 5;

let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  // Others of the village whom the cadre has asked already; the labourer is asked in the browser.
  const cadre = town.as('cadre');
  const { items } = await cadre.call('list.village', { ...YEAR, line: 'missing', limit: 50 });
  const cast = new Set(town.county.cast.map(({ person }) => person));
  const houses = new Map(town.county.persons.map(({ _id, household }) => [_id, household]));
  const seen = new Set<string>();
  const others = items.filter(({ person, missing, hints }) => {
    const house = houses.get(person) ?? '';
    if (cast.has(person) || hints.length > 0 || missing.join() !== 'proof' || seen.has(house)) return false;
    seen.add(house);
    return true;
  });
  for (const [i, { person }] of others.slice(0, PEOPLE - 1).entries()) {
    await cadre.call('list.picture', { person, ...YEAR, kind: 'wage_proof', fileID: await cadre.upload(jpeg({ mark: 500 + i })) });
    await cadre.call('list.say', { person, ...YEAR, said: 'agreed', how: 'phone', on: '2026-03-02', note: '' });
  }
  await town.as('clerk').call('pay.budget', { place: TOWN_CODE, fund: FUND, year: '2026', amountFen: 100_000_000, reason: '县里下达' });
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

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const waits = async (waiting: string) => (await all<ClaimRecord>('claims')).filter((claim) => claim.waiting === waiting).length;
const statuses = async () => (await all<ClaimRecord>('claims')).map(({ status }) => status).sort();
const press = async (desk: Phone, key: string) => {
  await desk.page.keyboard.press(key);
  await desk.idle();
};

test('the cadre’s phone: a picture straight from the chat, the word, the minutes, the list sent', async () => {
  const group = town.county.cast.find(({ key }) => key === 'cadre')?.groups?.find(({ id }) => id.startsWith('village-'))?.id ?? '';
  await stage.putFile(group, '满仓车票.jpg', readFileSync(join(ALBUM, 'ticket.jpg')));
  const cadre = await stage.phone('cadre', { width: 360 });
  await cadre.tap('工作台');
  await cadre.tap('发钱名单');
  await cadre.type('[aria-placeholder="找人：名字或拼音头"]', 'zmc');
  await cadre.tap('周满仓1500 元');
  await cadre.tap('从聊天里选', { nth: 0 });
  await cadre.tap('同意');
  await cadre.frame.getByText('石桥村务工群').last().click();
  await cadre.frame.getByRole('button', { name: '满仓车票.jpg' }).click();
  await cadre.frame.getByText('完成(1)').click();
  await cadre.idle();
  expect(await cadre.text()).toContain('照片 1 张');
  await cadre.tap('本人同意交上去');
  await cadre.tap('微信聊天里本人同意');
  await cadre.tap('记上', { nth: -1 });
  await cadre.back();
  await cadre.type('[aria-placeholder="找人：名字或拼音头"]', '');
  await cadre.tap('.tab', { nth: 0 });
  await cadre.tap('把同意了的都选上');
  await cadre.tap(`上会：交 ${PEOPLE} 人`);
  await cadre.tap('交上去');
  // Nothing typed is lost by being told what is missing.
  expect(await cadre.text()).toContain('谁参加了');
  await cadre.type('[aria-placeholder="张三、李四、王五"]', '任某、周某、郭某');
  await cadre.tap('交上去');
  await cadre.frame.getByText('交完了').waitFor();
  expect(await cadre.text()).toContain(`交上去 ${PEOPLE} 人`);
  expect(await waits('village')).toBe(PEOPLE);
  await cadre.assertClean();
});

test('another cadre passes them together and looks at the drawn one; the list is posted and photographed', async () => {
  const second = await stage.phone('cadre2', { width: 360 });
  await second.open('/packages/staff/queue/queue');
  await second.tap(`干净的 ${PEOPLE - 1} 件一起通过`);
  await second.tap(`通过这 ${PEOPLE - 1} 件`);
  await second.tap('条件齐全', { nth: 0 });
  await second.tap('通过');
  expect(await waits('post_village')).toBe(PEOPLE);
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/publicity/home/home');
  await cadre.tap('做榜');
  await cadre.tap('做好，开始公示');
  expect(await cadre.text()).toContain('正在公示');
  const chosen = cadre.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await cadre.tap('拍墙上的榜');
  await cadre.tap('从这台电脑选一张');
  await chosen;
  await cadre.frame.getByText('看照片 1 张').waitFor();
  for (const phone of [second, cadre]) await phone.assertClean();
});

test('a passer-by scans the code on the wall and objects without a name; the clerk answers; the list comes down', async () => {
  const [list] = await all<PublicityRecord>('publicities');
  const visitor = await stage.phone('visitor', { width: 320 });
  await visitor.scanned(`packages/publicity/open/open?scene=${list?.code}`);
  const open = await visitor.text();
  expect(open).toContain('名字只露一个字');
  expect(open).not.toContain('周满仓');
  await visitor.tap('这一行不对', { nth: 0 });
  await visitor.tap('他没出去干活');
  await visitor.type('textarea', '他去年一直在家里种地');
  await visitor.tap('交上去');
  expect(await visitor.text()).toContain('您提过的');
  town.cloud.clock.advance(8 * DAY);
  const clerk = await stage.desk('clerk2');
  await clerk.open(`/packages/publicity/list/list?id=${encodeURIComponent(list?._id ?? '')}`);
  await clerk.tap('查清了，答复');
  await clerk.tap('没有问题');
  await clerk.type('textarea', '查了工资，人在外头干活');
  await clerk.tap('答复', { nth: -1 });
  const cadre = await stage.phone('cadre');
  await cadre.open(`/packages/publicity/list/list?id=${encodeURIComponent(list?._id ?? '')}`);
  await cadre.tap('贴满了，收榜');
  await cadre.tap('收榜');
  expect(await waits('town')).toBe(PEOPLE);
  for (const phone of [visitor, clerk, cadre]) await phone.assertClean();
});

test('the township’s desk passes them with the keyboard alone', async () => {
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/staff/queue/queue');
  expect(await clerk.text()).toMatch(new RegExp(`待审\\s*${PEOPLE}`));
  // R opens the return; Escape leaves it with nothing done.
  await press(clerk, 'r');
  expect(await clerk.text()).toContain('退回补正');
  await press(clerk, 'Escape');
  await press(clerk, 'b');
  await press(clerk, 'Enter');
  expect(await waits('town')).toBe(1);
  await press(clerk, 'Enter');
  expect(await statuses()).toEqual(Array(PEOPLE).fill('approved'));
  expect(await clerk.text()).toContain('都审完了');
  await clerk.assertClean();
  const labourer = await stage.phone('labourer', { width: 320 });
  await labourer.open('/pages/claims/claims');
  expect(await labourer.text()).toContain('等县里拨款');
});

const paid = (failures: readonly string[]) => paidAtDesks(town, stage, '周满仓', failures);

test('the county pays: three cards fail, the labourer reads why, the village mends, the next batch reaches all, 收到了', async () => {
  const owed = (await all<ClaimRecord>('claims')).reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect(await paid(['账户未激活', '户名不符', '账户已销户'])).toBe(owed);
  const labourer = await stage.phone('labourer');
  await labourer.open('/pages/claims/claims');
  expect(await labourer.text()).toContain('钱没打进去');
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/pay/failures/failures');
  for (let left = 3; left > 0; left -= 1) {
    await cadre.tap('弄好了，下一批再打', { nth: 0 });
    await cadre.type('[aria-label="怎么弄好的"]', '陪着去柜台弄好了');
    await cadre.tap('下一批再打', { nth: -1 });
  }
  expect(await cadre.text()).toContain('没有退回来的');
  await paid([]);
  expect(await statuses()).toEqual(Array(PEOPLE).fill('paid'));
  const good = (await all<PaymentRecord>('payments')).filter(({ status }) => status === 'paid');
  expect(good.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(owed);
  await labourer.open('/packages/told/notices/notices');
  await labourer.tap(`2025年路费补贴 1500 元已打到尾号 ${good.find(({ personName }) => personName === '周满仓')?.account.tail}`);
  await labourer.tap('收到了');
  expect(await labourer.text()).toContain('您说收到了');
  const lead = await stage.phone('lead');
  await lead.open('/packages/list/equation/equation?programme=transport&period=2025');
  expect(await lead.text()).toContain('到账');
  const money = await town.as('clerk').call('pay.reconcile', {});
  expect(money).toMatchObject({ equal: true, paidFen: owed, pendingFen: 0 });
  for (const phone of [labourer, cadre, lead]) await phone.assertClean();
});
