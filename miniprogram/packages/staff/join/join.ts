// A new colleague opens the administrator's one-time code, sees masked who is meant and as what, and joins.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { codeIn } from '../../../present/people';
import { roleWords } from '../../../present/role';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';
import { refreshMe } from '../../../services/session';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'done',
    error: null as ErrorWords | null,
    code: '',
    invite: null as Output<'staff.openInvite'> | null,
    role: '',
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { code?: string; scene?: string }) {
      const code = codeIn(decodeURIComponent(options.code ?? options.scene ?? ''));
      try {
        const invite = await call('staff.openInvite', { code });
        this.setData({ state: 'ready', code, invite, role: roleWords(invite.role) });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async join() {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await intend('staff.join', { code: this.data.code });
        await refreshMe();
        this.setData({ state: 'done' });
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    toWork() {
      wx.switchTab({ url: '/pages/workbench/workbench' });
    },
  },
});
