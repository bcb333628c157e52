// The whole way of a job in one run, through the pages of everybody on it: a message of a group pasted by the village, checked at the station,
// sent to three groups, opened by people known and unknown, wanted, taken, written down as work; and the next spring the very sum that the
// short list estimated is claimed with receipts, passed and paid.
import { join } from 'node:path';
import type { ApplicationRecord, ClaimRecord, PaymentRecord, PostingRecord, PushRecord, SpellRecord } from '@shared/domain/records';
import { paidAtDesks } from '../support/desks';
import { photographed, sharedTo } from '../support/hands';
import { nightThrough } from '../support/month';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const HOME = '140799201201';
const DAY = 86_400_000;
const SHOTS = process.env.SHOTS ?? '';
const MESSAGE =
  '【云岭昆山劳务协作】昆山槐香里电子厂招点胶工1名，男女不限，18-65岁，工资4800元/月，每月15号发，管吃管住，每天8小时，交五险，签一年合同。3月20日县车站有大巴。地址：江苏省昆山市开发区三号路。4月10日截止，电话19900000002林主管';

let town: Town;
let stage: Stage;

beforeAll(async () => {
  // A year of which the rules are out, so that what is estimated is what will be claimed.
  town = await openTown({ startAt: '2025-03-10T01:00:00.000Z' });
  // He is at home and looks for work: what the generated county has of his is somebody else's.
  for (const spell of await all<SpellRecord>('spells'))
    if (spell.person === town.personOf('labourer'))
      await town.cloud.database.put('spells', { ...spell, person: 'nobody', sortKey: `nobody:${spell._id}` } as { _id: string });
  // What the county offers, a year earlier.
  for (const one of await all<PostingRecord>('postings'))
    await town.cloud.database.put('postings', JSON.parse(JSON.stringify(one).replaceAll('2026-', '2025-')));
  await nightThrough(town);
  const groups = [{ id: `village-${HOME}`, name: '石桥村务工群' }];
  // Somebody nobody knows is in the village's group as well.
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast.map((one) => (one.key === 'visitor' ? { ...one, groups } : one)) });
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
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(join(SHOTS, `${name}.png`), { full: true });
};

const posting = async () => (await all<PostingRecord>('postings')).find(({ source }) => source === 'pasted') as PostingRecord;
const wish = async () => (await all<ApplicationRecord>('applications')).find(({ person }) => person === town.personOf('labourer'));
/** The way in that stands in the workbench under this name. */
const entered = async (phone: Phone, words: string) => {
  await phone.open('/pages/workbench/workbench');
  await phone.tap(words);
};

test('the message of a group is pasted by the village: what was read is confirmed, what nobody said is asked for; it waits', async () => {
  const cadre = await stage.phone('cadre', { width: 375 });
  await cadre.tap('工作台');
  await cadre.tap('岗位');
  await cadre.tap('粘贴群里的');
  await cadre.type('[aria-label="招工信息"]', MESSAGE);
  await cadre.tap('读一读');
  await shot(cadre, '02-read');
  for (const words of ['没说，打电话问问：劳动强度', '经手的是云岭昆山劳务']) expect(await cadre.sees(words)).toBe(true);
  await cadre.tap('劳动强度轻活');
  await cadre.tap('这条对了');
  await cadre.tap('交 1 条去核对');
  expect(await cadre.sees('1 条交上去了')).toBe(true);
  expect(await posting()).toMatchObject({
    ...{ status: 'waiting', title: '点胶工', employer: '昆山槐香里电子厂', headcount: 1, until: '2025-04-10', area: 'outside_province' },
    ...{ place: { province: '江苏省', city: '苏州市', county: '昆山市' }, pay: { minFen: 480_000, unit: 'month' }, strength: 'light' },
    backing: { kind: 'exchange', bus: true },
  });
  const visitor = await stage.phone('visitor', { width: 360 });
  await visitor.open('/pages/jobs/jobs');
  await visitor.type('[placeholder="想找啥活，比如：缝纫"], .input', '点胶工');
  await visitor.tap('找');
  expect(await visitor.sees('昆山槐香里电子厂')).toBe(false);
  for (const phone of [cadre, visitor]) await phone.assertClean();
});

test('a named person at the station checks it by telephone, with two keys at the desk', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.tap('工作台');
  await desk.tap('岗位');
  expect(await desk.sees('昆山槐香里电子厂')).toBe(true);
  await shot(desk, '05-board');
  await desk.tap('.item .grow', { nth: 0 });
  for (const key of ['Enter', 'Enter']) {
    await desk.page.keyboard.press(key);
    await desk.idle();
  }
  expect(await posting()).toMatchObject({ status: 'open', checked: { how: 'phone' } });
  await desk.assertClean();
});

