// The pictures of one kind of evidence: what each is doing, and which one a tap means.
import { mount } from './support/mount';

const PATH = 'components/photo-slot/photo-slot';
const ITEMS = [
  { key: 'a', path: 'saved/a.jpg', receipt: '', tone: 'wait', icon: 'up', words: '正在传', hint: '', percent: 40 },
  { key: 'r1', path: '', receipt: 'r1', tone: 'good', icon: 'check', words: '传上去了', hint: '73 KB', percent: 0 },
];
const slot = (items = ITEMS, closed = false) =>
  mount(PATH, { row: { kind: 'wage_proof', words: '工资截图', done: 1, items }, closed }, ['add', 'look', 'remove']);

it('shows each picture with its state in words, and a bar only while it is on its way', () => {
  const view = slot();
  expect(view.words()).toContain('工资截图');
  expect(view.words()).toContain('交了 1 张');
  expect(view.words()).toContain('正在传');
  expect(view.words()).toContain('73 KB');
  expect(view.all('[class*=t-progress]').length).toBeGreaterThan(0);
  expect(slot(ITEMS.slice(1)).all('[class*=t-progress]')).toEqual([]);
});

it('asks for the kind it stands for', async () => {
  const view = slot([]);
  expect(view.words()).toContain('拍照，或者从相册选');
  await view.tap('[class*=--add]');
  await view.tap('[class*=--chat]');
  expect(view.events('add')).toEqual([
    { kind: 'wage_proof', from: 'camera' },
    { kind: 'wage_proof', from: 'chat' },
  ]);
});

it('names the picture that is looked at or removed', async () => {
  const view = slot();
  await view.tap('[class*=--thumb]', 1);
  await view.tap('[class*=--bin]', 0);
  expect(view.events('look')).toEqual([{ key: 'r1' }]);
  expect(view.events('remove')).toEqual([{ key: 'a' }]);
});

it('offers nothing to add or remove once closed', () => {
  const view = slot(ITEMS, true);
  expect(view.all('[class*=--bin], [class*=--add]')).toEqual([]);
});
