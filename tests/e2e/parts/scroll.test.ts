// scroll-view: edges once per crossing, positions, refresher, flex, queries with real rectangles.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { eventually, heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/scroll/scroll' });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});
beforeEach(() => phone.open('/pages/scroll/scroll'));

const list = () => phone.frame.locator('wx-scroll-view.list');
const scroll = async (top: number) => {
  await list().evaluate((el, to) => el.scrollTo({ top: to }), top);
  await phone.idle();
};
const types = async () => (await heard(phone)).map(([type]) => type);

test('scrolltolower once per crossing, again after the list has grown', async () => {
  for (const top of [600, 660, 690, 700]) await scroll(top);
  expect(await types()).toEqual(['scrolltolower']);
  for (const top of [1100, 1190, 1200]) await scroll(top);
  expect(await types()).toEqual(['scrolltolower', 'scrolltolower']);
  await scroll(0);
  expect((await heard(phone)).at(-1)).toEqual(['scrolltoupper', 'list', { direction: 'top' }]);
});

test('scroll-top and scroll-into-view move it', async () => {
  await phone.tap('跳');
  await eventually(() => list().evaluate((el) => el.scrollTop), 200);
  await phone.tap('到十二');
  await eventually(() => list().evaluate((el) => el.scrollTop), 600);
});

test('a query tells rectangle, scroll and attributes', async () => {
  await scroll(120);
  await phone.tap('量');
  expect((await heard(phone)).at(-1)).toMatchObject([
    'fields',
    { left: 0, top: 0, width: 375, height: 300, scrollTop: 120, scrollHeight: 1000, scrollY: true },
  ]);
});

test('enable-flex lays children side by side and scroll-x lets them run over', async () => {
  const tabs = phone.frame.locator('wx-scroll-view.tabs');
  const [first, second] = [await tabs.locator('.tab').nth(0).boundingBox(), await tabs.locator('.tab').nth(1).boundingBox()];
  expect(second?.x).toBe((first?.x ?? 0) + 80);
  expect(await tabs.evaluate((el) => el.scrollWidth)).toBe(1600);
});

test('on a phone the mouse scrolls by dragging, and that is no tap', async () => {
  const box = await list().boundingBox();
  if (!box) throw new Error('not there');
  await phone.page.mouse.move(100, box.y + 250);
  await phone.page.mouse.down();
  await phone.page.mouse.move(100, box.y + 100, { steps: 5 });
  await phone.page.mouse.up();
  const top = await list().evaluate((el) => el.scrollTop);
  expect(top).toBeGreaterThan(100);
  expect(top).toBeLessThanOrEqual(150);
});

test('pulling down refreshes', async () => {
  const box = await list().boundingBox();
  if (!box) throw new Error('not there');
  await phone.page.mouse.move(100, box.y + 30);
  await phone.page.mouse.down();
  await phone.page.mouse.move(100, box.y + 160, { steps: 4 });
  await phone.page.mouse.up();
  await eventually(types, ['refresherrefresh', 'refresherrestore']);
});
