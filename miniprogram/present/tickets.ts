// Tickets of a claim as they are filled in: one entry per ticket, texts as typed, and what is still missing of each.
import type { Input, Output } from '@shared/contract/index';
import { dayWords, isDate } from '@shared/domain/dates';
import { readAmount } from '@shared/domain/fields';
import { yuanText } from '@shared/domain/money';
import { TICKET_KIND } from '@shared/domain/tickets';
import { DIRECTION_WORDS, MODE_WORDS } from '@shared/domain/words/tickets';

type Whole = Output<'claim.track'>['claim'];
/** What the ticket and casual parts go on from: a claim, or as much of it as a cadre's line has. */
export type Claim = Pick<Whole, 'id' | 'version' | 'seq' | 'period' | 'person' | 'terms' | 'tickets' | 'casual'> & {
  receipts: Pick<Whole['receipts'][number], 'id' | 'kind' | 'mime'>[];
  assessment: { amountFen: number };
};
export type TicketInput = Input<'claim.tickets'>['tickets'][number];
type Ticket = NonNullable<Claim['tickets']>[number];

export interface TicketText {
  key: string;
  receipt: string;
  date: string;
  from: string;
  to: string;
  fare: string;
  mode: string;
  traveller: string;
  direction: string;
  serial: string;
  read: boolean;
  /** Being filled in; else one line says what it is. */
  open: boolean;
  /** What the cloud read of it, or why it could not. */
  words: string;
  problem: string;
  line: string;
}

const blank = { date: '', from: '', to: '', fare: '', mode: '', direction: '', serial: '', read: false, words: '', problem: '', line: '' };

export function freshTicket(receipt: string, at: number, traveller: string): TicketText {
  return { ...blank, key: `${receipt}#${at}`, receipt, traveller, open: true };
}

export function textOf(ticket: Ticket | TicketInput, at: number, open: boolean): TicketText {
  const text: TicketText = {
    ...blank,
    key: `${ticket.receipt}#${at}`,
    receipt: ticket.receipt,
    date: ticket.date ?? '',
    from: ticket.from ?? '',
    to: ticket.to ?? '',
    fare: ticket.fareFen === null ? '' : yuanText(ticket.fareFen),
    mode: ticket.mode ?? '',
    traveller: ticket.traveller ?? '',
    direction: ticket.direction ?? '',
    serial: ticket.serial ?? '',
    read: ticket.read ?? false,
    open,
  };
  return { ...text, line: lineOf(text) };
}

export function lineOf({ date, from, to, fare, mode, direction }: TicketText): string {
  const way = [from, to].filter((one) => one !== '').join('→');
  const kind = mode in MODE_WORDS ? MODE_WORDS[mode as keyof typeof MODE_WORDS] : '';
  const where = direction === 'out' || direction === 'back' ? DIRECTION_WORDS[direction] : '';
  return [isDate(date) ? dayWords(date) : '', way, kind, where, fare === '' ? '' : `${fare} 元`].filter((one) => one !== '').join(' · ');
}

/** Every ticket picture has at least one entry; those saved stay as saved. */
export function entriesOf(claim: Claim, typed: readonly TicketText[], name: string): TicketText[] {
  const pictures = claim.receipts.filter(({ kind }) => kind === TICKET_KIND).map(({ id }) => id);
  const saved = (claim.tickets ?? []).map((ticket, at) => textOf(ticket, at, false));
  return pictures.flatMap((receipt) => {
    const open = typed.filter((one) => one.receipt === receipt);
    const kept = saved.filter((one) => one.receipt === receipt);
    if (open.length > 0) return open;
    return kept.length > 0 ? kept : [freshTicket(receipt, 0, name)];
  });
}

/** What is wrong with one entry, in a word of what to do; '' when nothing. */
export function problemOf(text: TicketText): string {
  if (!isDate(text.date)) return '选一下哪天的票';
  if (text.from.trim() === '' || text.to.trim() === '') return '写上从哪到哪';
  const fen = readAmount(text.fare);
  if (fen === null || fen < 1) return '票价写数字，比如 538 或 538.5';
  if (text.mode === '') return '点一下坐的什么';
  if (text.direction === '') return '点一下是去干活，还是回家';
  return text.traveller.trim() === '' ? '写上票上的名字' : '';
}

export function inputOf(text: TicketText): TicketInput {
  return {
    receipt: text.receipt,
    date: text.date,
    from: text.from.trim(),
    to: text.to.trim(),
    fareFen: readAmount(text.fare),
    mode: text.mode as TicketInput['mode'],
    traveller: text.traveller.trim(),
    direction: text.direction as TicketInput['direction'],
    serial: text.serial,
    read: text.read,
  };
}

export const MODES = Object.entries(MODE_WORDS).map(([mode, words]) => ({ mode, words }));
export const DIRECTIONS = Object.entries(DIRECTION_WORDS).map(([direction, words]) => ({ direction, words }));
