// Where one person stands in the list of a programme-year, and in which part of 应发尽发. Pure: two tables and the functions over them.
import type { Assessment } from './assessment';
import type { PriorClaim } from './facts';
import type { ClaimStatus } from './records';

/** A line of the village list: 能领, 缺一样, 领不了, 交了, 先放着. */
export const LINES = ['can', 'missing', 'cannot', 'filed', 'aside'] as const;
export type Line = (typeof LINES)[number];

/** 符合 = the sum of these, for every village at every moment. */
export const EQUATION_PARTS = ['paid', 'paying', 'reviewing', 'missing', 'card', 'declined', 'unreachable', 'other'] as const;
export type EquationPart = (typeof EQUATION_PARTS)[number];

/** Where a claim that was handed in puts its person; null = the claim says nothing, the assessment decides. */
const BY_CLAIM: Record<ClaimStatus, EquationPart | null> = {
  draft: null,
  withdrawn: null,
  returned: 'missing',
  in_stage: 'reviewing',
  approved: 'paying',
  in_batch: 'paying',
  paid: 'paid',
  payment_failed: 'card',
  rejected: 'other',
};

const LIVE: readonly ClaimStatus[] = ['in_stage', 'approved', 'in_batch', 'paid', 'payment_failed'];

/** What is still to be had before the line can be sent. `file`: nothing but the person's word and the sending itself. */
export const LACK_CODES = [
  'wage_proof',
  'work_proof',
  'ticket',
  'proof',
  'wage',
  'employer',
  'place',
  'transport',
  'tickets',
  'registry',
  'mend',
  'file',
  'other',
] as const;
export type LackCode = (typeof LACK_CODES)[number];

/** What an unknown check's remedy asks for; facts a cadre can ask right there are wage, employer, place and transport. */
const BY_REMEDY: Readonly<Record<string, LackCode>> = {
  wage_proof: 'wage',
  name_employer: 'employer',
  complete_place: 'place',
  ask_transport: 'transport',
  ask_tickets: 'tickets',
  complete_ticket: 'tickets',
  ask_rail_fare: 'tickets',
  complete_birthday: 'registry',
  complete_household: 'registry',
  complete_labour: 'registry',
  ask_household_income: 'registry',
};

export interface LineInput {
  assessment: Pick<Assessment, 'verdict' | 'checks'>;
  claim: { status: ClaimStatus; account: boolean } | null;
  /** Kinds of each evidence set not filled yet. */
  missingEvidence: readonly (readonly string[])[];
  said: 'agreed' | 'declined' | 'unreachable' | 'open' | null;
  prior: readonly Pick<PriorClaim, 'programme' | 'period' | 'ours'>[];
  programme: string;
  period: string;
}

export interface Standing {
  line: Line;
  part: EquationPart | 'none';
  owed: boolean;
  missing: LackCode[];
  paidOutside: boolean;
}

function evidenceLack(kinds: readonly string[]): LackCode {
  if (kinds.length > 1) return 'proof';
  const [only] = kinds;
  return only === 'wage_proof' || only === 'work_proof' || only === 'ticket' ? only : 'proof';
}

/** Everything that is missing, each once: facts first (a call settles them), then papers, then the sending. */
export function lacksOf({ assessment, missingEvidence }: Pick<LineInput, 'assessment' | 'missingEvidence'>): LackCode[] {
  const facts = assessment.checks
    .filter(({ status }) => status === 'unknown')
    .map(({ remedy }) => (remedy !== null && Object.keys(BY_REMEDY).includes(remedy) ? (BY_REMEDY[remedy] as LackCode) : 'other'));
  return [...new Set([...facts, ...missingEvidence.map(evidenceLack)])];
}

/** Paid outside this system and nothing else stands against it: that payment is what they were owed. */
function paidOutside({ assessment, claim, prior, programme, period }: LineInput): boolean {
  if (claim !== null && LIVE.includes(claim.status)) return false;
  if (!prior.some((one) => !one.ours && one.programme === programme && one.period === period)) return false;
  const failed = assessment.checks.filter(({ status }) => status === 'failed');
  return failed.every(({ check }) => check === 'not_claimed_before' || check === 'claim_window');
}

/** Whether the person counts as 符合: somebody with a claim alive or paid, or whom nothing known rules out. Told without looking at the parts. */
export function isOwed(input: LineInput): boolean {
  const { claim, assessment } = input;
  if (claim !== null && LIVE.includes(claim.status)) return true;
  return paidOutside(input) || assessment.verdict !== 'not_eligible';
}

function partOf(input: LineInput, owed: boolean): EquationPart | 'none' {
  if (!owed) return 'none';
  const { claim, said } = input;
  const byClaim = claim === null ? null : BY_CLAIM[claim.status];
  // Approved, but nowhere to pay it to.
  if (byClaim === 'paying' && claim?.account === false) return 'card';
  if (byClaim !== null && byClaim !== 'missing') return byClaim;
  if (paidOutside(input)) return 'paid';
  if (said === 'declined' || said === 'unreachable') return said;
  return 'missing';
}

/** The one place that sorts a person into a line and a part. */
export function standingOf(input: LineInput): Standing {
  const owed = isOwed(input);
  const outside = paidOutside(input);
  const part = partOf(input, owed);
  const status = input.claim?.status ?? null;
  const filed = outside || (status !== null && (LIVE.includes(status) || status === 'rejected'));
  const lacks = lacksOf(input);
  const mend: LackCode[] = status === 'returned' ? ['mend'] : [];
  const missing: LackCode[] = part === 'missing' ? [...mend, ...lacks, ...(mend.length + lacks.length === 0 ? ['file' as const] : [])] : [];
  if (filed) return { line: 'filed', part, owed, missing, paidOutside: outside };
  if (!owed) return { line: 'cannot', part, owed, missing: [], paidOutside: false };
  if (part === 'declined' || part === 'unreachable') return { line: 'aside', part, owed, missing: [], paidOutside: false };
  return { line: missing.every((code) => code === 'file') ? 'can' : 'missing', part, owed, missing, paidOutside: false };
}

/** An equation without anybody in it. */
export function emptyParts(): Record<EquationPart, { people: number; fen: number }> {
  const parts = {} as Record<EquationPart, { people: number; fen: number }>;
  for (const part of EQUATION_PARTS) parts[part] = { people: 0, fen: 0 };
  return parts;
}
export function emptyLines(): Record<Line, number> {
  const counts = {} as Record<Line, number>;
  for (const line of LINES) counts[line] = 0;
  return counts;
}
