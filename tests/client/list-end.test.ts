// The last line of a list says which of the four it is, and a tap is as good as a swipe.
import { mount } from './support/mount';

const PATH = 'components/list-end/list-end';

it.each([
  ['idle', '还有', 1],
  ['failed', '没取到', 1],
  ['end', '就这些了', 0],
])('%s', async (more, words, asked) => {
  const line = mount(PATH, { more }, ['retry']);
  expect(line.words()).toContain(words);
  await line.tap('[class*=--line]');
  expect(line.events('retry')).toHaveLength(asked);
});

it('shows that the next page is coming', () => {
  expect(mount(PATH, { more: 'loading' }).words()).toContain('正在取下一页');
});
