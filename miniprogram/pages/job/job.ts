// One posting, opened from the list or cold from a card in a group; whoever opens it needs no login, and it is on the screen after one call.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../behaviors/own-page';
import { wantJob } from '../../behaviors/want-job';
import { checkedWords, type JobRow, jobFacts, jobRow, warningWords } from '../../present/job';
import { brokenLink, CallError, call, type ErrorWords, linkWords, wordsOf } from '../../services/call';
import { type CardQuery, cardQuery, cardTail, openCard } from '../../services/card';
import { say, showPicture } from '../../services/device';
import { firstLookDone } from '../../services/first-look';

type Detail = Output<'job.detail'>;

Component({
  behaviors: [ownPage, wantJob],
  data: {
    id: '',
    /** The card it was opened from, and the village whose group that was sent to; '' = from the list. */
    push: '',
    village: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    row: null as JobRow | null,
    full: false,
    facts: [] as { key: string; value: string }[],
    description: '',
    checked: '',
    /** Still to be had: neither full nor over. */
    open: false,
    warnings: [] as string[],
    photos: [] as string[],
    asker: { words: '', phone: '' } as Detail['contact'],
  },
  methods: {
    onLoad(query: CardQuery) {
      this.setData(cardQuery(query));
      return this.load();
    },
    /** The posting, and with it word that the card arrived. */
    async fetch(): Promise<Detail> {
      const { id, push, village } = this.data;
      if (push === '' && id === '') throw brokenLink();
      if (push === '') return call('job.detail', { id });
      const { job } = await openCard({ push, ...(id === '' ? {} : { posting: id }), ...(village === '' ? {} : { village }) });
      if (!job) throw new CallError('not_found', '这个活已经撤了。', '返回看看别的活。');
      return job;
    },
    async load() {
      try {
        const job = await this.fetch();
        this.setData(
          {
            id: job.id,
            state: 'ready',
            row: jobRow(job, job.today),
            full: job.status !== 'open',
            facts: jobFacts(job),
            description: job.description,
            checked: checkedWords(job.checked, job.today),
            warnings: job.warnings.map((one) => warningWords(one, job.today)),
            open: job.status === 'open' && job.until >= job.today,
            asker: job.contact,
          },
          () => {
            firstLookDone();
            // Only once the posting is on the screen.
            void this.wishLoad();
            if (job.photos > 0) void this.look(job.id);
          },
        );
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: linkWords(thrown) }, firstLookDone);
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    /** Photographs come after the words; without signal there are none. */
    look(id: string) {
      return call('job.photos', { id })
        .then(({ photos }) => this.setData({ photos }))
        .catch(() => undefined);
    },
    enlarge(event: WechatMiniprogram.TouchEvent) {
      const { url } = event.currentTarget.dataset as { url: string };
      showPicture(url, this.data.photos);
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    others() {
      wx.switchTab({ url: '/pages/jobs/jobs' }).catch(() => undefined);
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    onShareAppMessage() {
      const { row, id } = this.data;
      return {
        title: row ? `${row.title}，${row.pay}${row.payUnit}，${row.board}` : '招工',
        path: `/pages/job/job?id=${encodeURIComponent(id)}${cardTail(this.data)}`,
      };
    },
  },
});
