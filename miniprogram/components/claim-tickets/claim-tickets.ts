// The tickets of a claim: one small form per ticket picture, filled in from the e-invoice where it can be read, saved when the person says so.
import { termsWords, ticketSumWords } from '@shared/domain/words/tickets';
import {
  type Claim,
  DIRECTIONS,
  entriesOf,
  freshTicket,
  inputOf,
  lineOf,
  MODES,
  problemOf,
  type TicketText,
  textOf,
} from '../../present/tickets';
import { asCallError, call } from '../../services/call';
import { intend } from '../../services/intent';
import { newRequestId } from '../../services/random';
import { dropStore, readStore, writeStore } from '../../services/store';

const keyOf = (claim: Claim): string => `tickets:${claim.id}`;
/** Files the cloud was asked to read, so that each is read once while the page is open. */
const asked = new WeakMap<object, Set<string>>();

Component({
  properties: {
    claim: { type: Object, value: {} },
    today: { type: String, value: '' },
  },
  data: {
    rows: [] as TicketText[],
    rules: [] as string[],
    sum: '',
    none: false,
    noneWords: '',
    problem: '',
    busy: false,
    modes: MODES,
    directions: DIRECTIONS,
  },
  observers: {
    claim(claim: Claim) {
      if (claim?.id && claim.terms) this.show(claim);
    },
  },
  methods: {
    claimNow(): Claim {
      return this.data.claim as Claim;
    },
    show(claim: Claim) {
      const { terms, tickets, assessment } = claim;
      if (!terms) return;
      const typed = this.data.rows.length > 0 ? this.data.rows.filter(({ open }) => open) : (readStore<TicketText[]>(keyOf(claim)) ?? []);
      const rows = entriesOf(claim, typed, claim.person.name);
      const least = terms.substitutes.map(({ spoken }) => spoken).join('；');
      this.setData({
        rows,
        rules: termsWords(terms),
        sum: ticketSumWords(tickets, assessment.amountFen, terms, claim.seq),
        none: terms.substitutes.length > 0 && rows.length === 0,
        noneWords: least,
      });
      this.readAll(claim);
    },
    /** A file just handed over is read at once; what comes back is only filled in, never saved by itself. */
    readAll(claim: Claim) {
      const done = asked.get(this) ?? new Set<string>();
      asked.set(this, done);
      for (const { id, kind, mime } of claim.receipts) {
        const saved = (claim.tickets ?? []).some(({ receipt }) => receipt === id);
        if (kind !== 'ticket' || !mime.startsWith('application/') || saved || done.has(id)) continue;
        done.add(id);
        this.readOne(claim.id, id);
      }
    },
    async readOne(claim: string, receipt: string) {
      try {
        const { ticket, words } = await call('ticket.read', { claim, receipt });
        const rows = this.data.rows.map((row, at) => {
          // What was typed meanwhile is not written over.
          if (row.receipt !== receipt || row.date !== '' || row.fare !== '') return row;
          return ticket
            ? { ...textOf(ticket, at, true), key: row.key, traveller: ticket.traveller ?? row.traveller, words }
            : { ...row, words };
        });
        this.keep(rows);
      } catch {
        // Without signal it is typed by hand, as a paper ticket is.
        asked.get(this)?.delete(receipt);
      }
    },
    keep(rows: TicketText[]) {
      this.setData({ rows });
      writeStore(
        keyOf(this.claimNow()),
        rows.filter(({ open }) => open),
      );
    },
    change(key: string, patch: Partial<TicketText>) {
      this.keep(this.data.rows.map((row) => (row.key === key ? { ...row, ...patch, problem: '' } : row)));
    },
    typed(event: WechatMiniprogram.Input) {
      const { key, field } = event.currentTarget.dataset as { key: string; field: 'from' | 'to' | 'fare' | 'traveller' };
      this.change(key, { [field]: event.detail.value });
    },
    dated(event: WechatMiniprogram.PickerChange) {
      this.change((event.currentTarget.dataset as { key: string }).key, { date: String(event.detail.value) });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, field, value } = event.currentTarget.dataset as { key: string; field: 'mode' | 'direction'; value: string };
      this.change(key, { [field]: value });
    },
    reopen(event: WechatMiniprogram.TouchEvent) {
      this.change((event.currentTarget.dataset as { key: string }).key, { open: true });
    },
    /** 换乘: another leg on the same picture. */
    addLeg(event: WechatMiniprogram.TouchEvent) {
      const { receipt } = event.currentTarget.dataset as { receipt: string };
      const at = this.data.rows.length;
      const rows = [...this.data.rows];
      const last = rows.map((row) => row.receipt).lastIndexOf(receipt);
      rows.splice(last + 1, 0, { ...freshTicket(receipt, at, this.claimNow().person.name), key: `${receipt}#${newRequestId()}` });
      this.keep(rows);
    },
    async save(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const row = this.data.rows.find((one) => one.key === key);
      if (!row || this.data.busy) return;
      const problem = problemOf(row);
      if (problem !== '') return this.setData({ rows: this.data.rows.map((one) => (one.key === key ? { ...one, problem } : one)) });
      this.keep(this.data.rows.map((one) => (one.key === key ? { ...one, open: false, line: lineOf(one) } : one)));
      const good = await this.send(this.data.rows.filter(({ open }) => !open));
      if (!good) this.change(key, { open: true });
    },
    sayNone() {
      return this.send([]);
    },
    async send(rows: TicketText[]): Promise<boolean> {
      const claim = this.claimNow();
      this.setData({ busy: true, problem: '' });
      try {
        const answer = await intend('claim.tickets', { claim: claim.id, version: claim.version, tickets: rows.map(inputOf) });
        if (this.data.rows.every(({ open }) => !open)) dropStore(keyOf(claim));
        this.triggerEvent('changed', answer);
        return true;
      } catch (thrown) {
        const { code, message, next } = asCallError(thrown);
        this.setData({ problem: `${message}${next}` });
        if (code === 'changed_meanwhile') this.triggerEvent('stale');
        return false;
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
