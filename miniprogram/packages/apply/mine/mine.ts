// 想去的活: what one wanted, where each has got to, and the way out: 说好要去, 不去了 with why. Each opens its posting.
import { END_WORDS } from '@shared/domain/applications';
import type { SaidEnd } from '@shared/domain/records';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { chosenPerson, ensureMe } from '../../../services/session';
import { mineItem, type WishItem } from '../present/wishes';

const WHYS: readonly SaidEnd[] = ['pay', 'too_far', 'too_hard', 'family', 'ill', 'other_job', 'not_as_said', 'not_taken', 'left', 'other'];

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    error: null as ErrorWords | null,
    items: [] as WishItem[],
    known: true,
    whys: WHYS.map((why) => ({ why, words: END_WORDS[why] })),
    dropping: null as WishItem | null,
    busy: '',
    problem: '',
  },
  methods: {
    onShow() {
      return this.load();
    },
    async load() {
      try {
        const me = await ensureMe();
        const person = chosenPerson();
        this.setData({ known: person !== null });
        if (person === null) return this.setData({ state: 'empty' });
        const { items } = await call('application.mine', { person: person.id });
        this.setData({ state: items.length === 0 ? 'empty' : 'ready', items: items.map((one) => mineItem(one, me.today)) });
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
    toJobs() {
      wx.switchTab({ url: '/pages/jobs/jobs' });
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/pages/job/job?id=${encodeURIComponent((event.currentTarget.dataset as { posting: string }).posting)}`);
    },
    itemOf(event: WechatMiniprogram.TouchEvent): WishItem | null {
      return this.data.items.find(({ id }) => id === (event.currentTarget.dataset as { id: string }).id) ?? null;
    },
    drop(event: WechatMiniprogram.TouchEvent) {
      this.setData({ dropping: this.itemOf(event), problem: '' });
    },
    close() {
      this.setData({ dropping: null });
    },
    agree(event: WechatMiniprogram.TouchEvent) {
      const item = this.itemOf(event);
      if (!item) return undefined;
      return this.send(item.id, () => intend('application.agree', { application: item.id, version: item.version }), '记上了，说好要去');
    },
    why(event: WechatMiniprogram.TouchEvent) {
      const item = this.data.dropping;
      const { why } = event.currentTarget.dataset as { why: SaidEnd };
      if (!item) return undefined;
      return this.send(item.id, () => intend('application.drop', { application: item.id, version: item.version, why }), '记下了');
    },
    async send(id: string, work: () => Promise<unknown>, words: string) {
      if (this.data.busy !== '') return;
      this.setData({ busy: id, problem: '' });
      try {
        await work();
        this.setData({ dropping: null });
        say(words);
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
        if (this.data.dropping === null) say(message);
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
