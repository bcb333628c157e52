// Taps and touches on built-in components: order, bubbling, marks, long presses, hover, keyboard.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { eventually, heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/taps/taps' });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});
beforeEach(() => phone.open('/pages/taps/taps'));

test('a tap bubbles outwards with target, dataset, marks and touches', async () => {
  await phone.tap('里');
  expect(await heard(phone)).toEqual([
    ['tap', 'inner', 'inner', { cell: '2', row: '7' }, { userName: '甲' }, 1, 1],
    ['tap', 'outer', 'inner', { cell: '2', row: '7' }, { kind: 'box' }, 1, 1],
  ]);
});

test('catch stops it, mut-bind lets only one of its kind hear it, capture comes first', async () => {
  await phone.tap('截');
  expect((await heard(phone)).map(([, id]) => id)).toEqual(['catcher']);
  await phone.open('/pages/taps/taps');
  await phone.tap('互斥');
  expect((await heard(phone)).map(([, id]) => id)).toEqual(['mut-inner', 'outer']);
  await phone.open('/pages/taps/taps');
  await phone.tap('捕');
  expect((await heard(phone)).map(([, id]) => id)).toEqual(['capture', 'below']);
});

test('tap says where, counted from the top of the page below the navigation bar', async () => {
  const box = (await phone.frame.locator('wx-button', { hasText: '能点' }).first().boundingBox()) as { x: number; y: number };
  const body = (await phone.frame.locator('.page-frame:not([hidden]) .page-body').boundingBox()) as { y: number };
  await phone.page.mouse.click(box.x + 20, box.y + 10);
  const [[type, id, x, y] = []] = await heard(phone);
  expect([type, id, x]).toEqual(['tap', 'on', Math.round(box.x + 20)]);
  expect(Math.abs(Number(y) - (box.y + 10 - body.y))).toBeLessThanOrEqual(1);
});

test('a long press takes the tap away where somebody listens for it', async () => {
  const target = await phone.frame.locator('wx-view', { hasText: /^长按$/ }).boundingBox();
  if (!target) throw new Error('not there');
  await phone.page.mouse.move(target.x + 20, target.y + 20);
  await phone.page.mouse.down();
  await eventually(async () => (await heard(phone)).map(([type]) => type), ['longpress']);
  await phone.page.mouse.up();
  expect((await heard(phone)).map(([type]) => type)).toEqual(['longpress']);
});

test('a finger that moves is no tap, and its touches are told', async () => {
  const target = await phone.frame.locator('wx-view', { hasText: /^触$/ }).boundingBox();
  if (!target) throw new Error('not there');
  await phone.page.mouse.move(target.x + 20, target.y + 20);
  await phone.page.mouse.down();
  await phone.page.mouse.move(target.x + 60, target.y + 24, { steps: 2 });
  await phone.page.mouse.up();
  expect((await heard(phone)).map(([type, , , , , touches, changed]) => [type, touches, changed])).toEqual([
    ['touchstart', 1, 1],
    ['touchmove', 1, 1],
    ['touchmove', 1, 1],
    ['touchend', 0, 1],
  ]);
});

test('a true finger taps once, not twice', async () => {
  const target = await phone.frame.locator('wx-button', { hasText: '能点' }).first().boundingBox();
  if (!target) throw new Error('not there');
  await phone.page.touchscreen.tap(target.x + 20, target.y + 10);
  await phone.idle();
  expect((await heard(phone)).map(([, id]) => id)).toEqual(['on']);
});

test('hover-class is on while a finger is', async () => {
  const inner = phone.frame.locator('wx-view.box', { hasText: /^里$/ });
  const colour = () => inner.evaluate((el) => getComputedStyle(el).backgroundColor);
  const box = await inner.boundingBox();
  if (!box) throw new Error('not there');
  await phone.page.mouse.move(box.x + 10, box.y + 10);
  await phone.page.mouse.down();
  await eventually(colour, 'rgb(1, 2, 3)');
  await phone.page.mouse.up();
  await eventually(colour, 'rgb(238, 238, 238)');
});

test('a disabled button does nothing; the keyboard presses what has the focus', async () => {
  await phone.frame.locator('wx-button', { hasText: '不能点' }).click({ force: true });
  expect(await heard(phone)).toEqual([]);
  await phone.frame.locator('wx-button', { hasText: '能点' }).first().focus();
  await phone.page.keyboard.press('Enter');
  await phone.frame.getByRole('button', { name: '像按钮' }).focus();
  await phone.page.keyboard.press(' ');
  expect((await heard(phone)).map(([, id]) => id)).toEqual(['on', 'role']);
});
