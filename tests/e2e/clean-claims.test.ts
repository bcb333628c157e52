// What a clean claim costs: at most three taps and one scroll on a phone, keys alone at the desk, and no page loaded in between.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimRecord } from '@shared/domain/records';
import { handedIn, passedByVillage } from '../support/claiming';
import { type Effort, effortOf } from '../support/effort';
import { closeBrowser, openStage, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

const TICKET = join(__dirname, '..', '..', 'tools', 'generate', 'album', 'ticket.jpg');

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

const claims = async () => (await town.cloud.database.all('claims')) as unknown as ClaimRecord[];

function cheap({ taps, scrolls, loaded }: Effort): void {
  expect(taps).toBeGreaterThan(0);
  expect(taps).toBeLessThanOrEqual(3);
  expect(scrolls).toBeLessThanOrEqual(1);
  expect(loaded).toBe(false);
}

test.each([320, 360])('the person claims by one signature on %i px', async (width) => {
  const who = width === 320 ? 'labourer' : 'province';
  const cadre = town.as('cadre');
  const about = { person: town.personOf(who), programme: 'transport', period: '2025' };
  await cadre.call('list.picture', { ...about, kind: 'ticket', fileID: await cadre.upload(readFileSync(TICKET)) });
  const phone = await stage.phone(who, { width, height: 640 });
  await phone.open('/pages/benefits/benefits');
  const spent = await effortOf(phone);
  await phone.tap('是我，我要领');
  await phone.tap('不方便写字，点这里：我同意');
  await phone.tap('签好了，交上去');
  expect(await phone.text()).toContain('村里在看');
  cheap(await spent());
  expect((await claims()).find(({ person }) => person === about.person)).toMatchObject({ status: 'in_stage' });
  await phone.assertClean();
});

test('the village passes one after another on a phone', async () => {
  const phone = await stage.phone('cadre2', { width: 360, height: 640 });
  await phone.open('/packages/staff/queue/queue');
  const spent = await effortOf(phone);
  for (const left of [1, 0]) {
    await phone.tap('条件齐全', { nth: 0 });
    await phone.tap('通过');
    expect((await claims()).filter(({ waiting }) => waiting === 'village')).toHaveLength(left);
    cheap(await spent());
  }
  await phone.assertClean();
});

test('the township passes four at the desk by a key each, and sends one back by keys, on one page', async () => {
  for (let i = 0; i < 5; i += 1) await passedByVillage(town, await town.newcomer());
  const desk = await stage.desk('clerk');
  await desk.open('/packages/staff/queue/queue');
  const pages = await desk.pages();
  const spent = await effortOf(desk);
  const press = async (key: string): Promise<Effort> => {
    await desk.page.keyboard.press(key);
    await desk.idle();
    return spent();
  };
  const waiting = async () => (await claims()).filter(({ waiting }) => waiting === 'town').length;
  const before = await waiting();
  for (let passed = 1; passed <= 4; passed += 1) {
    expect(await press('Enter')).toEqual({ taps: 0, keys: 1, scrolls: 0, loaded: false });
    expect(await waiting()).toBe(before - passed);
  }
  await press('r');
  await press('Enter');
  // Without a reason nobody would know what to mend.
  expect(await desk.text()).toContain('至少选一条');
  await press('1');
  await press('Enter');
  expect(await waiting()).toBe(before - 5);
  expect((await claims()).filter(({ status }) => status === 'returned')).toHaveLength(1);
  expect(await desk.pages()).toEqual(pages);
  await desk.assertClean();
});

test('Enter held down passes one claim, not the next as well', async () => {
  for (let i = 0; i < 2; i += 1) await handedIn(town, await town.newcomer());
  const desk = await stage.desk('head');
  await desk.open('/packages/staff/queue/queue');
  await desk.page.keyboard.down('Enter');
  await desk.idle();
  await desk.page.keyboard.down('Enter');
  await desk.idle();
  await desk.page.keyboard.up('Enter');
  expect((await claims()).filter(({ waiting }) => waiting === 'village')).toHaveLength(1);
  await desk.assertClean();
});
