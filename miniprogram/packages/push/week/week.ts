// Several postings on one card, opened cold from a group: a village's week, or a few chosen by hand. One call.
import { ownPage } from '../../../behaviors/own-page';
import { type JobRow, jobRow } from '../../../present/job';
import { brokenLink, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { type CardQuery, cardQuery, cardTail, openCard } from '../../../services/card';
import { go, say } from '../../../services/device';
import { firstLookDone } from '../../../services/first-look';

Component({
  behaviors: [ownPage],
  data: {
    push: '',
    village: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    title: '',
    from: '',
    items: [] as JobRow[],
  },
  methods: {
    onLoad(query: CardQuery) {
      const { push, village } = cardQuery(query);
      this.setData({ push, village });
      return this.load();
    },
    async load() {
      const { push, village } = this.data;
      try {
        if (push === '') throw brokenLink();
        const { today, push: head, jobs, job } = await openCard({ push, ...(village === '' ? {} : { village }) });
        const items = jobs.length > 0 ? jobs : job ? [job] : [];
        this.setData(
          {
            state: 'ready',
            title: head?.title ?? '招工',
            from: head?.from ?? '',
            items: items.map((one) => jobRow(one, today)),
          },
          firstLookDone,
        );
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: linkWords(thrown) }, firstLookDone);
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
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      go(`/pages/job/job?id=${encodeURIComponent(event.detail.id)}${cardTail(this.data)}`);
    },
    all() {
      wx.switchTab({ url: '/pages/jobs/jobs' }).catch(() => undefined);
    },
    onShareAppMessage() {
      return { title: this.data.title, path: `/packages/push/week/week?${cardTail(this.data).slice(1)}` };
    },
  },
});
