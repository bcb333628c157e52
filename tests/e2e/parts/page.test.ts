// What a page is given by the phone: letter size, a locked page, its title; and what needs the person's consent.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { eventually, heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/other/other?from=test', fontScale: 1.25 });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});

const last = async () => (await heard(phone)).at(-1);
const detail = async () => ((await last()) ?? [])[2] as Record<string, unknown> | undefined;

test('page-meta takes the letter size of the phone, locks the page and names it', async () => {
  const page = phone.frame.locator('.page-frame:not([hidden]) wx-page');
  expect(await page.evaluate((el) => getComputedStyle(el).fontSize)).toBe('20px');
  await phone.scrollTo(100);
  const scroller = phone.frame.locator('.page-frame:not([hidden]) .page-scroller');
  expect(await scroller.evaluate((el) => [el.scrollTop, getComputedStyle(el).overflowY])).toEqual([100, 'auto']);
  await phone.tap('锁住');
  expect(await scroller.evaluate((el) => getComputedStyle(el).overflowY)).toBe('hidden');
  expect(await phone.frame.locator('.page-frame:not([hidden]) .navigation-title').innerText()).toBe('改过的标题');
  await phone.open('/pages/other/other?from=test');
});

test('without consent nothing private is handed out; with it only a code', async () => {
  await phone.tap('手机号');
  await phone.tap('拒绝');
  expect(await last()).toEqual(['getphonenumber', 'number', { errMsg: 'getPhoneNumber:fail privacy permission is not authorized' }]);
  await phone.tap('手机号');
  await phone.tap('同意');
  await phone.tap('允许');
  await eventually(async () => (await detail())?.errMsg, 'getPhoneNumber:ok');
  expect(JSON.stringify(await last())).not.toMatch(/199\d{8}/);
  // Agreed once is agreed for good: the avatar goes straight to choosing.
  await phone.tap('头像');
  await phone.tap('从手机相册选择');
  await phone.frame.getByRole('button', { name: 'photo.jpg' }).click();
  await eventually(async () => (await last())?.[0], 'chooseavatar');
  expect((await detail())?.avatarUrl).toMatch(/^wxfile:\/\/tmp_/);
});

test('a button shares the card the page offers', async () => {
  await phone.tap('分享');
  expect(await phone.sees('发送给：卡片标题')).toBe(true);
  await phone.tap('取消');
  expect(await last()).toEqual(['share', 'button']);
});
