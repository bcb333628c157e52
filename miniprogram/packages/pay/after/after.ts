// After the money: who says it did not come, and what was paid wrongly and is asked back, over the years until all is back.
import { beijingDate, dayWords } from '@shared/domain/dates';
import { payerText } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';

interface Doubt {
  id: string;
  name: string;
  line: string;
  said: string;
}
interface Recovery {
  id: string;
  version: number;
  name: string;
  line: string;
  reason: string;
  open: boolean;
  left: string;
  received: string[];
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    doubts: [] as Doubt[],
    recoveries: [] as Recovery[],
    pays: false,
    today: '',
    doubt: null as Doubt | null,
    recovery: null as Recovery | null,
    form: { text: '', amount: '', on: '', note: '' },
    busy: false,
    problem: '',
  },
  methods: {
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    async load() {
      try {
        const [me, doubts, recoveries] = await Promise.all([ensureMe(), call('pay.doubts', {}), call('pay.recoveries', {})]);
        this.setData({
          state: 'ready',
          today: me.today,
          pays: me.roles.some(({ role }) => role === 'payer' || role === 'station_clerk'),
          doubts: doubts.items.map((one) => ({
            id: one.id,
            name: `${one.name}（${one.villageName}）`,
            line: `${payerText(one.amountFen)} 元，${one.bank} 尾号 ${one.tail}，银行说 ${dayWords(one.on, me.today)}打的`,
            said: `${dayWords(beijingDate(one.saidAt), me.today)}说没收到`,
          })),
          recoveries: recoveries.items.map((one) => ({
            id: one.id,
            version: one.version,
            name: `${one.name}（${one.villageName}）`,
            line: `要追回 ${payerText(one.amountFen)} 元，收回 ${payerText(one.receivedFen)} 元`,
            reason: `${dayWords(beijingDate(one.opened.at), me.today)} ${one.opened.name}：${one.reason}`,
            open: one.status === 'open',
            left: payerText(one.amountFen - one.receivedFen),
            received: one.received.map((part) => `${dayWords(part.on, me.today)}收回 ${payerText(part.fen)} 元 ${part.note}`),
          })),
        });
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    askDoubt(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({ doubt: this.data.doubts.find((one) => one.id === id) ?? null, problem: '', 'form.text': '' });
    },
    askRecovery(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const recovery = this.data.recoveries.find((one) => one.id === id) ?? null;
      this.setData({
        recovery,
        problem: '',
        form: { text: '', amount: (recovery?.left ?? '').replace(/,/g, ''), on: this.data.today, note: '' },
      });
    },
    close() {
      this.setData({ doubt: null, recovery: null });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ [`form.${(event.currentTarget.dataset as { field: string }).field}`]: event.detail.value, problem: '' });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.setData({ 'form.on': String(event.detail.value) });
    },
    answer() {
      const { doubt, form } = this.data;
      if (form.text.trim().length < 2) return this.setData({ problem: '写清银行怎么说的、要本人做什么。' });
      return this.change(() => intend('pay.answerDoubt', { payment: doubt?.id ?? '', text: form.text.trim() }), '答复了，本人会看到');
    },
    receive() {
      const { recovery, form } = this.data;
      const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(form.amount.trim());
      if (!parts) return this.setData({ problem: '金额写成数，最多两位小数。' });
      const fen = Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
      const input = { recovery: recovery?.id ?? '', version: recovery?.version ?? 0, fen, on: form.on, note: form.note.trim() };
      return this.change(() => intend('pay.recovered', input), '记好了');
    },
    async change(work: () => Promise<unknown>, done: string) {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        await work();
        this.close();
        say(done);
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
