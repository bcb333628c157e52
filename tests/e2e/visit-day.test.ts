// The long days: thirty doors without signal, two cadres in one village, the app killed at every step, signal that comes and goes; a Spring
// Festival household of four settled in one sitting; a lost phone; another WeChat on the phone.
import { join } from 'node:path';
import type { ConflictRecord, StandingRecord, VisitRecord } from '@shared/domain/records';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';
import { deviceOf, householdOf, opened, VILLAGE } from '../support/visiting';

const ALBUM = join(__dirname, '..', '..', 'tools', 'generate', 'album');
const HOME = '/packages/visit/home/home';
const DOORS = 30;
let town: Town;
let stage: Stage;

beforeAll(async () => {
  town = await openTown();
  for (let n = 0; n < DOORS; n += 1) await town.newcomer(['labourer', 'neighbour', 'province'][n % 3]);
  for (const programme of ['transport', 'stabilisation'])
    await town.as('cadre').call('list.village', { programme, period: '2025', limit: 1 });
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});
afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const all = async <T>(name: string) => (await town.cloud.database.all(name)) as unknown as T[];
const doorOf = (household: string) => `/packages/visit/door/door?village=${VILLAGE}&household=${encodeURIComponent(household)}`;

async function died(phone: Phone, open: string, offline: boolean): Promise<void> {
  await phone.kill();
  await phone.reopen();
  await phone.offline(offline);
  await phone.open(open);
}

/** A finger over the field to sign in. */
async function sign(phone: Phone): Promise<void> {
  const box = await phone.frame.locator('[aria-label="在这里签名"]').last().boundingBox();
  if (!box) throw new Error('nothing to sign on');
  await phone.page.mouse.move(box.x + 30, box.y + 40);
  await phone.page.mouse.down();
  await phone.page.mouse.move(box.x + 120, box.y + 70, { steps: 4 });
  await phone.page.mouse.up();
  await phone.idle();
}

/** One door: somebody met, a word, one person unchanged or one thing changed; killed before, between and after. */
async function visit(phone: Phone, household: string, n: number, { kill, health }: { kill: boolean; health: string }): Promise<void> {
  const door = doorOf(household);
  const hurt = () => (kill ? died(phone, door, true) : Promise.resolve());
  await phone.open(door);
  await phone.tap('.chip-pick', { nth: 0 });
  await hurt();
  await phone.type('textarea', `第 ${n} 家，都好`);
  await hurt();
  if (health === '') await phone.tap('没变化', { nth: 0 });
  else {
    await phone.tap('身体怎么样', { nth: 0 }).catch(async () => {
      await phone.tap('.person-head', { nth: 0 });
      await phone.tap('身体怎么样', { nth: 0 });
    });
    await phone.tap(health);
    await phone.tap('记上');
  }
  await hurt();
  await phone.tap('.shut');
  if (kill) await died(phone, door.replace('door/door', 'settle/settle'), true);
  await phone.tap('办完，下一家');
  if (kill) await died(phone, HOME, true);
}

test('thirty doors by two cadres without signal, killed at every step; signal comes and goes; each visit once, every clash in sight', async () => {
  const [one, two] = [await stage.phone('cadre', { width: 375 }), await stage.phone('cadre2', { width: 320 })];
  for (const phone of [one, two]) {
    await phone.open(HOME);
    await phone.tap('取下来');
    await phone.offline(true);
  }
  const houses = (await all<{ _id: string; village: string }>('households'))
    .filter(({ _id }) => _id.startsWith('h-newcomer'))
    .map(({ _id }) => _id);
  expect(houses.length).toBeGreaterThanOrEqual(DOORS);
  // Both go to the first three doors, by mistake, and write different things of the same people.
  for (const [n, household] of houses.slice(0, DOORS).entries()) {
    const both = n < 3;
    if (both || n % 2 === 0) await visit(one, household, n, { kill: n % 5 === 0, health: both ? '长期慢性病' : '' });
    if (both || n % 2 === 1) await visit(two, household, n, { kill: n % 5 === 1, health: both ? '残疾' : '' });
    // Signal flickers: what was on its way may or may not have arrived.
    if (n % 7 === 3) {
      await one.offline(false);
      await one.offline(true);
    }
  }
  for (const phone of [one, two]) {
    await phone.offline(false);
    await phone.open('/packages/visit/queue/queue');
    await phone.frame.getByText('都传上去了').waitFor();
  }
  const visits = await all<VisitRecord>('visits');
  expect(visits).toHaveLength(DOORS + 3);
  expect(visits.every(({ status }) => status === 'taken')).toBe(true);
  expect(new Set(visits.map(({ household, visitor }) => `${household}:${visitor}`)).size).toBe(DOORS + 3);
  const conflicts = await all<ConflictRecord>('conflicts');
  expect(conflicts.filter(({ fields }) => fields.some(({ field }) => field === 'health'))).toHaveLength(3);
  await one.open('/packages/visit/conflicts/conflicts');
  expect(await one.text()).toContain('健康状况');
  for (const phone of [one, two]) await phone.assertClean();
}, 900_000);

