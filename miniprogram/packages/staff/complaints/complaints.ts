// 投诉建议, for who answers: open ones by their due day, answered ones with who answered.
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { type ComplaintRow, complaintRow } from '../../../present/people';
import { asCallError, call } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

Component({
  behaviors: [ownPage, pagedList],
  data: {
    status: 'open' as 'open' | 'answered',
    items: [] as ComplaintRow[],
    answering: null as ComplaintRow | null,
    text: '',
    problem: '',
    busy: false,
  },
  methods: {
    async rows(cursor: string | undefined) {
      const me = await ensureMe();
      const { items, next } = await call('complaint.queue', { status: this.data.status, cursor });
      return { items: items.map((one) => complaintRow(one, me.today)), next };
    },
    onLoad() {
      return this.again();
    },
    pickStatus(event: WechatMiniprogram.TouchEvent) {
      this.setData({ status: (event.currentTarget.dataset as { status: 'open' | 'answered' }).status, items: [], state: 'loading' });
      return this.again();
    },
    answer(event: WechatMiniprogram.TouchEvent) {
      const answering = this.data.items[(event.currentTarget.dataset as { index: number }).index] ?? null;
      this.setData({ answering, text: '', problem: '' });
    },
    close() {
      this.setData({ answering: null });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, problem: '' });
    },
    async send() {
      const { answering, text, busy } = this.data;
      if (busy || !answering) return;
      if (text.trim().length < 2) return this.setData({ problem: '写上怎么答复的。' });
      this.setData({ busy: true, problem: '' });
      try {
        await intend('complaint.answer', { complaint: answering.id, version: answering.version, text: text.trim() });
        this.setData({ answering: null });
        say('回了，写的人会收到');
        await this.again();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: fields.text ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
