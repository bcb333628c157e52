// Forms: labels, groups, switches, sliders, pickers, and what a submit sends.
import { closeBrowser, type Phone, type Stage } from '../../support/stage';
import { heard, openParts } from './parts';

let stage: Stage;
let phone: Phone;
beforeAll(async () => {
  stage = await openParts();
  phone = await stage.phone('one', { open: '/pages/forms/forms' });
});
afterAll(async () => {
  await phone.assertClean();
  await stage.close();
  await closeBrowser();
});
beforeEach(() => phone.open('/pages/forms/forms'));

const last = async () => (await heard(phone)).at(-1);
/** Turns one wheel of the open sheet and waits until it stands. */
const turn = async (column: number, label: string) => {
  const item = phone.frame.locator('#overlay .wx-wheel').nth(column).getByText(label, { exact: true });
  await item.evaluate((el: HTMLElement) => el.click());
  await phone.idle();
};

test('words of a label switch their control once; groups tell what is on', async () => {
  await phone.tap('甲类');
  expect(await last()).toEqual(['change', 'wants', { value: ['a', 'b'] }]);
  await phone.tap('女');
  expect(await last()).toEqual(['change', 'sex', { value: 'f' }]);
  await phone.tap('同意吗');
  expect(await last()).toEqual(['change', 'agree', { value: true }]);
  expect((await heard(phone)).length).toBe(3);
});

test('a tap on the box itself counts once too', async () => {
  await phone.frame.locator('wx-checkbox .wx-choice-box').nth(1).click();
  expect(await heard(phone)).toEqual([['change', 'wants', { value: [] }]]);
});

test('pickers: one of a list, a day, a month, a time, several columns that follow each other', async () => {
  await phone.tap('选类别框');
  expect(await phone.sees('选类别')).toBe(true);
  await turn(0, '其他');
  await phone.tap('确定');
  expect(await last()).toEqual(['change', 'kind', { value: '2' }]);

  await phone.tap('选日子框');
  await turn(1, '2月');
  await turn(2, '28日');
  await phone.tap('确定');
  expect(await last()).toEqual(['change', 'day', { value: '2026-02-28' }]);

  await phone.tap('选月份框');
  await turn(0, '2025年');
  await phone.tap('确定');
  expect(await last()).toEqual(['change', 'month', { value: '2025-03' }]);

  await phone.tap('选时间框');
  await turn(1, '30');
  await phone.tap('取消');
  expect(await last()).toEqual(['cancel', 'time', {}]);

  await phone.tap('选多列框');
  await turn(0, '乙');
  await turn(1, '巳');
  await phone.tap('确定');
  expect(await last()).toEqual(['change', 'multi', { value: [1, 1] }]);

  await phone.tap('不能选框');
  expect(await phone.frame.locator('.wx-picker').count()).toBe(0);
});

test('submit sends every named control and a component that is a form field', async () => {
  await phone.type('[aria-placeholder="姓名"]', '甲某');
  await phone.tap('交上去');
  expect(await last()).toEqual([
    'submit',
    {
      name: '甲某',
      wants: ['b'],
      sex: '',
      agree: false,
      age: 30,
      kind: 1,
      day: '2026-03-02',
      month: '2026-03',
      time: '09:00',
      multi: [0, 0],
      off: null,
      own: '自定义',
    },
  ]);
  await phone.tap('重来');
  expect((await last())?.[0]).toBe('reset');
  await phone.tap('交上去');
  expect((await last())?.[1]).toMatchObject({ name: '', wants: [], agree: false });
});

test('a slider is dragged and moved by keys', async () => {
  const block = phone.frame.getByRole('slider');
  await block.focus();
  await phone.page.keyboard.press('ArrowRight');
  expect(await last()).toEqual(['change', 'age', { value: 31 }]);
  const line = await phone.frame.locator('.wx-slider-line').boundingBox();
  if (!line) throw new Error('not there');
  await phone.page.mouse.click(line.x + line.width - 1, line.y);
  expect(await last()).toEqual(['change', 'age', { value: 60 }]);
});

test('a picker-view starts where it is told and tells where it is turned', async () => {
  const wheel = phone.frame.locator('wx-picker-view .wx-wheel').first();
  expect(await wheel.evaluate((el) => el.scrollTop)).toBe(40);
  await wheel.getByText('三').click({ force: true });
  await phone.idle();
  expect(await last()).toEqual(['change', 'wheel', { value: [2, 0] }]);
});
