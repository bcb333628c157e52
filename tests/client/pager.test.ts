// A list by cursor: what people see at each turn, and that nothing is shown twice or lost.
import { CallError } from '../../miniprogram/services/call';
import { createPager, type Page } from '../../miniprogram/services/pager';
import { type FakePhone, putPhone } from './support/phone';

let phone: FakePhone;
let shown: Record<string, unknown>;
const show = (patch: Record<string, unknown>): void => {
  for (const [path, value] of Object.entries(patch)) {
    const at = /^items\[(\d+)\]$/.exec(path);
    if (at) (shown.items as unknown[])[Number(at[1])] = value;
    else shown[path] = value;
  }
};
beforeEach(() => {
  phone = putPhone();
  shown = {};
});

/** Pages of three letters each. */
const letters = async (cursor: string | undefined): Promise<Page<string>> =>
  cursor === undefined ? { items: ['a', 'b', 'c'], next: '3' } : { items: ['d', 'e'], next: null };
const cut = () => Promise.reject(new CallError('no_signal', '现在没信号', '等会儿再试。'));

it('shows the first page, then adds the rest, then says that this was all', async () => {
  const pager = createPager(letters, show);
  await pager.first();
  expect(shown).toMatchObject({ state: 'ready', items: ['a', 'b', 'c'], more: 'idle' });
  await pager.more();
  expect(shown).toMatchObject({ state: 'ready', items: ['a', 'b', 'c', 'd', 'e'], more: 'end' });
  await pager.more();
  expect(shown.items).toHaveLength(5);
});

it('asks once however often the end is reached while a page is coming', async () => {
  const fetch = jest.fn(letters);
  const pager = createPager(fetch, show);
  await pager.first();
  await Promise.all([pager.more(), pager.more(), pager.more()]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('says when there is nothing', async () => {
  const pager = createPager(async () => ({ items: [], next: null }), show);
  await pager.first();
  expect(shown.state).toBe('empty');
});

it('says in words why the first page did not come, and comes back', async () => {
  let fetch: (cursor: string | undefined) => Promise<Page<string>> = cut;
  const pager = createPager((cursor) => fetch(cursor), show);
  await pager.first();
  expect(shown).toMatchObject({ state: 'failed', error: { message: '现在没信号', next: '等会儿再试。' } });
  fetch = letters;
  await pager.first();
  expect(shown).toMatchObject({ state: 'ready', error: null });
});

it('keeps what is shown when a refresh or a further page fails, and goes on from there', async () => {
  let fetch: (cursor: string | undefined) => Promise<Page<string>> = letters;
  const pager = createPager((cursor) => fetch(cursor), show);
  await pager.first();
  fetch = cut;
  await pager.more();
  expect(shown).toMatchObject({ more: 'failed', items: ['a', 'b', 'c'] });
  await pager.first();
  expect(shown).toMatchObject({ state: 'ready', items: ['a', 'b', 'c'] });
  expect(phone.toasts.join()).toContain('现在没信号');
  fetch = letters;
  await pager.more();
  expect(shown.items).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('drops the answer to a question no longer asked', async () => {
  const waiting: ((page: Page<string>) => void)[] = [];
  const pager = createPager(() => new Promise<Page<string>>((resolve) => waiting.push(resolve)), show);
  const slow = pager.first();
  const quick = pager.first();
  waiting[1]?.({ items: ['new'], next: null });
  waiting[0]?.({ items: ['old'], next: null });
  await Promise.all([slow, quick]);
  expect(shown.items).toEqual(['new']);
});
