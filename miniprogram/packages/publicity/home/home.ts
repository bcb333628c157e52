// 公示: what waits to be posted at my place, and the lists there are.
import type { Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { type ListHead, listHead } from '../../../present/publicity';
import { asCallError, call, type ErrorWords } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';

type Due = Output<'publicity.list'>['due'][number];
interface DueRow {
  key: string;
  place: string;
  name: string;
  sum: string;
  days: string;
  input: Pick<Due, 'level' | 'place' | 'programme' | 'period'>;
}
type Row = ListHead & { open: number };

const pagers = new WeakMap<object, Pager>();

function dueRow({ level, place, programme, period, placeName, name, count, sumFen, daysWords }: Due): DueRow {
  return {
    key: `${place}:${programme}:${period}`,
    place: placeName,
    name: `${name} · ${periodWords(period)}`,
    sum: `${count} 人，${moneyWords(sumFen)}`,
    days: daysWords,
    input: { level, place, programme, period },
  };
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    due: [] as DueRow[],
    items: [] as Row[],
    posts: false,
    asking: null as DueRow | null,
    busy: false,
    progress: '',
    problem: '',
  },
  methods: {
    onLoad() {
      pagers.set(
        this,
        createPager<Row>(
          async (cursor) => {
            const [me, page] = await Promise.all([ensureMe(), call('publicity.list', { cursor })]);
            if (cursor === undefined) {
              this.setData({ due: page.due.map(dueRow), posts: me.roles.some(({ role }) => role !== 'auditor') });
            }
            return { items: page.items.map((one) => ({ ...listHead(one, me.today), open: one.open })), next: page.next };
          },
          // With something to post the page is not empty, although no list hangs yet.
          (patch) => this.setData(patch.state === 'empty' && this.data.due.length > 0 ? { ...patch, state: 'ready' } : patch),
        ),
      );
    },
    onShow() {
      return this.reload();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },
    reload() {
      return pagers.get(this)?.first();
    },
    onReachBottom() {
      return pagers.get(this)?.more();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/publicity/list/list?id=${encodeURIComponent(id)}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      this.setData({ asking: this.data.due[index] ?? null, problem: '', progress: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ asking: null });
    },
    async post() {
      const { asking, busy } = this.data;
      if (busy || !asking) return;
      this.setData({ busy: true, problem: '' });
      try {
        const { publicity, task } = await intend('publicity.post', asking.input);
        await runTask(task, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
        this.setData({ asking: null });
        go(`/packages/publicity/list/list?id=${encodeURIComponent(publicity)}`);
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
  },
});
