// 工作台: what waits for me, first lines of it, and the way in. Pages of the work itself lie in the staff package.
import { ownPage } from '../../behaviors/own-page';
import { tabPage } from '../../behaviors/tab-page';
import { type QueueItem, queueItem } from '../../present/case';
import { roleWords } from '../../present/role';
import { partsFor, type WorkPart } from '../../present/workbench';
import { call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say } from '../../services/device';
import { ensureMe } from '../../services/session';

/** Enough to see what kind of evening it will be; the rest is in the queue. */
const SHOWN = 5;
/** Who has claims to decide on or to look at. */
const REVIEW_ROLES: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'];
/** Who asks people where they are each month. */
const ASK_ROLES: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
const QUEUE = '/packages/staff/queue/queue';

Component({
  behaviors: [ownPage, tabPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'visitor' | 'failed',
    error: null as ErrorWords | null,
    name: '',
    places: '',
    items: [] as QueueItem[],
    waiting: 0,
    many: false,
    clean: 0,
    parts: [] as WorkPart[],
    reviews: false,
    asks: false,
  },
  methods: {
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    async load() {
      try {
        const me = await ensureMe();
        if (me.roles.length === 0) {
          this.setData({ state: 'visitor' });
          return;
        }
        const roles = me.roles.map(({ role }) => role);
        this.setData({
          parts: partsFor(roles),
          reviews: roles.some((role) => REVIEW_ROLES.includes(role)),
          asks: roles.some((role) => ASK_ROLES.includes(role)),
          name: me.staff?.name ?? '',
          places: me.roles.map((one) => `${one.placeName} · ${roleWords(one.role)}`).join('，'),
        });
        if (!this.data.reviews) {
          this.setData({ state: 'ready' });
          return;
        }
        const { items, next } = await call('claim.queue', { view: 'waiting', limit: 20 });
        this.setData({
          state: 'ready',
          items: items.slice(0, SHOWN).map((row) => queueItem(row, me.today, 'waiting')),
          waiting: items.length,
          many: next !== null,
          clean: items.filter((row) => row.failed === 0 && row.unknown === 0).length,
        });
      } catch (thrown) {
        // Without signal the ways in stay open: a visit needs none.
        if (this.data.state === 'loading' && this.data.parts.length > 0) this.setData({ state: 'ready', reviews: false });
        else if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openEntry(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string };
      go(url);
    },
    openQueue() {
      go(QUEUE);
    },
    openDone() {
      go(`${QUEUE}?view=done`);
    },
    openCase(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/staff/case/case?id=${encodeURIComponent(id)}`);
    },
    toJobs() {
      wx.switchTab({ url: '/pages/jobs/jobs' });
    },
  },
});
