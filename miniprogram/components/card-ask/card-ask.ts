// Under a posting: a question to whoever put it into the group, and 「招满了吧」 in two taps.
import { asCallError } from '../../services/call';
import { say } from '../../services/device';
import { intend } from '../../services/intent';

Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    posting: { type: String, value: '' },
    /** Of the card it was opened from; '' = found otherwise. */
    push: { type: String, value: '' },
    /** Said to be full already. */
    full: { type: Boolean, value: false },
  },
  data: { open: '' as '' | 'question' | 'filled', words: '', busy: false, problem: '' },
  methods: {
    ask(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: 'question' | 'filled' };
      this.setData({ open: kind, problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ open: '' });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ words: event.detail.value });
    },
    async send() {
      const { open, posting, push, words, busy } = this.data;
      if (busy || open === '') return;
      const from = push === '' ? {} : { push };
      this.setData({ busy: true, problem: '' });
      try {
        const { words: told } = await intend(
          'push.ask',
          open === 'filled' ? { kind: 'filled', posting, ...from } : { kind: 'question', posting, ...from, words },
        );
        this.setData({ open: '', words: '' });
        say(told);
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
