// A sum with its reason, and what keeps it from being sure.
import type { Assessment, Basis } from '@shared/domain/assessment';
import type { Remedy } from '@shared/domain/check-names';
import type { Source } from '@shared/domain/facts';
import type { Fen } from '@shared/domain/records';
import type { Amount, AmountMode } from '../amount-schema';
import type { PackAround } from '../checks/define';
import type { Reading } from '../reading';
import type { BasisRef } from '../schema';

/** Why a sum is not sure (`unknown`) or comes to nothing (`failed`), and what would settle it. */
export interface Gap {
  status: 'unknown' | 'failed';
  remedy: Remedy | null;
}

export interface Sum {
  fen: Fen;
  from: Assessment['amountFrom'];
  /** Absent = sure. The sum beside a gap is what is certain at least. */
  gap?: Gap;
  /** Records the sum was read from beside the work itself. */
  sources?: Source[];
}

export const NO_SUM: Sum = { fen: 0, from: null };

/** How much is due: exactly when all conditions are met (`sure`); where facts are missing, what it could come to once they are known. */
export type SumOf = (reading: Reading, sure: boolean) => Sum;

export type BasisOf = (ref: BasisRef) => Basis;
export type AmountCompiler<M extends AmountMode> = (amount: Extract<Amount, { mode: M }>, basisOf: BasisOf, pack: PackAround) => SumOf;

export const unknown = (remedy: Remedy): Gap => ({ status: 'unknown', remedy });
export const failed = (remedy: Remedy | null): Gap => ({ status: 'failed', remedy });
