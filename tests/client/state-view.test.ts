// What stands in the place of content: each state has words and a way on.
import { mount } from './support/mount';
import { type FakePhone, putPhone } from './support/phone';

const PATH = 'components/state-view/state-view';
let phone: FakePhone;
beforeEach(() => {
  phone = putPhone();
});

it('shows grey cards while loading, as many as asked', () => {
  expect(mount(PATH, { state: 'loading', cards: 2 }).all('[class*=ghost]')).toHaveLength(2);
});

it('says why it failed, what to do, and whom to call', async () => {
  const view = mount(
    PATH,
    { state: 'failed', error: { message: '现在没信号', next: '等会儿再试。' }, contact: { words: '周书记', phone: '19900000001' } },
    ['retry'],
  );
  expect(view.words()).toBe('现在没信号 等会儿再试。 再试一次 找人：周书记'.replace(/ /g, ''));
  view.instance().retry?.();
  expect(view.events('retry')).toHaveLength(1);
  view.instance().callThem?.();
  await Promise.resolve();
  expect(phone.dialled).toEqual(['19900000001']);
});

it('names nobody to call where there is nobody', () => {
  expect(mount(PATH, { state: 'failed', error: { message: '坏了', next: '' }, contact: null }).words()).not.toContain('找人');
});

it('is never a dead end when there is nothing', () => {
  const view = mount(PATH, { state: 'empty', words: '还没有交过', hint: '先看看能领多少。', action: '看我能领多少' }, ['act']);
  expect(view.words()).toContain('还没有交过');
  expect(view.words()).toContain('看我能领多少');
  view.instance().act?.();
  expect(view.events('act')).toHaveLength(1);
});
