// A month with awkward hands: two cadres at one household at once, buttons tapped twice, a slow line, the app killed while it sends.
import type { CheckRecord, DutyRecord, SpellRecord } from '@shared/domain/records';
import { checksOf, nightThrough, saySame } from '../support/month';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const VILLAGE = '140799201201';
const MONTH = '2026-03';
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  await nightThrough(town);
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
}, 180_000);
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const openList = async (who: string): Promise<Phone> => {
  const phone = await stage.phone(who, { width: 360, open: '/packages/month/call/call' });
  await phone.open('/packages/month/call/call');
  await phone.tap('全村');
  return phone;
};
/** Opens one person's household on both phones. */
const find = async (phone: Phone, name: string) => {
  await phone.type('[aria-label="按名字找"]', name);
  await phone.tap('不打，直接记', { nth: 0 });
};
/** Somebody at work who is the only one asked in their household. */
async function alone(most = 1): Promise<CheckRecord> {
  const checks = (await checksOf(town, VILLAGE, MONTH)).filter(({ status }) => status === 'due');
  const open = (await all<SpellRecord>('spells')).filter(({ end }) => end === null).map(({ person }) => person);
  const found = checks.find(
    ({ household, person }) => open.includes(person) && checks.filter((one) => one.household === household).length <= most,
  );
  if (!found) throw new Error('nobody is alone');
  return found;
}

test('two cadres say different things of one household at the same moment: one stands, both are kept, somebody asks again', async () => {
  const one = await alone();
  const [a, b] = [await openList('cadre'), await openList('cadre2')];
  await find(a, one.name);
  await find(b, one.name);
  await b.tap('回来了');
  await b.tap('不去了');
  await b.tap('照顾家人');
  await Promise.all([saySame(a), b.tap('记上')]);
  await a.idle();
  await b.idle();
  const check = (await checksOf(town, VILLAGE, MONTH)).find(({ _id }) => _id === one._id) as CheckRecord;
  expect(['same', 'back']).toContain(check.status);
  expect(check.others).toHaveLength(1);
  expect([check.status, check.others?.[0]?.outcome].sort()).toEqual(['back', 'same']);
  expect((await all<DutyRecord>('duties')).filter(({ kind }) => kind === 'conflict')).toHaveLength(1);
  // Whoever came second reads what the other said.
  const words = `${await a.text()}${await b.text()}`;
  expect(words).toContain('两边都记下了，要再问一遍');
  for (const phone of [a, b]) await phone.assertClean();
}, 120_000);

test('tapped twice on a slow line, and killed while it sends: once, and nothing is lost', async () => {
  const phone = await openList('cadre');
  const one = await alone();
  await find(phone, one.name);
  await phone.slow(1500);
  const button = phone.frame.getByText(/^(还在老地方|都还在老地方)$/).first();
  await button.dblclick({ delay: 10 });
  await phone.kill();
  await phone.reopen('/packages/month/call/call');
  await phone.slow(0);
  await phone.open('/packages/month/call/call');
  await phone.frame.waitForFunction(() => !document.body.innerText.includes('有信号自己传'));
  const check = (await checksOf(town, VILLAGE, MONTH)).find(({ _id }) => _id === one._id) as CheckRecord;
  expect(check).toMatchObject({ status: 'same', how: 'met' });
  expect(check.others ?? []).toEqual([]);
  const confirmed = (await all<SpellRecord>('spells')).filter(({ person, end }) => person === one.person && end === null);
  expect(confirmed).toHaveLength(1);
}, 120_000);

test('half a question and a dead battery: what was tapped stands there again', async () => {
  const phone = await openList('cadre');
  const one = await alone(9);
  await find(phone, one.name);
  await phone.tap('换地方了');
  await phone.type('[aria-label="在哪家干"]', '昆山某厂');
  await phone.kill();
  await phone.reopen('/packages/month/call/call');
  expect(await phone.text()).toContain(`${one.headName}家，现在怎么样`);
  expect(await phone.frame.getByLabel('在哪家干').inputValue()).toBe('昆山某厂');
  await phone.tap('记上');
  expect(await phone.text()).toContain('选一下到了哪里');
  await phone.tap('关上');
  expect((await checksOf(town, VILLAGE, MONTH)).find(({ _id }) => _id === one._id)?.status).toBe('due');
}, 120_000);

test('at a desk the round goes by keys alone: down and up the list, one key answers, the next household stands there; Enter rings', async () => {
  const desk = await stage.desk('cadre2', { open: '/packages/month/call/call' });
  const press = async (key: string) => {
    await desk.page.keyboard.press(key);
    await desk.idle();
  };
  const heading = () => desk.frame.locator('.pane .h1').first().innerText();
  const done = async () =>
    ((await town.cloud.database.all('checks')) as unknown as CheckRecord[]).filter(({ status }) => status !== 'due').length;
  const first = await heading();
  await press('ArrowDown');
  const second = await heading();
  expect(second).not.toBe(first);
  await press('ArrowUp');
  expect(await heading()).toBe(first);
  const before = await done();
  await press('1');
  if ((await heading()) === first) {
    for (const _member of await desk.frame.locator('.pane .member').all()) await press('1');
    await press('Enter');
  }
  expect(await heading()).not.toBe(first);
  expect(await done()).toBeGreaterThan(before);
  await press('Enter');
  expect(await desk.sees('取消')).toBe(true);
  await desk.assertClean();
}, 90_000);
