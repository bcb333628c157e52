// 照着敲 at the desk by keys alone: each value copied by its key, Enter goes on, nothing else is loaded; kept when the window is closed. A few
// changes here.
import { closeBrowser } from '../support/stage';
import { openTyping, type Typing, typeAll } from './parts/typing';

let typing: Typing;
beforeAll(async () => {
  typing = await openTyping(5);
});
afterAll(async () => {
  await typing?.close();
  await closeBrowser();
});

test('five people, by keys alone', async () => {
  const { desk } = typing;
  expect(await desk.text()).toContain('这个月要改 5 人，已录 0');
  await typing.shot(desk, 'desk');
  await typeAll(typing, 2);
  expect(await desk.text()).toContain('这个月要改 5 人，已录 2');
  // The window is closed and opened again: what was typed is typed, the same person stands open.
  const before = await typing.open();
  await desk.kill();
  await desk.reopen('/packages/exchange/retype/retype');
  await desk.idle();
  expect(await typing.open()).toBe(before);
  await typeAll(typing, 3);
  expect(await desk.text()).toContain('没有要录的');
  await desk.assertClean();
});

test('on a phone: the list, one person, back to the list', async () => {
  const phone = await typing.stage.phone('clerk2', { width: 375, height: 720 });
  await phone.open('/packages/exchange/retype/retype');
  await phone.tap('录完的 5');
  await typing.shot(phone, 'phone-list');
  await phone.tap(typing.names[0] as string);
  expect(await phone.text()).toContain('没录，放回去');
  await typing.shot(phone, 'phone-one');
  await phone.tap('回到名单');
  expect(await phone.text()).toContain('这个月要改 5 人，已录 5');
  await phone.assertClean();
});
