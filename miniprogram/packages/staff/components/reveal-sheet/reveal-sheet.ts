// One sensitive field in full: only with a reason, which is kept; shown for a minute and never stored on this device.
import { asCallError, call } from '../../../../services/call';

const REASONS: Record<string, string[]> = {
  idNumber: ['核对凭证上的证件号码', '与国家系统比对'],
  phone: ['打电话核实务工情况', '通知补正材料'],
  account: ['核对银行账户', '发放退回后核对'],
};
const LABEL: Record<string, string> = { idNumber: '证件号码', phone: '联系电话', account: '银行账户' };
/** Long enough to compare or dial, short enough for an unwatched screen. */
const SHOWN_MS = 60_000;

const timers = new WeakMap<object, ReturnType<typeof setTimeout>>();

Component({
  properties: {
    claim: { type: String, value: '' },
    /** '' (closed) | idNumber | phone | account */
    field: { type: String, value: '' },
  },
  data: { heading: '', reasons: [] as string[], reason: '', value: '', busy: false, problem: '' },
  observers: {
    field(field: string) {
      this.forget();
      if (field !== '') this.setData({ heading: `查看完整${LABEL[field] ?? ''}`, reasons: REASONS[field] ?? [], reason: '', problem: '' });
    },
  },
  lifetimes: {
    detached() {
      this.forget();
    },
  },
  methods: {
    forget() {
      const timer = timers.get(this);
      if (timer !== undefined) clearTimeout(timer);
      timers.delete(this);
      if (this.data.value !== '') this.setData({ value: '' });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.setData({ reason: (event.currentTarget.dataset as { reason: string }).reason, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, problem: '' });
    },
    close() {
      this.forget();
      this.triggerEvent('close');
    },
    async reveal() {
      const { claim, field, reason, busy } = this.data;
      if (busy) return;
      if (reason.trim().length < 2) return this.setData({ problem: '先选或写一个查看的理由，会留记录。' });
      this.setData({ busy: true, problem: '' });
      try {
        const { value } = await call('case.reveal', { claim, field: field as 'idNumber' | 'phone' | 'account', reason: reason.trim() });
        this.setData({ value });
        timers.set(
          this,
          setTimeout(() => this.close(), SHOWN_MS),
        );
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}。${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
