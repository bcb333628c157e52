// wx around pages: going between them, tabs, bars, pulling, leaving with a question, cards, leaving and starting anew.
import { rmSync } from 'node:fs';
import { closeBrowser, openStage, type Phone, type Stage } from '../../support/stage';
import { CAST, eventually, type Runner, runnerOn, writeTable } from './parts';

const folder = writeTable();
let stage: Stage;
let phone: Phone;
let runner: Runner;

beforeAll(async () => {
  stage = await openStage({ cloud: null, cast: CAST, projectDir: folder });
  phone = await stage.phone('one');
  runner = runnerOn(phone);
});
afterAll(async () => {
  await phone?.assertClean();
  await stage?.close();
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

test('the stack: to, instead of, back, all over, and over to a tab', async () => {
  const at = async (code: string) => {
    await runner.run(code);
    await phone.idle();
    return phone.pages();
  };
  expect(await at('await wx.navigateTo({ url: "/pages/far/far?a=1" })')).toEqual(['pages/home/home', 'pages/far/far?a=1']);
  expect(await at('await wx.redirectTo({ url: "../far/far?a=2" })')).toEqual(['pages/home/home', 'pages/far/far?a=2']);
  expect(await at('await wx.navigateTo({ url: "/pages/far/far?a=3" })')).toHaveLength(3);
  expect(await at('await wx.navigateBack({ delta: 2 })')).toEqual(['pages/home/home']);
  expect(await at('await wx.reLaunch({ url: "/pages/far/far?a=4" })')).toEqual(['pages/far/far?a=4']);
  expect(await at('await wx.switchTab({ url: "/pages/mine/mine" })')).toEqual(['pages/mine/mine']);
  expect(await runner.run('return app.told.filter((each) => each !== "hide")')).toEqual([
    'unload far',
    'unload far',
    'unload far',
    'unload home',
    'unload far',
  ]);
});

test('the navigation bar: its words, colours, turning wheel and way home', async () => {
  await phone.open('/pages/far/far');
  const bar = phone.frame.locator('.page-frame:not([hidden]) .navigation');
  await runner.run('await wx.setNavigationBarTitle({ title: "改过的" })');
  expect(await bar.innerText()).toBe('改过的');
  await runner.run('await wx.setNavigationBarColor({ frontColor: "#ffffff", backgroundColor: "#1b6650" })');
  expect(await bar.evaluate((each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor])).toEqual([
    'rgb(255, 255, 255)',
    'rgb(27, 102, 80)',
  ]);
  await runner.run('await wx.showNavigationBarLoading()');
  expect(await bar.evaluate((each) => each.classList.contains('busy'))).toBe(true);
  await runner.run('await wx.hideNavigationBarLoading()');
  expect(await bar.evaluate((each) => each.classList.contains('busy'))).toBe(false);
  expect(await phone.frame.getByLabel('回到首页').count()).toBe(1);
  await runner.run('await wx.hideHomeButton()');
  expect(await phone.frame.getByLabel('回到首页').count()).toBe(0);
});

test('behind the page and under the pull: colours, pulling and letting go', async () => {
  const scroller = phone.frame.locator('.page-frame:not([hidden]) .page-scroller');
  await runner.run('await wx.setBackgroundColor({ backgroundColor: "#123456" }); await wx.setBackgroundTextStyle({ textStyle: "light" })');
  expect(await scroller.evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(18, 52, 86)');
  expect(await phone.frame.locator('.page-frame:not([hidden]) .page-pull').getAttribute('data-dots')).toBe('light');
  await runner.run('await wx.startPullDownRefresh()');
  expect(await runner.run('return page.told')).toEqual(['pulled']);
  expect(await phone.frame.locator('.page-pull.on').count()).toBe(1);
  await runner.run('await wx.stopPullDownRefresh()');
  expect(await phone.frame.locator('.page-pull.on').count()).toBe(0);
});

test('the page is scrolled to a place and to an element', async () => {
  const top = () => phone.frame.evaluate(() => document.querySelector('.page-frame:not([hidden]) .page-scroller')?.scrollTop);
  await runner.run('await wx.pageScrollTo({ scrollTop: 300, duration: 0 })');
  expect(await top()).toBe(300);
  await runner.run('await wx.pageScrollTo({ selector: ".mark", duration: 0, offsetTop: -10 })');
  const mark = await phone.frame.evaluate(() => {
    const [page, mark] = ['.page-scroller', '.mark'].map((each) => document.querySelector(`.page-frame:not([hidden]) ${each}`));
    return (mark?.getBoundingClientRect().top ?? 0) - (page?.getBoundingClientRect().top ?? 0);
  });
  expect(Math.round(mark)).toBe(10);
});

test('a page that wants it is asked before it is left by hand; not when it goes itself', async () => {
  await phone.open('/pages/home/home');
  await runner.run('await wx.navigateTo({ url: "/pages/far/far" })');
  await phone.idle();
  await runner.run('await wx.enableAlertBeforeUnload({ message: "还没存，要走吗" })');
  await phone.frame.getByLabel('返回').click();
  expect(await phone.text()).toContain('还没存，要走吗');
  await phone.tap('取消');
  expect(await phone.pages()).toHaveLength(2);
  await phone.frame.getByLabel('返回').click();
  await phone.tap('确定');
  expect(await phone.pages()).toEqual(['pages/home/home']);
  await runner.run('await wx.navigateTo({ url: "/pages/far/far" }); await wx.enableAlertBeforeUnload({ message: "要走吗" })');
  await phone.idle();
  await runner.run('await wx.disableAlertBeforeUnload()');
  await phone.frame.getByLabel('返回').click();
  await phone.idle();
  expect(await phone.pages()).toEqual(['pages/home/home']);
});

test('marks on the tabs: a number, a dot, and neither', async () => {
  await phone.open('/pages/home/home');
  const bar = phone.frame.locator('.tab-bar');
  await runner.run('await wx.setTabBarBadge({ index: 1, text: "7" })');
  expect(await bar.innerText()).toContain('7');
  await runner.run('await wx.removeTabBarBadge({ index: 1 })');
  expect(await bar.innerText()).not.toContain('7');
  const dots = () => bar.locator('.dot').count();
  const before = await dots();
  await runner.run('await wx.showTabBarRedDot({ index: 0 })');
  expect(await dots()).toBe(before + 1);
  await runner.run('await wx.hideTabBarRedDot({ index: 0 })');
  expect(await dots()).toBe(before);
});

test('a page takes its card back, gives it again, and sends it itself', async () => {
  const offered = async () => {
    await phone.frame.getByLabel('菜单').click();
    const words = await phone.text();
    await phone.tap('取消');
    return words.includes('发送给朋友');
  };
  expect(await offered()).toBe(true);
  await runner.run('await wx.hideShareMenu()');
  expect(await offered()).toBe(false);
  await runner.run('await wx.showShareMenu({}); await wx.updateShareMenu({ withShareTicket: true })');
  expect(await offered()).toBe(true);
  await runner.begin('return wx.shareAppMessage()');
  await phone.tap('村里的微信群');
  expect(await runner.outcome()).toMatchObject({ errMsg: 'shareAppMessage:ok' });
  expect((await phone.chats()).at(-1)).toMatchObject({ title: '卡片', path: '/pages/far/far?from=card', shareTicket: expect.any(String) });
});

test('the app starts anew at a page; and can leave altogether', async () => {
  await phone.frame.evaluate('globalThis.before = true');
  await runner.begin('return wx.restartMiniProgram({ path: "/pages/far/far?again=1" })');
  await eventually(() => phone.frame.evaluate('typeof globalThis.before').catch(() => 'on its way'), 'undefined');
  await phone.idle();
  expect(await phone.pages()).toEqual(['pages/far/far?again=1']);
  const page = await stage.page();
  await page.goto(stage.simulator.url);
  await page.locator('.person', { hasText: '甲' }).click();
  const frame = page.frameLocator('iframe[title="甲"]');
  await frame.getByText('这是 home').waitFor();
  await page.frames().at(-1)?.evaluate('fixture.wx.exitMiniProgram()');
  await page.getByText('小程序已关闭').waitFor();
});
