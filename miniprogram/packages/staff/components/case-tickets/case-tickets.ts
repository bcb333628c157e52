// A case's tickets and casual form as who reviews reads them, with the rail fare of a plane ticket to be looked up and put in.
import type { Output } from '@shared/contract/index';
import { readAmount } from '@shared/domain/fields';
import { moneyWords } from '@shared/domain/money';
import { MODE_WORDS } from '@shared/domain/words/tickets';
import { asCallError } from '../../../../services/call';
import { intend } from '../../../../services/intent';

type Case = Output<'claim.case'>['case'];
interface Row {
  way: string;
  about: string;
  rail: string;
  needsRail: boolean;
}

/** A ticket in two lines, every field there or said to be missing. */
function rowOf(ticket: NonNullable<Case['tickets']>[number], terms: Case['terms']): Row {
  const { date, from, to, fareFen, mode, traveller, direction, serial, read, railFareFen, railNote } = ticket;
  const railed = terms?.kinds.some((one) => one.mode === mode && one.pays === 'rail_fare') ?? false;
  const parts = [
    mode === null ? '乘坐方式不详' : MODE_WORDS[mode],
    direction === null ? '往返不详' : direction === 'out' ? '去程' : '返程',
    `乘车人 ${traveller ?? '不详'}`,
    serial === '' ? '' : `票号末六位 ${serial.slice(-6)}`,
    read ? '由电子客票读出，本人核对' : '手工填写',
  ];
  return {
    way: `${date ?? '日期不详'}　${from ?? '?'}→${to ?? '?'}　${fareFen === null ? '票价不详' : moneyWords(fareFen)}`,
    about: parts.filter((one) => one !== '').join(' · '),
    rail: railFareFen === null ? '' : `按高铁二等座 ${moneyWords(railFareFen)} 以内计（${railNote}）`,
    needsRail: railed,
  };
}

Component({
  properties: {
    /** The case; null while it loads. */
    one: { type: Object, value: {} },
  },
  data: { rows: [] as Row[], none: false, casual: [] as string[], may: false, at: -1, fare: '', note: '', problem: '', busy: false },
  observers: {
    one(one: Case | null) {
      if (!one?.id) return;
      const { casual, tickets, terms } = one;
      this.setData({
        rows: (tickets ?? []).map((ticket) => rowOf(ticket, terms)),
        none: tickets?.length === 0,
        may: one.can.includes('approve'),
        casual: casual
          ? [
              `${casual.work}，${casual.place}`,
              `${casual.months.map((month) => `${Number(month.slice(5))}月`).join('、')}；${casual.pay.unit === 'day' ? '每天' : '每月'} ${moneyWords(casual.pay.fen)}`,
              `知情人：${casual.witness.name}（${casual.witness.relation}）；${casual.on} 填`,
            ]
          : [],
      });
    },
  },
  methods: {
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({ at: (event.currentTarget.dataset as { at: number }).at, fare: '', note: '', problem: '' });
    },
    close() {
      this.setData({ at: -1 });
    },
    fared(event: WechatMiniprogram.Input) {
      this.setData({ fare: event.detail.value, problem: '' });
    },
    noted(event: WechatMiniprogram.Input) {
      this.setData({ note: event.detail.value, problem: '' });
    },
    async save() {
      const { at, fare, note, busy } = this.data;
      const one = this.data.one as Case;
      const fareFen = readAmount(fare);
      if (busy) return;
      if (fareFen === null || fareFen < 1) return this.setData({ problem: '票价写数字，比如 538.5' });
      if (note.trim().length < 2) return this.setData({ problem: '写一句在哪查的、哪一趟' });
      this.setData({ busy: true });
      try {
        await intend('case.rail_fare', { claim: one.id, version: one.version, ticket: at, fareFen, note: note.trim() });
        this.setData({ at: -1 });
        this.triggerEvent('changed');
      } catch (thrown) {
        const { message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
