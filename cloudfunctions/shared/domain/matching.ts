// Which jobs fit whom, by a table: every rule says what it looks at, what it found and what would ease it. Nothing else is weighed;
// age and sex only as the posting honestly asks or the law demands.
import { BODY_RULES } from './matching-body';
import { HOME_RULES } from './matching-home';
import type { Finding, MatchAround, MatchPerson } from './matching-parts';
import { TERM_RULES } from './matching-terms';
import type { PostingRecord } from './records';

export const MATCH_RULES = [...BODY_RULES, ...HOME_RULES, ...TERM_RULES];

export interface MatchFinding extends Finding {
  rule: string;
  hard: boolean;
  weight: number;
}

export interface Match {
  /** No hard rule says no. */
  fits: boolean;
  /** Weights of what fits, less those of what does not, less a third of those not known. Orders the list, is never shown. */
  score: number;
  findings: MatchFinding[];
}

const SIGN: Readonly<Record<Finding['fit'], number>> = { fits: 1, not: -1, unknown: -1 / 3 };

/** All rules that say anything about a posting for a person. */
export function matchOf(person: MatchPerson, posting: PostingRecord, around: MatchAround): Match {
  const findings = MATCH_RULES.flatMap(({ id, hard, weight, judge }): MatchFinding[] => {
    const found = judge(person, posting, around);
    return found === null ? [] : [{ ...found, rule: id, hard, weight }];
  });
  return {
    fits: !findings.some(({ hard, fit }) => hard && fit === 'not'),
    score: findings.reduce((sum, { fit, weight }) => sum + SIGN[fit] * weight, 0),
    findings,
  };
}

export interface Ranked {
  posting: PostingRecord;
  match: Match;
  km: number | null;
}

/** What fits before what does not, then the better fit, then what is worth more. */
export function byFit(a: Ranked, b: Ranked): number {
  if (a.match.fits !== b.match.fits) return a.match.fits ? -1 : 1;
  if (a.match.score !== b.match.score) return b.match.score - a.match.score;
  return a.posting.rankKey < b.posting.rankKey ? 1 : -1;
}
