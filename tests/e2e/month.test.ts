// A month on the phone: one's own tap, a household called and answered with two taps, no signal, a killed app, a trouble and its duty.
import type { CheckRecord, DutyRecord } from '@shared/domain/records';
import { effortOf } from '../support/effort';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const MONTH = '2026-03';
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  await town.cloud.trigger('work', 'nightly');
  for (let i = 0; i < 4; i += 1) await town.cloud.trigger('work', 'minute');
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

const checks = async () => (await town.cloud.database.all('checks')) as unknown as CheckRecord[];
const checkOf = async (key: string) => (await checks()).find(({ person }) => person === town.personOf(key)) as CheckRecord;
const answered = async () => (await checks()).filter(({ status }) => status !== 'due').length;
/** Hung up: the telephone's own sheet goes away. */
const hungUp = async (phone: Phone) => {
  if (await phone.sees('取消')) await phone.tap('取消');
};

test('the labourer says with one tap that he is where he was; a trouble finds its telephone and a named person', async () => {
  const labourer = await stage.phone('labourer', { width: 360, open: '/pages/me/me' });
  expect(await labourer.text()).toContain('您现在在：广东省 深圳市 宝安区，对吗？');
  await labourer.tap('对');
  expect(await labourer.text()).toContain('记下了（本人点的）');
  expect(await checkOf('labourer')).toMatchObject({ status: 'same', how: 'self' });
  await labourer.tap('有难处？工资要不来、受伤了、没活了');
  await labourer.tap('工资要不来');
  await labourer.tap('告诉村里');
  expect(await labourer.text()).toContain('干了的月份照样算');
  expect(await labourer.text()).toContain('12333');
  const duties = (await town.cloud.database.all('duties')) as unknown as DutyRecord[];
  expect(duties.map(({ kind, dueOn }) => `${kind} ${dueOn}`)).toEqual(['arrears 2026-03-05']);
  await labourer.assertClean();
});

test('a household is rung and answered in at most three taps; how it is known is the telephone', async () => {
  const cadre = await stage.phone('cadre', { width: 360, open: '/pages/workbench/workbench' });
  expect(await cadre.text()).toContain('工资要不来');
  await cadre.open('/packages/month/call/call');
  const before = await answered();
  const effort = await effortOf(cadre);
  await cadre.tap('打电话', { nth: 0 });
  await hungUp(cadre);
  await cadre.frame
    .getByText(/^(都还在老地方|还在老地方|都还在家|还在家|都没变)$/)
    .first()
    .click();
  await cadre.idle();
  expect((await effort()).taps).toBeLessThanOrEqual(3);
  expect(await answered()).toBeGreaterThan(before);
  await cadre.assertClean();
});

test('without a signal what is answered waits on the phone, also when the app is killed, and goes by itself once', async () => {
  const cadre = await stage.phone('cadre');
  await cadre.open('/packages/month/call/call');
  const before = await answered();
  await cadre.offline(true);
  await cadre.tap('不打，直接记', { nth: 0 });
  await cadre.tap('见面');
  await cadre.frame
    .getByText(/^(都还在老地方|还在老地方|都还在家|还在家|都没变)$/)
    .first()
    .click();
  await cadre.idle();
  expect(await cadre.text()).toContain('存在手机里，有信号自己传');
  expect(await answered()).toBe(before);
  await cadre.kill();
  await cadre.reopen('/packages/month/call/call');
  await cadre.offline(false);
  await cadre.open('/packages/month/call/call');
  await cadre.frame.waitForFunction(() => !document.body.innerText.includes('有信号自己传'));
  const after = await checks();
  expect(after.filter(({ status }) => status !== 'due').length).toBeGreaterThan(before);
  expect(after.filter(({ how }) => how === 'met').every(({ others }) => (others ?? []).length === 0)).toBe(true);
  expect(after.every(({ month }) => month === MONTH)).toBe(true);
});
