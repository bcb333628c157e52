// 适合我的活: a short list for oneself or the family member one acts for, each with why and what it nets.
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { chosenPerson } from '../../../services/session';
import { type MatchItem, matchItem } from '../present/match';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    name: '',
    /** 他, 她: a family member reads it; '' = whom it is about. */
    whom: '',
    items: [] as MatchItem[],
    others: [] as MatchItem[],
    lacks: '',
    showsOthers: false,
  },
  methods: {
    onLoad(query: { person?: string }) {
      this.setData({ person: decodeURIComponent(query.person ?? '') || (chosenPerson()?.id ?? '') });
      return this.load();
    },
    async load() {
      try {
        const { person, whom, items, others, lacks, today } = await call('match.mine', { person: this.data.person });
        // Who reads it for somebody must not take it for their own.
        if (whom !== 'self') wx.setNavigationBarTitle({ title: `适合${person.name}的活` }).catch(() => undefined);
        this.setData({
          state: 'ready',
          name: person.name,
          whom: whom === 'self' ? '' : whom,
          items: items.map((one) => matchItem(one, today)),
          others: others.map((one) => matchItem(one, today)),
          lacks: lacks.join('、'),
        });
      } catch (thrown) {
        if (this.data.state === 'ready') say(`${wordsOf(thrown).message}，看到的是刚才的`);
        else this.setData({ state: 'failed', error: wordsOf(thrown) });
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
    turnOthers() {
      this.setData({ showsOthers: !this.data.showsOthers });
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      go(`/pages/job/job?id=${encodeURIComponent(event.detail.id)}`);
    },
    allJobs() {
      wx.switchTab({ url: '/pages/jobs/jobs' });
    },
  },
});
