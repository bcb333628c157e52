// 这是谁办的: operator, filing number, whom to call, what is never asked for, where to complain, what one agreed to.
import { ownPage } from '../../../behaviors/own-page';
import { CLIENT_VERSION } from '../../../config';
import { type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go } from '../../../services/device';
import { ensureMe, type Me } from '../../../services/session';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    place: null as Me['installation'] | null,
    version: CLIENT_VERSION,
  },
  methods: {
    async onLoad() {
      try {
        this.setData({ state: 'ready', place: (await ensureMe()).installation });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.onLoad();
    },
    complain() {
      go('/packages/people/complain/complain');
    },
    consent() {
      go('/packages/people/consent/consent');
    },
    callThem() {
      dial(this.data.place?.complaintPhone ?? '');
    },
  },
});
