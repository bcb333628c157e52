// 「这活不对」 under a posting: what is wrong in one tap, and a few words; whoever checks the board looks into it and answers.
import { REPORT_REASONS, type ReportReason } from '@shared/domain/posting-record';
import { REPORT_WORDS } from '@shared/domain/reports';
import { asCallError } from '../../services/call';
import { say } from '../../services/device';
import { intend } from '../../services/intent';

Component({
  options: { styleIsolation: 'apply-shared' },
  properties: { posting: { type: String, value: '' } },
  data: {
    open: false,
    reasons: REPORT_REASONS.map((reason) => ({ reason, words: REPORT_WORDS[reason].spoken })),
    reason: '' as ReportReason | '',
    words: '',
    busy: false,
    problem: '',
  },
  methods: {
    show() {
      this.setData({ open: true, problem: '' });
    },
    close() {
      if (!this.data.busy) this.setData({ open: false });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ reason: (event.currentTarget.dataset as { reason: ReportReason }).reason, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.words = event.detail.value;
    },
    async send() {
      const { posting, reason, words, busy } = this.data;
      if (busy) return;
      if (reason === '') return this.setData({ problem: '点一样，哪里不对。' });
      this.setData({ busy: true, problem: '' });
      try {
        const { words: told } = await intend('report.write', { posting, reason, words: words.trim() });
        this.setData({ open: false, reason: '', words: '' });
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
