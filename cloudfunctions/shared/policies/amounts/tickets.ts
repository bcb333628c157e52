// Sums on tickets: which of them count, how they join to journeys, the cap, what is paid without any, and the later difference.
import { dayNumber, dayWords } from '@shared/domain/dates';
import type { PriorClaim, Source, TicketFact, TransportMode } from '@shared/domain/facts';
import { moneyWords } from '@shared/domain/money';
import type { DateText, Fen } from '@shared/domain/records';
import { daysOfPeriod } from '@shared/domain/spells';
import type { TicketRules } from '../amount-schema';
import type { Reading } from '../reading';
import { topUpDays } from '../top-up';
import { placeSums } from './places';
import { type AmountCompiler, failed, type Gap, type Sum, type SumOf, unknown } from './sum';

/** Tickets of one direction at most so many days apart are one journey with changes (「中转、异站票据符合常理的认可」). */
const CHANGE_DAYS = 2;

type Direction = 'out' | 'back';
interface Counted {
  direction: Direction;
  date: DateText;
  leg: string;
  fen: Fen;
  /** Cap of the whole leg, where the ticket is of a kind paid up to the rail fare. */
  railFen: Fen | null;
}

interface Counts {
  tickets: Counted[];
  gap: Gap | null;
}

export function ticketSource(ticket: TicketFact): Source {
  const way = [ticket.from, ticket.to].filter((one) => one !== null && one !== '').join('→');
  return {
    record: ticket.id,
    words: [ticket.date === null ? '' : dayWords(ticket.date), way, '车票'].filter((one) => one !== '').join(' '),
  };
}

/** Days of travel that count for a period. */
function travelDays(rules: TicketRules, reading: Reading): { from: DateText; to: DateText } {
  const { travel } = rules;
  return travel === undefined ? { from: reading.window.from, to: reading.window.end } : daysOfPeriod(reading.facts.period, travel);
}

/** What people brought by organised transport may count of the way out: everything, nothing, or nobody knows. */
function outwardCounts(rules: TicketRules, reading: Reading): boolean | null {
  if (rules.organised === 'as_all' || reading.work.some((one) => one.spell.organised === false)) return true;
  return reading.work.some((one) => one.spell.organised === null) ? null : reading.work.length === 0;
}

/** Each ticket either counts, does not, or lacks something that would tell. */
function countable(rules: TicketRules, reading: Reading, pays: ReadonlyMap<TransportMode, 'fare' | 'rail_fare'>): Counts {
  const days = travelDays(rules, reading);
  const outward = outwardCounts(rules, reading);
  const tickets: Counted[] = [];
  let gap: Gap | null = null;
  for (const ticket of reading.facts.tickets ?? []) {
    const { date, mode, traveller, direction, fareFen, from, to } = ticket;
    if (date !== null && (date < days.from || date > days.to)) continue;
    if (traveller !== null && traveller !== reading.facts.person.name) continue;
    if (mode !== null && !pays.has(mode)) continue;
    if (direction === 'back' && rules.legs === 'one_way') continue;
    if (direction === 'out' && outward === false) continue;
    const lacks =
      date === null ||
      mode === null ||
      fareFen === null ||
      direction === null ||
      (traveller === null && rules.shows.includes('traveller')) ||
      ((from === null || to === null) && rules.shows.includes('route'));
    if (lacks) {
      gap ??= unknown('complete_ticket');
      continue;
    }
    if (direction === 'out' && outward === null) {
      gap ??= unknown('ask_transport');
      continue;
    }
    const railFen = pays.get(mode) === 'rail_fare' ? (ticket.railFareFen ?? null) : null;
    if (pays.get(mode) === 'rail_fare' && railFen === null) {
      gap ??= unknown('ask_rail_fare');
      continue;
    }
    tickets.push({ direction, date, leg: `${direction} ${date} ${from ?? ''} ${to ?? ''}`, fen: fareFen, railFen });
  }
  return { tickets, gap };
}

/** One leg bought in pieces is worth no more than the rail fare of the leg. */
function legsOf(tickets: Counted[]): Counted[] {
  const legs = new Map<string, Counted>();
  for (const ticket of tickets) {
    const key = `${ticket.leg} ${ticket.railFen === null ? 'fare' : 'rail'}`;
    const before = legs.get(key);
    const railFen = ticket.railFen === null ? null : Math.min(ticket.railFen, before?.railFen ?? ticket.railFen);
    legs.set(key, { ...ticket, fen: ticket.fen + (before?.fen ?? 0), railFen });
  }
  return [...legs.values()].map((leg) => (leg.railFen === null ? leg : { ...leg, fen: Math.min(leg.fen, leg.railFen) }));
}