/** Answers the rows of one kind that are still to be done, one after the other. */
async function settle(phone: Phone, act: string, answer: () => Promise<void>): Promise<number> {
  let done = 0;
  const left = () => phone.frame.getByText(act, { exact: true }).filter({ visible: true }).count();
  for (; done < 8 && (await left()) > 0; done += 1) {
    await phone.tap(act, { nth: 0 });
    await answer();
  }
  return done;
}

test('a Spring Festival household of four settled in one sitting: words, signatures, cards looked at and photographed, training, when they go', async () => {
  const phone = await stage.phone('cadre');
  const homes = [...(await opened(town.as('cadre'), deviceOf(77))).items.values()].map(({ household }) => household);
  const home = homes.find(({ persons }) => persons.length === 4 && persons.some(({ lines }) => lines.length > 0));
  if (!home) throw new Error('no household of four with something to settle');
  await phone.open(HOME);
  await phone.tap((await phone.sees('更新')) ? '更新' : '取下来');
  await phone.offline(true);
  await phone.open(doorOf(home.id));
  await phone.tap('.chip-pick', { nth: 0 });
  await phone.tap('.chip-pick', { nth: 1 });
  await phone.type('textarea', '一家四口都在，腊月廿四');
  await phone.tap('.shut');
  const signed = await settle(phone, '签个名', async () => {
    await sign(phone);
    await phone.tap('签好了');
  });
  expect(signed).toBe(home.persons.reduce((sum, { lines }) => sum + lines.length, 0));
  const chosen = phone.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await phone.tap('拍下卡', { nth: 0 });
  if (await phone.sees('拒绝')) await phone.tap('同意');
  await phone.tap('从这台电脑选一张');
  await chosen;
  await settle(phone, '看过了，记上', async () => {
    await phone.tap('能用');
    await phone.tap('记上', { nth: -1 });
  });
  await settle(phone, '问想不想学', async () => {
    await phone.tap('想学');
    await phone.tap('电工');
    await phone.tap('记上', { nth: -1 });
  });
  await settle(phone, '问几时走', async () => {
    await phone.tap('出去');
    await phone.tap('记上', { nth: -1 });
  });
  await settle(phone, '发认人码', async () => undefined);
  await phone.tap('找个近处的活');
  await phone.tap('办完，下一家');
  expect(await phone.text()).toContain('今天办了');
  await phone.tap('存成图片');
  expect(await phone.text()).toContain('存到相册了');
  await phone.offline(false);
  await phone.frame.getByText('传上去了').waitFor();
  const standings = (await all<StandingRecord>('standings')).filter(({ person }) => home.persons.some(({ id }) => id === person));
  expect(standings.map(({ status, how }) => `${status} ${how}`)).toEqual(Array.from({ length: signed }, () => 'agreed signed'));
  const visit = (await all<VisitRecord>('visits')).find(({ household }) => household === home.id);
  expect(visit?.photos).toHaveLength(signed + 1);
  expect(visit?.photos.every(({ proof }) => proof !== null)).toBe(true);
  expect(visit?.settled.length).toBeGreaterThanOrEqual(signed);
  await phone.assertClean();
}, 300_000);

test('a helper who asked is agreed to at the door: on paper, photographed without signal, sent afterwards', async () => {
  const person = town.personOf('neighbour');
  const { code } = await town.as('head').call('bond.issue', { person });
  const { bond } = await town.as('o-wife').call('bond.take', { code, as: 'helper', relation: '老伴', name: '张某' });
  const phone = await stage.phone('cadre');
  await phone.open(HOME);
  await phone.tap((await phone.sees('更新')) ? '更新' : '取下来');
  await phone.offline(true);
  await phone.open(doorOf(householdOf(town, 'neighbour')));
  await phone.tap('.chip-pick', { nth: 0 });
  await phone.tap('.shut');
  const chosen = phone.choosePicture(join(ALBUM, 'proof.jpg'), 'proof.jpg');
  await phone.tap('拍下签的字');
  if (await phone.sees('拒绝')) await phone.tap('同意');
  await phone.tap('从这台电脑选一张');
  await chosen;
  await phone.tap('办完，下一家');
  await phone.offline(false);
  await phone.frame.getByText('传上去了').waitFor();
  expect(await town.cloud.database.get('bonds', bond.id)).toMatchObject({ status: 'confirmed', confirmed: { how: 'paper' } });
  await phone.assertClean();
}, 120_000);

test('a phone cut off empties itself at its next contact, and gets nothing any more', async () => {
  const phone = await stage.phone('cadre2');
  await phone.open(HOME);
  await phone.tap((await phone.sees('更新')) ? '更新' : '取下来');
  expect(await phone.text()).toContain('取下来了');
  const { items } = await town.as('head').call('device.list', { view: 'place' });
  for (const { id, version } of items) await town.as('head').call('device.revoke', { device: id, version, why: '丢了' });
  await phone.lookAway();
  await phone.open(HOME);
  expect(await phone.text()).toContain('出门前，先把村里取下来');
  await phone.tap('取下来');
  expect(await phone.text()).toContain('停用了');
  await phone.assertClean();
}, 120_000);
