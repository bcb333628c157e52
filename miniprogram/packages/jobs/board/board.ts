// 岗位: the board by state with counts. A phone opens one posting a page; from 900 px the list stays left and the posting is right, ↑↓ moves
// and Enter checks.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { dial, go } from '../../../services/device';
import { ensureMe } from '../../../services/session';
import { type BoardRow, boardRow, type Status } from '../present';

type View = Status | 'due';
const VIEWS: readonly { view: View; words: string; none: string }[] = [
  { view: 'waiting', words: '等着核对', none: '没有等着核对的' },
  { view: 'due', words: '该再问的', none: '没有该再问的' },
  { view: 'open', words: '在招', none: '没有在招的' },
  { view: 'draft', words: '没写完', none: '没有写了一半的' },
  { view: 'refused', words: '没通过', none: '没有没通过的' },
  { view: 'full', words: '招满', none: '没有招满的' },
  { view: 'expired', words: '过期', none: '没有过期的' },
  { view: 'stopped', words: '停了', none: '没有撤下的' },
];
/** From here on two columns fit; the same number stands in board.wxss. */
const DESK_WIDTH = 900;

interface Panel {
  key(key: string): void;
  engaged(): boolean;
}
const listeners = new WeakMap<object, (event: { key: string }) => void>();

Component({
  behaviors: [ownPage, pagedList],
  data: {
    desk: false,
    view: 'waiting' as View,
    views: VIEWS.map((one) => ({ ...one, count: '' })),
    none: VIEWS[0]?.none ?? '',
    items: [] as BoardRow[],
    picked: '',
    writes: false,
    /** Before the first list is there. */
    opening: true,
  },
  observers: {
    items(items: BoardRow[]) {
      const [first] = items;
      // After the last one of a list it stays beside it with what may be done next: to whom it fits, to which groups it goes.
      if (this.data.desk && first && !items.some(({ id }) => id === this.data.picked)) this.setData({ picked: first.id });
    },
  },
  methods: {
    onLoad(query: { view?: string }) {
      const asked = VIEWS.find(({ view }) => view === query.view);
      this.setData({
        desk: wx.getWindowInfo().windowWidth >= DESK_WIDTH,
        ...(asked ? { opening: false, view: asked.view, none: asked.none } : {}),
      });
      listeners.set(this, ({ key }) => this.pressed(key));
    },
    async rows(cursor: string | undefined) {
      const { view } = this.data;
      const [me, page] = await Promise.all([
        ensureMe(),
        view === 'due'
          ? call('posting.due', {}).then(({ items }) => ({ items, next: null }))
          : call('posting.list', { status: view, cursor }),
      ]);
      return { items: page.items.map((row) => boardRow(row, me.today)), next: page.next };
    },
    async onShow() {
      const down = listeners.get(this);
      if (down && typeof wx.onKeyDown === 'function') wx.onKeyDown(down as WechatMiniprogram.OnKeyDownCallback);
      await this.reload();
    },
    onHide() {
      this.quiet();
    },
    onUnload() {
      this.quiet();
    },
    quiet() {
      const down = listeners.get(this);
      if (down && typeof wx.offKeyDown === 'function') wx.offKeyDown(down as WechatMiniprogram.OffKeyDownCallback);
    },
    onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
      this.setData({ desk: size.windowWidth >= DESK_WIDTH });
    },
    async reload() {
      await Promise.all([this.again(), this.count()]);
      // Nothing waits: opened where there is something to see. Only at first; afterwards the view is whoever reads it's own.
      if (!this.data.opening) return;
      this.data.opening = false;
      const { view, views, items } = this.data;
      const next =
        view === 'waiting' && items.length === 0
          ? (['due', 'open'] as const).find((one) => views.some((of) => of.view === one && of.count !== ''))
          : undefined;
      if (next) await this.turn(next);
    },
    async count() {
      try {
        const { counts, due, most, writes } = await call('posting.counts', {});
        const words = (count: number): string => (count === 0 ? '' : count >= most ? `${most}+` : String(count));
        const of = (view: View): number => (view === 'due' ? due : (counts.find(({ status }) => status === view)?.count ?? 0));
        this.setData({ writes, views: VIEWS.map((one) => ({ ...one, count: words(of(one.view)) })) });
      } catch {
        // The list says what is wrong; counts are only a help.
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      return this.turn((event.currentTarget.dataset as { view: View }).view);
    },
    turn(view: View): Promise<void> {
      this.setData({ view, none: VIEWS.find((one) => one.view === view)?.none ?? '', picked: '' });
      return this.again();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.desk) this.setData({ picked: id });
      else go(`/packages/jobs/posting/posting?id=${encodeURIComponent(id)}`);
    },
    phone(event: WechatMiniprogram.TouchEvent) {
      dial((event.currentTarget.dataset as { phone: string }).phone);
    },
    pressed(key: string) {
      const { desk, items, picked } = this.data;
      if (!desk) return;
      const panel = this.selectComponent('#panel') as unknown as Panel | null;
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return panel?.key(key);
      if (panel?.engaged()) return;
      const next = items[items.findIndex(({ id }) => id === picked) + (key === 'ArrowDown' ? 1 : -1)];
      if (next) this.setData({ picked: next.id });
    },
    sheets() {
      go('/packages/jobs/sheets/sheets');
    },
    paste() {
      go('/packages/jobs/paste/paste');
    },
    begin() {
      go('/packages/jobs/edit/edit');
    },
  },
});
