// input and textarea: events, returned values, limits, composition, placeholder, focus.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/fields/fields' });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});
beforeEach(() => phone.open('/pages/fields/fields'));

/** glass-easel writes ids apart; fields are found by their placeholder. */
const field = (placeholder: string) => phone.frame.locator(`.page-frame:not([hidden]) [aria-placeholder="${placeholder}"]`);

test('focus, input with cursor, maxlength, confirm, blur and change, in this order and once each', async () => {
  await field('平常').click();
  await phone.page.keyboard.type('abcdefg');
  await phone.page.keyboard.press('Enter');
  const events = await heard(phone);
  expect(events.map(([type]) => type)).toEqual(['focus', 'input', 'input', 'input', 'input', 'input', 'confirm', 'blur', 'change']);
  expect(events[1]).toMatchObject(['input', 'plain', { value: 'a', cursor: 1 }]);
  expect(events[5]).toMatchObject(['input', 'plain', { value: 'abcde', cursor: 5 }]);
  expect(events[6]).toMatchObject(['confirm', 'plain', { value: 'abcde' }]);
  expect(await field('平常').inputValue()).toBe('abcde');
});

test('what the handler returns replaces what was typed', async () => {
  await field('大写').pressSequentially('ab');
  expect(await field('大写').inputValue()).toBe('AB');
  await field('去杠').fill('1-2-3');
  expect(await field('去杠').inputValue()).toBe('123');
  expect(await field('去杠').evaluate((el: HTMLInputElement) => el.selectionStart)).toBe(1);
});

test('setting the same value in data still clears what was typed', async () => {
  await phone.type('[aria-placeholder="平常"]', 'xyz');
  await phone.tap('清空');
  expect(await field('平常').inputValue()).toBe('');
});

test('letters cannot be typed where numbers go', async () => {
  await field('数字').pressSequentially('a1b2.');
  await field('小数').pressSequentially('a1.5');
  await field('身份证').pressSequentially('1a2x');
  expect(await Promise.all(['数字', '小数', '身份证'].map((each) => field(each).inputValue()))).toEqual(['12', '1.5', '12x']);
});

test('a Chinese word being composed is one input', async () => {
  await field('平常').click();
  const keys = await phone.page.context().newCDPSession(phone.page);
  await keys.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await keys.send('Input.imeSetComposition', { text: 'niha', selectionStart: 4, selectionEnd: 4 });
  await keys.send('Input.insertText', { text: '你好' });
  const inputs = (await heard(phone)).filter(([type]) => type === 'input');
  expect(inputs).toMatchObject([['input', 'plain', { value: '你好', cursor: 2 }]]);
});

test('placeholder, its style and class of the page; a set focus; a disabled field', async () => {
  const placeholder = phone.frame.locator('.wx-placeholder', { hasText: '好看' });
  expect(await placeholder.evaluate((el) => [getComputedStyle(el).color, getComputedStyle(el).fontStyle])).toEqual([
    'rgb(200, 0, 0)',
    'italic',
  ]);
  await phone.tap('聚焦');
  expect(await phone.frame.evaluate(() => document.activeElement?.getAttribute('aria-placeholder'))).toBe('好看');
  await phone.page.keyboard.type('好');
  expect(await placeholder.isVisible()).toBe(false);
  expect(await field('不能填').isEditable()).toBe(false);
  expect(await field('密码').getAttribute('type')).toBe('password');
});

test('model: binds both ways, and an auto-height textarea grows', async () => {
  await phone.type('[aria-placeholder="双向"]', '来回');
  expect(await phone.text()).toContain('来回');
  const area = field('多行');
  expect(await area.inputValue()).toBe('来回');
  const low = (await area.boundingBox())?.height ?? 0;
  await phone.tap('换字');
  expect(((await area.boundingBox())?.height ?? 0) - low).toBeGreaterThanOrEqual(38);
  const lines = (await heard(phone))
    .filter(([type]) => type === 'linechange')
    .map(([, , detail]) => (detail as { lineCount: number }).lineCount);
  expect(lines.at(-1)).toBe(3);
});
