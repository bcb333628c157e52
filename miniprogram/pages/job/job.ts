// One posting, opened from the list or cold from a shared card; whoever opens it needs no login.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../behaviors/own-page';
import { type JobRow, jobFacts, jobRow } from '../../present/job';
import { call, type ErrorWords, wordsOf } from '../../services/call';
import { dial, say } from '../../services/device';
import { ensureMe } from '../../services/session';

type Detail = Output<'job.detail'>;

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    row: null as JobRow | null,
    facts: [] as { key: string; value: string }[],
    description: '',
    checked: '',
    asker: { words: '', phone: '' } as Detail['contact'],
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      return this.load();
    },
    async load() {
      try {
        const [me, job] = await Promise.all([ensureMe(), call('job.detail', { id: this.data.id })]);
        this.setData({
          state: 'ready',
          row: jobRow(job, me.today),
          facts: jobFacts(job),
          description: job.description,
          checked: `${dayWords(job.checked.on, me.today)}，${job.checked.by} 核对过`,
          asker: job.contact,
        });
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    ask() {
      dial(this.data.asker.phone);
    },
    onShareAppMessage() {
      const { row, id } = this.data;
      return {
        title: row ? `${row.title}，${row.pay}${row.payUnit}，${row.board}` : '招工',
        path: `/pages/job/job?id=${encodeURIComponent(id)}`,
      };
    },
  },
});
