// Tickets and the casual worker's form on a claim: what of them counts as given, and what about them a reviewer should look at twice.
import { dayWords } from './dates';
import type { Facts, TicketFact, TransportMode } from './facts';
import { moneyWords } from './money';
import type { ClaimHint, ClaimRecord, DateText, Fen } from './records';

/** Evidence kind of ticket pictures: taken wherever the sum hangs on tickets, whether or not a proof of that kind is demanded. */
export const TICKET_KIND = 'ticket';
export const CASUAL_KIND = 'casual_form';

interface Given {
  receipts: readonly { kind: string }[];
  casual?: unknown;
}

/** Evidence kinds a claim has: its pictures, and the form filled in instead of a paper one. */
export function givenKinds({ receipts, casual }: Given): string[] {
  const kinds = receipts.map(({ kind }) => kind);
  return casual ? [...kinds, CASUAL_KIND] : kinds;
}

export interface ClaimSide {
  id: string;
  evidence: string[];
  tickets: TicketFact[] | null;
  seq: number;
}

/** What the claim itself adds to the facts of its person. Without a claim nothing was asked yet. */
export function claimSide(claim: Given & Pick<ClaimRecord, '_id' | 'tickets' | 'seq'>): ClaimSide {
  return { id: claim._id, evidence: givenKinds(claim), tickets: claim.tickets ? claim.tickets.map(ticketFact) : null, seq: claim.seq };
}

function ticketFact({ id, date, from, to, fareFen, mode, traveller, direction, railFareFen }: TicketFact): TicketFact {
  return { id, date, from, to, fareFen, mode, traveller, direction, railFareFen: railFareFen ?? null };
}

/** What one ticket usually costs, least and most, in fen. Only a hint: outside of it somebody should look, not refuse. */
export const USUAL_FARES: Record<TransportMode, readonly [least: Fen, most: Fen]> = {
  train: [100, 130_000],
  high_speed: [500, 180_000],
  coach: [200, 80_000],
  plane: [15_000, 400_000],
  ship: [500, 150_000],
  other: [100, 100_000],
};

function fareHint({ fareFen, mode }: TicketFact): ClaimHint[] {
  if (fareFen === null || mode === null) return [];
  const [least, most] = USUAL_FARES[mode];
  return fareFen < least || fareFen > most ? [{ code: 'ticket_fare_odd', about: moneyWords(fareFen) }] : [];
}

/** Names as printed on tickets have spaces between two characters, and a bracket after them. */
const plainName = (name: string): string => name.replace(/[\s　]+/g, '').replace(/[（(].*$/, '');

/** @param elsewhere by serial: who else's claim shows the same ticket. */
export function ticketHints(
  tickets: readonly (TicketFact & { serial: string })[],
  person: Pick<Facts['person'], 'name'>,
  days: { from: DateText; to: DateText },
  elsewhere: ReadonlyMap<string, string>,
): ClaimHint[] {
  const hints = tickets.flatMap((ticket): ClaimHint[] => {
    const { traveller, date, serial } = ticket;
    const other = elsewhere.get(serial);
    return [
      ...(traveller !== null && plainName(traveller) !== plainName(person.name) ? [{ code: 'ticket_other_name', about: traveller }] : []),
      ...(date !== null && (date < days.from || date > days.to) ? [{ code: 'ticket_outside_dates', about: dayWords(date) }] : []),
      ...fareHint(ticket),
      ...(serial !== '' && other !== undefined ? [{ code: 'ticket_elsewhere', about: other }] : []),
    ];
  });
  const serials = tickets.map(({ serial }) => serial).filter((serial) => serial !== '');
  const twice = serials.find((serial, at) => serials.indexOf(serial) !== at);
  return twice === undefined ? hints : [...hints, { code: 'ticket_twice', about: twice.slice(-6) }];
}

/** The tickets left when a picture is taken off; where none is left, it is again not known whether there are any. */
export function ticketsWithout(tickets: ClaimRecord['tickets'], receipt: string): NonNullable<ClaimRecord['tickets']> | null {
  if (!tickets?.some(({ id }) => id === receipt)) return tickets ?? null;
  const left = tickets.filter(({ id }) => id !== receipt);
  return left.length > 0 ? left : null;
}