/** What the legs of one direction come to: the dearest journey, or all. */
function directionFen(legs: Counted[], direction: Direction, journeys: TicketRules['journeys']): Fen {
  const own = legs.filter((one) => one.direction === direction).sort((a, b) => (a.date < b.date ? -1 : 1));
  let best = 0;
  let journey = 0;
  let total = 0;
  let last: DateText | null = null;
  for (const { date, fen } of own) {
    journey = last !== null && dayNumber(date) - dayNumber(last) <= CHANGE_DAYS ? journey + fen : fen;
    best = Math.max(best, journey);
    total += fen;
    last = date;
  }
  return journeys === 'one' ? best : total;
}

/** What the tickets are worth before the cap. */
function ticketFen(rules: TicketRules, { tickets }: Counts): Fen {
  const legs = legsOf(tickets);
  return directionFen(legs, 'out', rules.journeys) + directionFen(legs, 'back', rules.journeys);
}

type OnTickets = (reading: Reading) => Sum;

/** The sum on tickets alone, capped by place; a gap where a ticket or place that is not clear could still raise it. */
function onTickets(rules: TicketRules, basisOf: Parameters<AmountCompiler<'receipt'>>[1]): OnTickets {
  const pays = new Map(rules.kinds.map((one) => [one.mode, one.pays] as const));
  const capOf = placeSums(rules.caps);
  const basis = basisOf(rules.basis);
  return (reading) => {
    const counts = countable(rules, reading, pays);
    const worth = ticketFen(rules, counts);
    const sources = (reading.facts.tickets ?? []).map(ticketSource);
    const cap = capOf(reading.work, reading.facts.home);
    const capFen = rules.caps.length === 0 ? Number.POSITIVE_INFINITY : (cap.tier?.fen ?? 0);
    const fen = Math.min(worth, capFen);
    const capped = worth > capFen && cap.tier !== null ? `，最高 ${moneyWords(capFen)}` : '';
    const from = fen === 0 ? null : { words: `${rules.words}，票面 ${moneyWords(worth)}${capped}`, basis };
    if (counts.gap !== null && worth < capFen) return { fen, from, sources, gap: counts.gap };
    if (cap.gap !== null && worth > capFen) return { fen, from, sources, gap: cap.gap };
    return { fen, from, sources };
  };
}

export function receiptSum(rules: TicketRules, basisOf: Parameters<AmountCompiler<'receipt'>>[1]): SumOf {
  const tickets = onTickets(rules, basisOf);
  const substituteOf = placeSums(rules.substitutes);
  return (reading) => {
    const asked = reading.facts.tickets !== undefined && reading.facts.tickets !== null;
    const sum = tickets(reading);
    if (sum.fen > 0) return sum;
    const { tier, gap } = substituteOf(reading.work, reading.facts.home);
    const missing = sum.gap ?? (asked ? (gap ?? null) : unknown('ask_tickets'));
    if (tier === null) return { ...sum, gap: missing ?? failed('ask_tickets') };
    const from = { words: `${tier.words}，没有车票，定额 ${moneyWords(tier.fen)}`, basis: basisOf(tier.basis) };
    return { fen: tier.fen, from, sources: sum.sources ?? [], ...(missing === null ? {} : { gap: missing }) };
  };
}

export const receipt: AmountCompiler<'receipt'> = receiptSum;

function firstPaid(reading: Reading, programme: string): PriorClaim | null {
  const { prior, period } = reading.facts;
  return prior.find((one) => one.programme === programme && one.period === period && (one.seq ?? 0) === 0 && one.status === 'paid') ?? null;
}

/** 补足差额: what the tickets come to beyond what was paid at first. */
export const fixedThenTopUp: AmountCompiler<'fixed_then_topup'> = (amount, basisOf, pack) => {
  const first = receiptSum(amount, basisOf);
  const tickets = onTickets(amount, basisOf);
  const basis = basisOf(amount.topUp.basis);
  return (reading, sure) => {
    if (reading.seq === 0) return first(reading, sure);
    const paid = firstPaid(reading, pack.programme);
    if (paid === null) return { fen: 0, from: null, gap: failed('first_claim_first') };
    const days = topUpDays(reading, pack);
    if (days !== null && reading.claimDay > days.closes) return { fen: 0, from: null, gap: failed('window_over') };
    if (days !== null && reading.claimDay < days.opens) return { fen: 0, from: null, gap: failed('wait_for_window') };
    const sum = tickets(reading);
    const fen = Math.max(0, sum.fen - paid.amountFen);
    const sources = [...(sum.sources ?? []), { record: paid.id, words: '头一笔' }];
    const from = fen === 0 ? null : { words: `${amount.words}，票面 ${moneyWords(sum.fen)}，补足差额 ${moneyWords(fen)}`, basis };
    if (sum.gap !== undefined) return { fen, from, sources, gap: sum.gap };
    return fen > 0 ? { fen, from, sources } : { fen, from, sources, gap: failed('ask_tickets') };
  };
};
