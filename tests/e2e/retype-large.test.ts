// 照着敲 for 37 changes at the desk, by keys alone; a few of them are walked in retype.test.ts.
import { closeBrowser } from '../support/stage';
import { openTyping, type Typing, typeAll } from './parts/typing';

let typing: Typing;
beforeAll(async () => {
  typing = await openTyping(37);
});
afterAll(async () => {
  await typing?.close();
  await closeBrowser();
});

test('thirty-seven people, by keys alone', async () => {
  const { desk } = typing;
  expect(await desk.text()).toContain('这个月要改 37 人，已录 0');
  await typeAll(typing, 12);
  expect(await desk.text()).toContain('这个月要改 37 人，已录 12');
  await typing.shot(desk, 'desk-12');
  await typeAll(typing, 25);
  expect(await desk.text()).toContain('没有要录的');
  await desk.assertClean();
});
