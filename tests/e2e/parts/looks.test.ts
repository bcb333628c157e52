// How things look: text, images by mode, buttons, swiper, progress, rich text, canvas, animations, links.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { eventually, heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/looks/looks' });
  // One picture of the page is missing on purpose.
  phone.expectError(/nowhere\.png/);
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});
beforeEach(() => phone.open('/pages/looks/looks'));

test('images tell their true size, take their mode, and say when they fail', async () => {
  const events = await heard(phone);
  expect(events).toContainEqual(['load', 'fill', { width: 200, height: 100 }]);
  expect(events).toContainEqual(['load', 'wide', { width: 200, height: 100 }]);
  expect(events.filter(([type]) => type === 'error').map(([, id]) => id)).toEqual(['none']);
  const wide = phone.frame.locator('wx-image[mode=widthFix]');
  expect(await wide.boundingBox()).toMatchObject({ width: 200, height: 100 });
});

test('text keeps line breaks', async () => {
  const lines = await phone.frame
    .locator('wx-text')
    .first()
    .evaluate((el) => [...el.getClientRects()].filter(({ width }) => width > 0).length);
  expect(lines).toBe(2);
});

test('buttons look like WeChat', async () => {
  const look = (name: string) =>
    phone.frame
      .locator('wx-button', { hasText: name })
      .evaluate((el) => [getComputedStyle(el).backgroundColor, getComputedStyle(el).fontSize]);
  expect(await look('主要')).toEqual(['rgb(7, 193, 96)', '18px']);
  expect(await look('小')).toEqual(['rgb(248, 248, 248)', '13px']);
  expect((await look('空心'))[0]).toBe('rgba(0, 0, 0, 0)');
});

test('a swiper goes where data tells it, and where a finger pushes it', async () => {
  const events = async () => (await heard(phone)).filter(([, id]) => id === 'swiper');
  await phone.tap('翻页');
  expect(await events()).toEqual([
    ['change', 'swiper', { current: 2, source: '', currentItemId: '蓝' }],
    ['animationfinish', 'swiper', { current: 2, source: '', currentItemId: '蓝' }],
  ]);
  const box = await phone.frame.locator('wx-swiper').boundingBox();
  if (!box) throw new Error('not there');
  await phone.page.mouse.move(box.x + 60, box.y + 40);
  await phone.page.mouse.down();
  await phone.page.mouse.move(box.x + 260, box.y + 42, { steps: 5 });
  await phone.page.mouse.up();
  await phone.idle();
  expect((await events()).at(-1)).toEqual(['animationfinish', 'swiper', { current: 1, source: 'touch', currentItemId: '黄' }]);
});

test('rich text draws HTML and nodes, and runs nothing', async () => {
  const rich = phone.frame.locator('wx-rich-text');
  expect(
    await rich
      .nth(0)
      .locator('p')
      .evaluate((el) => [el.textContent, getComputedStyle(el).color]),
  ).toEqual(['段落粗', 'rgb(9, 9, 9)']);
  expect(await rich.nth(0).locator('script, [onerror]').count()).toBe(0);
  expect(
    await rich
      .nth(1)
      .locator('p')
      .evaluate((el) => [el.textContent, getComputedStyle(el).color]),
  ).toEqual(['节点', 'rgb(7, 7, 7)']);
});

test('a canvas is drawn on and kept as a file', async () => {
  await phone.tap('画');
  await eventually(async () => (await heard(phone)).at(-1), ['drawn', 100, 80, 'png']);
});

test('animations of wx.createAnimation move the element', async () => {
  await phone.tap('移');
  const moving = phone.frame.locator('wx-view', { hasText: /^动$/ });
  await eventually(
    () => moving.evaluate((el) => [getComputedStyle(el).transform, getComputedStyle(el).opacity]),
    ['matrix(1, 0, 0, 1, 40, 0)', '0.5'],
  );
});

test('a navigator goes to its page, by finger and by keyboard', async () => {
  await phone.tap('去别处');
  expect(await phone.pages()).toEqual(['pages/looks/looks', 'pages/other/other?from=link']);
  await phone.back();
  await phone.frame.getByRole('link').focus();
  await phone.page.keyboard.press('Enter');
  await eventually(async () => (await phone.pages()).length, 2);
});
