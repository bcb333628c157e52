// Whom the card did not reach, for whoever calls them next: sums, and households to be told. Nobody's opening is listed, nothing is compared.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { brokenLink, call, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';

type Reach = Output<'push.reach'>;

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    push: '',
    village: '',
    reach: null as Reach | null,
  },
  methods: {
    onLoad(query: { push?: string; village?: string }) {
      this.setData({ push: decodeURIComponent(query.push ?? ''), village: query.village ?? '' });
      return this.load();
    },
    async load() {
      const { push, village } = this.data;
      try {
        if (push === '' || village === '') throw brokenLink();
        this.setData({ state: 'ready', reach: await call('push.reach', { push, village }) });
      } catch (thrown) {
        if (this.data.reach) say(`${wordsOf(thrown).message}，看到的是刚才的`);
        else this.setData({ state: 'failed', error: linkWords(thrown) });
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
    round() {
      go(`/packages/month/call/call?village=${this.data.village}`);
    },
  },
});
