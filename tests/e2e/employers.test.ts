// An employer in the browser: written down by the station, given a code, offering through it; checked, reported, answered; marked and stopped.
import type { EmployerRecord, PostingRecord, SpellRecord } from '@shared/domain/records';
import { employerIdOf } from '@shared/repos/employers';
import type { JobRecord } from '@shared/runtime/jobs';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

let town: Town;
let stage: Stage;
let employer = '';
const SHOTS = process.env.SHOTS ?? '';
const shot = async (phone: Phone, name: string) => {
  if (SHOTS !== '') await phone.screenshot(`${SHOTS}/${name}.png`, { full: true });
};
const offered = async () =>
  ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).filter(
    ({ source, by }) => source === 'workshop' && by.openid !== '',
  );

beforeAll(async () => {
  town = await openTown();
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

test('the station writes a workshop down and gives it a code', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.open('/packages/jobs/employers/employers');
  await desk.tap('登一家新的');
  await desk.type('[aria-label="单位名字"]', '双泉湾绣品厂');
  await desk.tap('帮扶车间');
  await shot(desk, 'desk-add');
  await desk.tap('登下来');
  expect(await desk.sees('双泉湾绣品厂')).toBe(true);
  await desk.tap('给它一个码');
  expect(await desk.sees('七天里用一次')).toBe(true);
  await shot(desk, 'desk-code');
  const records = (await town.cloud.database.all('employers')) as unknown as EmployerRecord[];
  employer = records.find(({ name }) => name === '双泉湾绣品厂')?._id ?? '';
  await desk.assertClean();
});

test('without a link: the page says whom to call and what comes then', async () => {
  const phone = await stage.phone('neighbour');
  await phone.open('/pages/me/me');
  await phone.tap('我家招人');
  expect(await phone.sees('您家要招人？')).toBe(true);
  expect(await phone.sees('微信发给您一个链接')).toBe(true);
  await shot(phone, 'none-375');
  await phone.assertClean();
});

test('the workshop takes it, writes what it needs, and waits to be checked', async () => {
  const { code } = await town.as('labour_clerk').call('offer.make', { employer });
  const phone = await stage.phone('visitor');
  await phone.open(`/packages/jobs/offer/offer?scene=${code}`);
  await shot(phone, 'whose-375');
  await phone.tap('是我们家');
  await phone.tap('发一个活');
  await phone.tap('送去核对');
  expect(await phone.sees('写上招什么人')).toBe(true);
  await phone.type('[aria-label="招什么人"]', '绣花工');
  await phone.type('[aria-label="招几个"]', '8');
  await phone.type('[aria-label="最少多少元"]', '2400');
  await phone.type('[aria-label="工钱怎么发"]', '月底发');
  await phone.tap('乡政府跟前');
  await phone.type('[aria-label="门牌、怎么找"]', '乡政府东边');
  await phone.type('[aria-label="找谁"]', '段师傅');
  await phone.type('[aria-label="电话"]', '19900000011');
  await phone.tap('轻活');
  await shot(phone, 'form-375');
  // Left and opened anew: what was typed is there.
  await phone.open('/packages/jobs/offer/offer');
  await phone.tap('发一个活');
  await phone.tap('送去核对');
  expect(await phone.sees('等着核对')).toBe(true);
  await shot(phone, 'mine-375');
  expect(await offered()).toMatchObject([
    { title: '绣花工', status: 'waiting', pay: { minFen: 240000, maxFen: 240000 }, strength: 'light', spot: { kind: 'town_seat' } },
  ]);
  await phone.assertClean();
});

test('somebody says that it asks for money; the station answers', async () => {
  const [found] = await offered();
  const open: PostingRecord = { ...(found as PostingRecord), status: 'open', checked: { by: '巩站长', on: '2026-03-02', how: 'visited' } };
  await town.cloud.database.put('postings', open);
  const mark = { employer, version: 1, mark: 'arrears' as const, words: '欠两个月', from: '县劳动监察大队', official: true };
  await town.as('labour_clerk').call('employer.mark', mark);
  const phone = await stage.phone('labourer');
  await phone.open(`/pages/job/job?id=${open._id}`);
  expect(await phone.sees('这家拖欠过工钱（县劳动监察大队')).toBe(true);
  expect(await phone.sees('巩站长 上门核对过')).toBe(true);
  await shot(phone, 'job-375');
  await phone.tap('这活不对');
  await phone.tap('跟人要钱（押金、介绍费）');
  await shot(phone, 'report-375');
  await phone.tap('告诉站里');
  await phone.assertClean();
  const desk = await stage.desk('clerk');
  await desk.open('/packages/jobs/reports/reports');
  expect(await desk.sees('先看这个')).toBe(true);
  await shot(desk, 'desk-reports');
  await desk.tap('核实了，回话');
  await desk.tap('没错，不动');
  await desk.type('[aria-label="写一句"]', '问过了，是工装押金，已经不收');
  await desk.tap('回话');
  expect(await desk.sees('没有等着核实的')).toBe(true);
  expect((await offered())[0]?.status).toBe('open');
  await desk.assertClean();
});

test('somebody told that it owes pay: who checks its posting reads so, goes to who said it, writes the employer down and marks it', async () => {
  const person = town.personOf('labourer');
  const spells = (await town.cloud.database.all('spells')) as unknown as SpellRecord[];
  const name = spells.find((one) => one.person === person && one.end === null)?.employer ?? '';
  await town.as('labourer').call('month.trouble', { person, trouble: { kind: 'arrears', words: '' } });
  await town.as('clerk').call('where.figures', {});
  const waits = ((await town.cloud.database.all('postings')) as unknown as PostingRecord[]).find(({ status }) => status === 'open');
  const named = { employer: name, employerId: employerIdOf('140799201000', name) };
  await town.cloud.database.put('postings', { ...waits, ...named, status: 'waiting', checked: null, cells: [] } as never);
  const desk = await stage.desk('labour_clerk');
  await desk.open(`/packages/jobs/posting/posting?id=${waits?._id}`);
  expect(await desk.sees('本乡有 1 人说过这家欠工资')).toBe(true);
  await desk.tap('看看是谁说的');
  expect(await desk.sees('还没有核实')).toBe(true);
  await desk.tap('登下这一家');
  await desk.tap('登下来');
  await desk.tap('看看是谁说的');
  await desk.tap('给这家记一笔');
  await desk.type('[aria-label="怎么回事"]', '打电话问过，欠两个月');
  await desk.tap('.stack .t-button');
  expect(await desk.sees('拖欠工资')).toBe(true);
  const kept = (await town.cloud.database.get('employers', named.employerId)) as unknown as EmployerRecord;
  expect(kept).toMatchObject({ name, status: 'watched', marks: [{ mark: 'arrears', official: false, from: '本人来说，1 人' }] });
  await desk.assertClean();
});

test('stopped, its postings go', async () => {
  const desk = await stage.desk('labour_clerk');
  await desk.open(`/packages/jobs/employer/employer?id=${encodeURIComponent(employer)}`);
  await shot(desk, 'desk-employer');
  await desk.tap('停了这家');
  await desk.type('[aria-label="为什么"]', '工钱还没结');
  await desk.tap('.stack .t-button');
  expect(await desk.sees('停了：工钱还没结')).toBe(true);
  const [job] = ((await town.cloud.database.all('jobs')) as unknown as JobRecord[]).filter(({ kind }) => kind === 'employer.stop');
  await town.as('labour_clerk').call('task.drive', { task: job?._id ?? '' });
  expect((await offered())[0]?.status).toBe('stopped');
  const phone = await stage.phone('visitor');
  await phone.open('/packages/jobs/offer/offer');
  expect(await phone.sees('现在不能发活')).toBe(true);
  await shot(phone, 'stopped-375');
  await desk.assertClean();
});