test('composed once for three villages from where it was checked, and sent by whoever stands in each group', async () => {
  const desk = await stage.desk('labour_clerk');
  await shot(desk, '06-checked');
  await desk.tap('发到村里的群');
  await desk.tap('全选');
  await shot(desk, '07-compose');
  await desk.tap('存好，去发');
  await sharedTo(desk, '东坪村');
  await shot(desk, '08-share');
  for (const [who, village] of [
    ['cadre', '石桥村'],
    ['cadre_other', '柳沟村'],
  ] as const) {
    const phone = await stage.phone(who, { width: 375 });
    await entered(phone, '发到村里的群');
    await shot(phone, `09-push-${who}`);
    await phone.tap('.listed .name', { nth: 0 });
    await sharedTo(phone, village);
    expect(await phone.sees('没发，撤掉')).toBe(true);
    await phone.assertClean();
  }
  expect(await all('push_shares')).toHaveLength(3);
  expect(await all<PushRecord>('pushes')).toMatchObject([{ about: [(await posting())._id] }]);
  await desk.assertClean();
});

test('opened from the card: cold by somebody nobody knows, and by whom the register knows', async () => {
  const visitor = await stage.phone('visitor');
  await visitor.kill();
  await visitor.tapCard('点胶工');
  await shot(visitor, '10-cold');
  for (const words of ['昆山槐香里电子厂', '管吃管住', '我想去']) expect(await visitor.sees(words)).toBe(true);
  const neighbour = await stage.phone('neighbour', { width: 375 });
  await neighbour.tapCard('点胶工');
  expect(await neighbour.sees('昆山槐香里电子厂')).toBe(true);
  expect(await all('chat_groups')).toMatchObject([{ village: HOME, status: 'active' }]);
  for (const phone of [visitor, neighbour]) await phone.assertClean();
});

/** What the short list says the work would bring, in fen, by programme as he calls it. */
const promised: Record<string, number> = {};
const promisedFen = () => Object.values(promised).reduce((sum, one) => sum + one, 0);

test('his short list says why it fits him and what it nets; from the card he says in one tap that he wants it', async () => {
  const man = await stage.phone('labourer', { width: 320, height: 640 });
  await man.open('/pages/jobs/jobs');
  await shot(man, '11-jobs');
  await man.tap('看全部');
  await shot(man, '12-mine');
  // From his posting to the next one's distance.
  const card = ((await man.text()).split('昆山槐香里电子厂')[1] ?? '').split('以乡里审核为准')[0] ?? '';
  for (const [, name = '', yuan] of card.matchAll(/能多得(\S+?) (\d+) 元/g)) promised[name] = 100 * Number(yuan);
  expect(promised).toEqual({ 路费补贴: 150_000, 干满半年的补助: 120_000 });
  expect(card).toContain(`合起来多得 ${promisedFen() / 100} 元`);
  await man.tapCard('点胶工');
  await man.tap('我想去');
  await shot(man, '13-wanted');
  expect(await man.sees('说了想去，等回话')).toBe(true);
  expect(await wish()).toMatchObject({ status: 'wants', posting: (await posting())._id });
  await man.assertClean();
});

test('the village sees whom it reached; whoever it did not is marked on the round of calls', async () => {
  const cadre = await stage.phone('cadre');
  await entered(cadre, '发到村里的群');
  await cadre.tap('.listed .name', { nth: 0 });
  await cadre.tap('谁家还没看到', { nth: 0 });
  await shot(cadre, '14-reach');
  const reach = await cadre.text();
  expect(reach).toMatch(/1\s*人说想去/);
  expect(reach).not.toContain('周满仓家');
  const missed = /还有 (\d+) 户没看到/.exec(reach)?.[1];
  expect(Number(missed)).toBeGreaterThan(0);
  await cadre.tap('去打电话');
  await cadre.tap('全村');
  await shot(cadre, '15-round');
  expect((await cadre.text()).split('这周的招工没看到，说一声')).toHaveLength(Number(missed) + 1);
  await cadre.assertClean();
});

