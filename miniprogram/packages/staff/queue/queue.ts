// 审核: what waits for my level, due soonest first. A phone opens one case a page; from 900 px the list stays left and the case is right,
// ↑↓ moves and Enter approves.
import type { Output } from '@shared/contract/index';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { type QueueItem, queueItem } from '../../../present/case';
import { asCallError, call, type ErrorWords } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';

type Counts = Output<'review.counts'>;

const PAGE = 20;
/** From here on two columns fit; the same number stands in queue.wxss. */
const DESK_WIDTH = 900;
const DONE_WORDS: Record<string, string> = {
  approve: '通过了',
  return: '退回了',
  reject: '不予通过，本人会看到原因',
  withdraw: '替本人撤回了',
  correct: '拿回去改了',
  appeal: '换人再看了',
};

interface Panel {
  approve(): void;
  sendBack(): void;
  engaged(): boolean;
  key(key: string): void;
}
type View = 'waiting' | 'done';

interface Open {
  pager: Pager;
  /** Enter is down: held, it must not approve one case after another. */
  held: boolean;
  down: (event: { key: string }) => void;
  up: (event: { key: string }) => void;
}
const opened = new WeakMap<object, Open>();

Component({
  behaviors: [ownPage],
  data: {
    desk: false,
    view: 'waiting' as View,
    villages: [{ code: '', name: '所有村' }],
    village: 0,
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as QueueItem[],
    /** On a desk: the case at the right. */
    picked: '',
    /** Row the desk's list scrolls to: the one before the picked, so that both are seen. */
    inSight: '',
    /** The row after the picked one: read before it is needed. */
    nextUp: '',
    counts: null as Counts | null,
    bulkSum: '',
    asking: false,
    bulkBusy: false,
    bulkProblem: '',
    progress: '',
  },
  observers: {
    'picked, items'(picked: string, items: QueueItem[]) {
      const next = items[items.findIndex((item) => item.id === picked) + 1]?.id ?? '';
      if (next !== this.data.nextUp) this.setData({ nextUp: next });
    },
  },
  methods: {
    onLoad(query: { view?: string }) {
      this.setData({ desk: wx.getWindowInfo().windowWidth >= DESK_WIDTH, view: query.view === 'done' ? 'done' : 'waiting' });
      const open: Open = {
        pager: this.createPager(),
        held: false,
        down: ({ key }) => this.pressed(key),
        up: ({ key }) => {
          if (key === 'Enter') open.held = false;
        },
      };
      opened.set(this, open);
    },
    createPager() {
      return createPager<QueueItem>(
        async (cursor) => {
          const { view, villages } = this.data;
          const [me, page] = await Promise.all([
            ensureMe(),
            call('claim.queue', { view, cursor, limit: PAGE, village: this.villageCode() }),
          ]);
          if (villages.length === 1 && page.villages.length > 1) this.setData({ villages: [...villages, ...page.villages] });
          return { items: page.items.map((row) => queueItem(row, me.today, view)), next: page.next };
        },
        (patch) => this.setData(patch),
      );
    },
    async onShow() {
      const open = opened.get(this);
      // Only WeChat on a computer has keys; wx.canIUse answers false there although they work.
      if (open && typeof wx.onKeyDown === 'function') {
        wx.onKeyDown(open.down as WechatMiniprogram.OnKeyDownCallback);
        wx.onKeyUp(open.up as WechatMiniprogram.OnKeyUpCallback);
      }
      await this.reload();
    },
    onHide() {
      this.stopKeys();
    },
    onUnload() {
      this.stopKeys();
    },
    stopKeys() {
      const open = opened.get(this);
      if (open && typeof wx.offKeyDown === 'function') {
        wx.offKeyDown(open.down as WechatMiniprogram.OffKeyDownCallback);
        wx.offKeyUp(open.up as WechatMiniprogram.OffKeyUpCallback);
      }
    },
    onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
      const desk = size.windowWidth >= DESK_WIDTH;
      if (desk !== this.data.desk) this.setData({ desk });
      if (desk) this.pickFirst();
    },
    async reload() {
      await Promise.all([opened.get(this)?.pager.first(), this.count()]);
      this.pickFirst();
    },
    villageCode(): string | undefined {
      const { villages, village } = this.data;
      const code = villages[village]?.code ?? '';
      return code === '' ? undefined : code;
    },
    async count() {
      try {
        const me = await ensureMe();
        if (this.data.view !== 'waiting' || !me.roles.some(({ role }) => role !== 'auditor')) return this.setData({ counts: null });
        const counts = await call('review.counts', { village: this.villageCode() });
        this.setData({ counts, bulkSum: moneyWords(counts.bulk.sumFen) });
      } catch {
        // The list below says what is wrong; the count is only a help.
        this.setData({ counts: null });
      }
    },
    askBulk() {
      this.setData({ asking: true, bulkProblem: '', progress: '' });
    },
    closeBulk() {
      if (!this.data.bulkBusy) this.setData({ asking: false });
    },
    async passBulk() {
      const { counts, bulkBusy } = this.data;
      if (bulkBusy || !counts) return;
      this.setData({ bulkBusy: true, bulkProblem: '' });
      try {
        const { task } = await intend('review.bulk', { village: this.villageCode(), ...counts.bulk });
        const done = await runTask(task, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
        const left = `${done.tally.elsewhere ? `，${done.tally.elsewhere} 件别人刚审过` : ''}${done.failed > 0 ? `，${done.failed} 件要单独看` : ''}`;
        this.setData({ asking: false, picked: '' });
        say(`通过了 ${done.tally.passed ?? 0} 件${left}`);
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ bulkProblem: `${message}${next}` });
      } finally {
        this.setData({ bulkBusy: false, progress: '' });
        await this.reload();
      }
    },
    /** A desk never shows an empty right half while there is something to do. */
    pickFirst() {
      const { desk, items, picked } = this.data;
      if (!desk || items.some((item) => item.id === picked)) return;
      this.setData({ picked: items[0]?.id ?? '' });
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return opened.get(this)?.pager.more();
    },
    retryMore() {
      return opened.get(this)?.pager.more();
    },
    switchView(event: WechatMiniprogram.TouchEvent) {
      const { view } = event.currentTarget.dataset as { view: View };
      if (view === this.data.view) return;
      this.setData({ view, state: 'loading', items: [], picked: '' });
      return this.reload();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value), state: 'loading', items: [], picked: '' });
      return this.reload();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.desk) this.setData({ picked: id });
      else go(`/packages/staff/case/case?id=${encodeURIComponent(id)}`);
    },
    pressed(key: string) {
      const open = opened.get(this);
      if (!open || !this.data.desk) return;
      // Held down, Enter must not approve one case after another; a release lost to another window must not block the next for ever.
      if (key === 'Enter' && open.held) return;
      open.held = key === 'Enter';
      const panel = this.panel();
      // With a sheet open the keys belong to it: no note half written may be lost to an arrow.
      if (this.data.asking) this.keyOfBulk(key);
      else if (panel?.engaged()) panel.key(key);
      else if (key === 'ArrowDown') this.move(1);
      else if (key === 'ArrowUp') this.move(-1);
      else if (key === 'Enter') panel?.approve();
      else if (key === 'r' || key === 'R') panel?.sendBack();
      else if ((key === 'b' || key === 'B') && (this.data.counts?.bulk.count ?? 0) > 1) this.askBulk();
    },
    /** 一起通过: Enter passes them, Escape leaves them. */
    keyOfBulk(key: string) {
      if (key === 'Escape') this.closeBulk();
      else if (key === 'Enter') return this.passBulk();
    },
    panel(): Panel | null {
      return this.selectComponent('#panel') as unknown as Panel | null;
    },
    move(by: number) {
      const { items, picked } = this.data;
      const at = items.findIndex((item) => item.id === picked) + by;
      const next = items[Math.min(Math.max(at, 0), items.length - 1)];
      if (next && next.id !== picked) this.setData({ picked: next.id, inSight: `row-${Math.max(0, items.indexOf(next) - 1)}` });
      if (at >= items.length - 3) opened.get(this)?.pager.more();
    },
    /** Decided: the row leaves the list, the next one stands open, and the clerk's hand need not move. */
    async decided(event: WechatMiniprogram.CustomEvent<{ claim: string; verb: string }>) {
      say(DONE_WORDS[event.detail.verb] ?? '办好了');
      const { items } = this.data;
      const at = items.findIndex((item) => item.id === event.detail.claim);
      const next = items[at + 1] ?? items[at - 1];
      this.setData({ picked: next?.id ?? '' });
      await this.reload();
    },
  },
});
