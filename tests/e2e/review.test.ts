// Reviewing: at the desk by keys alone, on a phone clean claims one by one within three taps and one scroll each, and on the person's word.
import { join } from 'node:path';
import type { ClaimRecord } from '@shared/domain/records';
import { handedIn } from '../support/claiming';
import { closeBrowser, openStage, type Phone, type Stage } from '../support/stage';
import { openTown, type Town } from '../support/town';

/** Where pictures of the pages go when somebody wants to look at them. */
const SHOTS = process.env.SHOTS ?? '';

let town: Town;
let stage: Stage;
const claims: string[] = [];

beforeAll(async () => {
  town = await openTown();
  for (let i = 0; i < 9; i += 1) {
    const { id } = await handedIn(town, await town.newcomer());
    claims.push(id);
    // Newcomers share telephone and card with the one they are like; that hint is not what is walked here. Names tell them apart.
    const claim = { ...(await stored(id)), hints: [], personName: `周某${'甲乙丙丁戊己庚辛壬'[i]}` };
    await town.cloud.database.put('claims', claim as { _id: string });
  }
  stage = await openStage({ cloud: town.cloud, cast: town.county.cast });
});

afterAll(async () => {
  await stage?.close();
  await closeBrowser();
  await town?.close();
});

const stored = async (id: string) => (await town.cloud.database.get('claims', id)) as unknown as ClaimRecord;
const inOrder = async () => {
  const all = await Promise.all(claims.map(stored));
  return all.filter(({ waiting }) => waiting === 'village').sort((a, b) => (a.dueKey < b.dueKey ? -1 : 1));
};
const passes = (claim: ClaimRecord) => claim.events.filter(({ verb }) => verb === 'approve').length;
const shot = async (phone: Phone, name: string) =>
  SHOTS === '' ? undefined : phone.screenshot(join(SHOTS, `${name}.png`), { full: true });

test('at the desk: ↑↓ moves, Enter passes once however often it is pressed, R sends back', async () => {
  const desk = await stage.desk('cadre');
  const press = async (key: string) => {
    await desk.page.keyboard.press(key);
    await desk.idle();
  };
  await desk.open('/packages/staff/queue/queue');
  const pages = (await desk.pages()).length;
  const [first, second, third] = await inOrder();
  /** Whose case stands open at the right: the name that is there twice. */
  const open = async () => {
    const words = await desk.text();
    const names = (await Promise.all(claims.map(stored))).map(({ personName }) => personName);
    return names.find((name) => words.split(name).length > 2);
  };
  expect(await open()).toBe(first?.personName);
  await press('ArrowDown');
  await press('ArrowDown');
  expect(await open()).toBe(third?.personName);
  await press('ArrowUp');
  expect(await open()).toBe(second?.personName);

  // Pressed down twice without letting go, as a trembling hand or a key that repeats does: one claim passes, the next stands open.
  await desk.page.keyboard.down('Enter');
  await desk.page.keyboard.down('Enter');
  await desk.page.keyboard.up('Enter');
  await desk.idle();
  expect(passes(await stored(second?._id ?? ''))).toBe(1);
  expect((await inOrder()).map(({ _id }) => _id)).toEqual(expect.arrayContaining([first?._id, third?._id]));
  expect(await inOrder()).toHaveLength(8);
  expect(await open()).toBe(third?.personName);

  // R opens what is missing, a number ticks, Enter sends it.
  await press('r');
  expect(await desk.text()).toContain('退回补正：缺什么');
  // With the sheet open the arrows do not leave the case.
  await press('ArrowDown');
  expect(await open()).toBe(third?.personName);
  await press('1');
  await press('Enter');
  expect(await stored(third?._id ?? '')).toMatchObject({ status: 'returned' });
  expect(passes(await stored(third?._id ?? ''))).toBe(0);
  // No page was loaded in between.
  expect(await desk.pages()).toHaveLength(pages);
  await shot(desk, 'queue-desk');
  await desk.assertClean();
});

test('on a phone: each clean claim within three taps and one scroll', async () => {
  const phone = await stage.phone('head', { width: 375 });
  await phone.open('/packages/staff/queue/queue');
  await shot(phone, 'queue-375');
  const counted = { taps: 0, scrolls: 0 };
  await phone.frame.evaluate(() => {
    const seen = window as unknown as { __scrolled: number };
    seen.__scrolled = 0;
    document.addEventListener('wheel', () => (seen.__scrolled += 1), true);
  });
  const tap = async (words: string) => {
    const target = phone.frame.getByText(words, { exact: true }).locator('visible=true').last();
    const box = await target.boundingBox();
    const view = phone.page.viewportSize();
    // What lies below the screen is scrolled to first, and that counts.
    if (!box || !view || box.y < 0 || box.y + box.height > view.height) counted.scrolls += 1;
    counted.taps += 1;
    await phone.tap(words);
  };
  for (const claim of (await inOrder()).slice(0, 4)) {
    counted.taps = 0;
    counted.scrolls = 0;
    await tap(claim.personName);
    await tap('通过');
    expect(await stored(claim._id)).toMatchObject({ waiting: 'post_village' });
    expect(counted.taps).toBeLessThanOrEqual(3);
    expect(counted.scrolls).toBeLessThanOrEqual(1);
  }
  await phone.assertClean();
});

test('on the person’s word: nothing without how and what they said, then it is done in their name', async () => {
  const [claim] = await inOrder();
  const phone = await stage.phone('head', { width: 375 });
  await phone.open(`/packages/staff/case/case?id=${encodeURIComponent(claim?._id ?? '')}`);
  await shot(phone, 'case-375');
  await phone.tap('本人要撤回、更正');
  await phone.tap('更正');
  await phone.tap('替本人拿回来改');
  expect(await phone.text()).toContain('本人是怎么说的');
  await phone.tap('电话里说的');
  await phone.tap('替本人拿回来改');
  expect(await phone.text()).toContain('写一句本人的原话');
  expect((await stored(claim?._id ?? '')).status).toBe('in_stage');
  await shot(phone, 'on-word-375');
  await phone.type('textarea', '电话里说工资单交错了，先拿回来');
  await phone.tap('替本人拿回来改');
  const after = await stored(claim?._id ?? '');
  expect(after).toMatchObject({ status: 'returned' });
  expect(after.events.at(-1)).toMatchObject({ verb: 'correct', note: expect.stringMatching(/^2026-03-02 .*工资单交错了/) });
  const desk = await stage.desk('cadre2');
  await desk.open('/packages/staff/queue/queue');
  await desk.tap('本人要撤回、更正');
  await shot(desk, 'on-word-desk');
  for (const one of [phone, desk]) await one.assertClean();
});
