// 您同意吗: what is asked for, what for and what happens without it; on one screen, before the first number. Refusing costs nothing but that.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    asked: null as Output<'consent.state'> | null,
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad() {
      try {
        this.setData({ state: 'ready', asked: await call('consent.state', {}) });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.onLoad();
    },
    async agree() {
      const version = this.data.asked?.version;
      if (this.data.busy || version === undefined) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await intend('consent.agree', { version });
        this.leave();
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    leave() {
      if (getCurrentPages().length > 1) wx.navigateBack();
      else wx.switchTab({ url: '/pages/me/me' });
    },
    refuse() {
      wx.switchTab({ url: '/pages/jobs/jobs' });
    },
  },
});
