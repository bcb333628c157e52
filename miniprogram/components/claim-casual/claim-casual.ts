// 打零工的说明: what work, where, which months, what pay, who can say so; instead of the paper form of casual workers.
import { readAmount } from '@shared/domain/fields';
import { yuanText } from '@shared/domain/money';
import type { Claim } from '../../present/tickets';
import { asCallError } from '../../services/call';
import { intend } from '../../services/intent';
import { dropStore, readStore, writeStore } from '../../services/store';

interface Form {
  work: string;
  place: string;
  months: string[];
  pay: string;
  unit: 'day' | 'month';
  name: string;
  relation: string;
}

const EMPTY: Form = { work: '', place: '', months: [], pay: '', unit: 'day', name: '', relation: '' };
const keyOf = (claim: Claim): string => `casual:${claim.id}`;

/** What to do first; '' when all is there. */
function problemOf(form: Form): string {
  if (form.work.trim() === '') return '写上干的什么活';
  if (form.place.trim().length < 2) return '写上在哪干的，哪个县';
  if (form.months.length === 0) return '点一下干了哪几个月';
  if ((readAmount(form.pay) ?? 0) < 100) return '工钱写数字，比如 260';
  if (form.name.trim().length < 2 || form.relation.trim() === '') return '写上谁知道这件事、是什么人';
  return '';
}

Component({
  properties: {
    claim: { type: Object, value: {} },
    /** Filled in by a cadre, who speaks of the person as of somebody else. */
    officer: { type: Boolean, value: false },
  },
  data: { form: EMPTY, months: [] as { month: string; words: string; on: boolean }[], saved: false, line: '', problem: '', busy: false },
  observers: {
    claim(claim: Claim) {
      if (claim?.id) this.show(claim);
    },
  },
  methods: {
    show(claim: Claim) {
      const { casual } = claim;
      const kept = readStore<Form>(keyOf(claim));
      const given: Form | null = casual && {
        work: casual.work,
        place: casual.place,
        months: casual.months,
        pay: yuanText(casual.pay.fen),
        unit: casual.pay.unit,
        name: casual.witness.name,
        relation: casual.witness.relation,
      };
      this.put(kept ?? given ?? this.data.form, claim);
      this.setData({
        saved: casual !== null && kept === null,
        line: casual
          ? `${casual.work}，${casual.place}，${casual.months.length} 个月；${casual.witness.name}（${casual.witness.relation}）知道`
          : '',
      });
    },
    put(form: Form, claim: Claim) {
      const year = claim.period.slice(0, 4);
      const months = Array.from({ length: 12 }, (_, at) => {
        const month = `${year}-${String(at + 1).padStart(2, '0')}`;
        return { month, words: `${at + 1}月`, on: form.months.includes(month) };
      });
      this.setData({ form, months });
    },
    keep(patch: Partial<Form>) {
      const form = { ...this.data.form, ...patch };
      this.put(form, this.data.claim as Claim);
      this.setData({ problem: '' });
      writeStore(keyOf(this.data.claim as Claim), form);
    },
    typed(event: WechatMiniprogram.Input) {
      this.keep({ [(event.currentTarget.dataset as { field: keyof Form }).field]: event.detail.value });
    },
    toggle(event: WechatMiniprogram.TouchEvent) {
      const { month } = event.currentTarget.dataset as { month: string };
      const { months } = this.data.form;
      this.keep({ months: months.includes(month) ? months.filter((one) => one !== month) : [...months, month] });
    },
    unit(event: WechatMiniprogram.TouchEvent) {
      this.keep({ unit: (event.currentTarget.dataset as { unit: Form['unit'] }).unit });
    },
    reopen() {
      this.setData({ saved: false });
    },
    async save() {
      const { form, busy } = this.data;
      const claim = this.data.claim as Claim;
      if (busy) return;
      const problem = problemOf(form);
      if (problem !== '') return this.setData({ problem });
      this.setData({ busy: true, problem: '' });
      try {
        const answer = await intend('claim.casual', {
          claim: claim.id,
          version: claim.version,
          form: {
            work: form.work.trim(),
            place: form.place.trim(),
            months: form.months,
            pay: { fen: readAmount(form.pay) ?? 0, unit: form.unit },
            witness: { name: form.name.trim(), relation: form.relation.trim() },
          },
        });
        dropStore(keyOf(claim));
        this.triggerEvent('changed', answer);
      } catch (thrown) {
        const { code, message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
        if (code === 'changed_meanwhile') this.triggerEvent('stale');
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