test('followed to its end: asked, he agrees, the bus goes, he is taken, it is written down as work; a month later he is still there', async () => {
  const cadre = await stage.phone('cadre');
  await entered(cadre, '谁想去哪个活');
  await cadre.tap('周满仓');
  await shot(cadre, '16-wish');
  expect(await cadre.text()).toContain(`补贴 ${promisedFen() / 100} 元，以乡里审核为准`);
  await cadre.tap('问过招工的了');
  await cadre.type('[aria-label="说了什么"]', '还要一个，3月20日坐车走');
  await cadre.tap('记上');
  const man = await stage.phone('labourer');
  await man.open('/pages/me/me');
  await man.tap('想去的活');
  await shot(man, '17-asked');
  await man.tap('说好了，要去');
  town.cloud.clock.set('2025-03-21T01:00:00.000Z');
  await entered(cadre, '谁想去哪个活');
  await cadre.tap('周满仓');
  await cadre.tap('录用上岗了');
  await cadre.tap('记上');
  expect(await posting()).toMatchObject({ status: 'full', taken: 1 });
  await cadre.tap('记成务工');
  await shot(cadre, '18-work');
  if (await cadre.sees('所属行业')) await cadre.tap('制造业');
  await cadre.tap('.write-work');
  expect(await cadre.sees('已经记成务工了')).toBe(true);
  town.cloud.clock.set('2025-04-22T01:00:00.000Z');
  await entered(cadre, '谁想去哪个活');
  await cadre.tap('周满仓');
  await cadre.tap('干满一个月了');
  await cadre.tap('记上');
  await shot(cadre, '19-stayed');
  expect(await wish()).toMatchObject({ status: 'stayed' });
  const spells = (await all<SpellRecord>('spells')).filter(({ person }) => person === town.personOf('labourer'));
  expect(spells).toMatchObject([{ start: '2025-03-21', end: null, employer: '昆山槐香里电子厂', monthlyFen: 480_000 }]);
  await man.open('/pages/me/me');
  await man.tap('想去的活');
  await shot(man, '20-stayed');
  for (const words of ['干满一个月了', '该领的补贴，到「补贴」里看', '不干了']) expect(await man.sees(words)).toBe(true);
  for (const phone of [cadre, man]) await phone.assertClean();
});

const claims = async () => (await all<ClaimRecord>('claims')).filter(({ person }) => person === town.personOf('labourer'));

test('the next spring he claims with a ticket and a wage slip: handed in for the very sum that was estimated', async () => {
  town.cloud.clock.set('2026-03-02T01:00:00.000Z');
  await nightThrough(town);
  const man = await stage.phone('labourer');
  await man.kill();
  await man.reopen();
  await man.tap('补贴');
  await shot(man, '21-benefits');
  expect(await man.text()).toMatch(new RegExp(`能领\\s*${promisedFen() / 100}\\s*元`));
  for (const [name, picture] of [
    ['路费补贴', 'ticket.jpg'],
    ['干满半年的补助', 'wage.png'],
  ] as const) {
    await man.open('/pages/benefits/benefits');
    await man.tap(name);
    await shot(man, `22-${picture}`);
    await man.tap('我要领');
    await photographed(man, picture);
    await man.tap('我看过了，说的都是真的');
    await shot(man, `23-${picture}`);
    await man.tap('交上去');
    expect(await man.sees('村里在看')).toBe(true);
  }
  const handed = (await claims()).map(({ status, waiting, amountFen }) => ({ status, waiting, amountFen }));
  expect(handed.sort((a, b) => a.amountFen - b.amountFen)).toEqual(
    Object.values(promised)
      .sort((a, b) => a - b)
      .map((amountFen) => ({ status: 'in_stage', waiting: 'village', amountFen })),
  );
  await man.assertClean();
});

test('passed by the village, posted, passed by the township, paid: what the short list promised is what he has', async () => {
  const fen = promised.路费补贴 ?? 0;
  const second = await stage.phone('cadre2', { width: 360 });
  await second.open('/packages/staff/queue/queue');
  await second.tap(`${fen / 100} 元`);
  await second.tap('通过');
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/publicity/home/home');
  await cadre.tap('做榜');
  await cadre.tap('做好，开始公示');
  await photographed(cadre, 'proof.jpg', 0, '拍墙上的榜');
  await cadre.frame.getByText('看照片 1 张').waitFor();
  town.cloud.clock.advance(8 * DAY);
  await cadre.open(`/${(await cadre.pages()).at(-1)}`);
  await cadre.tap('贴满了，收榜');
  await cadre.tap('收榜');
  const clerk = await stage.desk('clerk');
  await clerk.open('/packages/staff/queue/queue');
  await clerk.page.keyboard.press('Enter');
  await clerk.idle();
  expect((await claims()).filter(({ status }) => status === 'approved')).toMatchObject([{ programme: 'transport', amountFen: fen }]);
  await clerk.open('/packages/pay/home/home');
  await clerk.tap('登记一笔钱', { nth: 0 });
  await clerk.type('[aria-label="一共多少元"]', '500000.00');
  await clerk.tap('记下来');
  expect(await paidAtDesks(town, stage, '周满仓')).toBe(fen);
  expect(await all<PaymentRecord>('payments')).toMatchObject([{ status: 'paid', amountFen: fen }]);
  const man = await stage.phone('labourer');
  await man.open('/packages/told/notices/notices');
  await shot(man, '24-paid');
  expect(await man.sees(`路费补贴 ${fen / 100} 元已打到尾号`)).toBe(true);
  for (const phone of [second, cadre, clerk, man]) await phone.assertClean();
});
