// The days in which a top-up claim is taken: they stand in for the ordinary window, and end the sum.
import type { DateText } from '@shared/domain/records';
import type { PackAround } from './checks/define';
import type { Reading } from './reading';

export interface Days {
  opens: DateText;
  closes: DateText;
}

/** The days of a top-up claim; null where the claim is an ordinary one or the pack knows no top-up. */
export function topUpDays({ facts, seq }: Reading, { amount }: PackAround): Days | null {
  if (seq !== 1 || amount.mode !== 'fixed_then_topup') return null;
  const year = Number(facts.period.slice(0, 4));
  const { opensYear, opensDay, closesYear, closesDay } = amount.topUp;
  return { opens: `${year + opensYear}-${opensDay}`, closes: `${year + closesYear}-${closesDay}` };
}
