// What a pack says of tickets, for those who enter and those who check them; null where the sum does not hang on tickets.
import { daysOfPeriod } from '@shared/domain/spells';
import type { TicketTerms } from '@shared/domain/words/tickets';
import type { PolicyPack } from './schema';

type AmountOf<M extends PolicyPack['amount']['mode']> = Extract<PolicyPack['amount'], { mode: M }>;

function onTickets(amount: PolicyPack['amount']): AmountOf<'receipt' | 'fixed_then_topup'> | null {
  return amount.mode === 'receipt' || amount.mode === 'fixed_then_topup' ? amount : null;
}

/** Days a ticket may be of: the pack's own, else those of the period. */
export function travelDaysOf({ amount, work }: Pick<PolicyPack, 'amount' | 'work'>, period: string): { from: string; to: string } {
  return daysOfPeriod(period, onTickets(amount)?.travel ?? work.span);
}

export function ticketTermsOf(pack: Pick<PolicyPack, 'amount' | 'work'>, period: string, seq = 0): TicketTerms | null {
  const amount = onTickets(pack.amount);
  if (amount === null) return null;
  const year = Number(period.slice(0, 4));
  const said = ({ spoken, fen }: { spoken: string; fen: number }) => ({ spoken, fen });
  const topUp = amount.mode === 'fixed_then_topup' ? amount.topUp : null;
  return {
    legs: amount.legs,
    journeys: amount.journeys,
    kinds: amount.kinds.map(({ mode, pays }) => ({ mode, pays })),
    days: travelDaysOf(pack, period),
    caps: amount.caps.map(said),
    // A top-up is for tickets alone: without any there is nothing to add.
    substitutes: seq === 1 ? [] : amount.substitutes.map(said),
    topUp: topUp && { opens: `${year + topUp.opensYear}-${topUp.opensDay}`, closes: `${year + topUp.closesYear}-${topUp.closesDay}` },
  };
}
