// 发钱: what waits for a batch, the batches, the money of each source, and whether it all adds up.
import type { Output } from '@shared/contract/index';
import { payerText } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { runTask, taskWords } from '../../../services/task';
import { batchRow, budgetRow, groupRow } from '../present/rows';

type Group = ReturnType<typeof groupRow>;
type Budget = ReturnType<typeof budgetRow>;

/** 12,000.50 → fen; null when it is no sum. */
function fenTyped(text: string): number | null {
  const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s元]/g, ''));
  return parts ? Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0')) : null;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    groups: [] as Group[],
    batches: [] as ReturnType<typeof batchRow>[],
    budgets: [] as Budget[],
    failed: 0,
    doubts: 0,
    pays: false,
    place: '',
    placeName: '',
    today: '',
    /** '' | which sheet is open. */
    open: '' as '' | 'batch' | 'budget' | 'carry',
    group: null as Group | null,
    village: '',
    budget: 0,
    form: { fund: '', year: '', amount: '', reason: '' },
    picked: null as Budget | null,
    problem: '',
    busy: '',
    progress: '',
    check: null as Output<'pay.reconcile'> | null,
    lines: [] as { words: string; ok: boolean; sums: string }[],
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
        const [me, seen] = await Promise.all([ensureMe(), call('pay.overview', {})]);
        this.setData({
          state: 'ready',
          today: me.today,
          groups: seen.waiting.map(groupRow),
          batches: seen.batches.map((batch) => batchRow(batch, me.today)),
          budgets: seen.budgets.map(budgetRow),
          failed: seen.failed,
          doubts: seen.doubts,
          pays: seen.places.length > 0,
          place: seen.places[0]?.code ?? '',
          placeName: seen.places[0]?.name ?? '',
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
    close() {
      if (this.data.busy === '') this.setData({ open: '', problem: '' });
    },
    async checkCards() {
      if (this.data.busy !== '') return;
      this.setData({ busy: 'check', progress: '' });
      try {
        const { task } = await call('pay.check', { place: this.data.place });
        const done = await runTask(task, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
        const { marked } = (done.result ?? { marked: 0 }) as { marked: number };
        say(marked === 0 ? '卡都没问题' : `${marked} 人的卡有问题`);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '', progress: '' });
      }
      await this.load();
    },
    askBatch(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const group = this.data.groups.find((one) => one.key === key) ?? null;
      const named = this.data.budgets.findIndex(({ fund }) => fund === group?.fund);
      this.setData({ open: 'batch', group, village: '', budget: Math.max(0, named), problem: '' });
    },
    pickVillage(event: WechatMiniprogram.TouchEvent) {
      this.setData({ village: (event.currentTarget.dataset as { code: string }).code });
    },
    pickBudget(event: WechatMiniprogram.TouchEvent) {
      this.setData({ budget: (event.currentTarget.dataset as { at: number }).at });
    },
    async makeBatch() {
      const { group, village, budgets, budget, place, busy } = this.data;
      const from = budgets[budget];
      if (busy !== '' || !group) return;
      if (!from) return this.setData({ problem: '还没登记钱从哪来。先点「登记一笔钱」。' });
      this.setData({ busy: 'batch', problem: '' });
      try {
        const { programme, period } = group;
        const { fund, year } = from;
        const made = await intend('pay.batch', { place, programme, period, fund, year, ...(village === '' ? {} : { village }) });
        await runTask(made.task, (now) => {
          this.setData({ progress: taskWords(now) });
          return true;
        });
        this.setData({ open: '' });
        go(`/packages/pay/batch/batch?id=${encodeURIComponent(made.batch.id)}`);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '', progress: '' });
      }
    },
    askBudget(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id?: string };
      const one = this.data.budgets.find((budget) => budget.id === id);
      const fund = one?.fund ?? this.data.groups.find((group) => group.fund !== '')?.fund ?? '衔接推进乡村振兴补助资金';
      const amount = one ? payerText(one.totalFen).replace(/,/g, '') : '';
      this.setData({
        open: 'budget',
        problem: '',
        form: { fund, year: one?.year ?? this.data.today.slice(0, 4), amount, reason: one ? '' : '年初下达' },
      });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: string };
      this.setData({ [`form.${field}`]: event.detail.value, problem: '' });
    },
    async saveBudget() {
      const { fund, year, amount, reason } = this.data.form;
      const amountFen = fenTyped(amount);
      if (amountFen === null) return this.setData({ problem: '金额写成数，最多两位小数，比如 523800.00' });
      if (fund.trim().length < 2 || reason.trim().length < 2) return this.setData({ problem: '钱从哪来、为什么，都写两个字以上。' });
      await this.change('budget', () =>
        intend('pay.budget', { place: this.data.place, fund: fund.trim(), year: year.trim(), amountFen, reason: reason.trim() }),
      );
    },
    askCarry(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.setData({
        open: 'carry',
        picked: this.data.budgets.find((one) => one.id === id) ?? null,
        problem: '',
        'form.reason': '年底结转',
      });
    },
    async carry() {
      const { picked, form } = this.data;
      if (picked)
        await this.change('carry', () => intend('pay.carry', { budget: picked.id, version: picked.version, reason: form.reason.trim() }));
    },
    async change(busy: string, work: () => Promise<unknown>) {
      if (this.data.busy !== '') return;
      this.setData({ busy, problem: '' });
      try {
        await work();
        this.setData({ open: '' });
        say('记好了');
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
      await this.load();
    },
    async reconcile() {
      if (this.data.busy !== '') return;
      this.setData({ busy: 'reconcile' });
      try {
        const check = await call('pay.reconcile', {});
        const lines = check.lines.map(({ words, left, right }) => ({
          words,
          ok: left === right,
          sums: `${payerText(left)} = ${payerText(right)}`,
        }));
        this.setData({ check, lines });
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
    },
    openBatch(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/pay/batch/batch?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    to(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/pay/${(event.currentTarget.dataset as { page: string }).page}`);
    },
  },
});
