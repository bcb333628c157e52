// Which jobs fit whom, by a table: every rule says what it looks at, what it found and what would ease it. Nothing else is weighed;
// age and sex only as the posting honestly asks or the law demands.
import { BODY_RULES } from './matching-body';
import { HOME_RULES } from './matching-home';
import type { Finding, MatchAround, MatchPerson, MatchRule } from './matching-parts';
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

/** How well a posting fits, without what is said of it: enough to put many in order. */
export type Weight = Pick<Match, 'fits' | 'score'>;

type Found = readonly (Finding | null)[];

/** What each rule of the table says, in its order. */
const foundBy = (person: MatchPerson, posting: PostingRecord, around: MatchAround): Found =>
  MATCH_RULES.map((rule) => rule.judge(person, posting, around));

function weightOf(found: Found): Weight {
  let fits = true;
  let score = 0;
  for (let at = 0; at < found.length; at += 1) {
    const one = found[at];
    if (!one) continue;
    const rule = MATCH_RULES[at] as MatchRule;
    if (rule.hard && one.fit === 'not') fits = false;
    score += SIGN[one.fit] * rule.weight;
  }
  return { fits, score };
}

const matchFrom = (found: Found): Match => ({
  ...weightOf(found),
  findings: found.flatMap((one, at): MatchFinding[] => {
    if (one === null) return [];
    const { id, hard, weight } = MATCH_RULES[at] as MatchRule;
    return [{ ...one, rule: id, hard, weight }];
  }),
});

/** All rules that say anything about a posting for a person. */
export const matchOf = (person: MatchPerson, posting: PostingRecord, around: MatchAround): Match =>
  matchFrom(foundBy(person, posting, around));

export interface Ranked {
  posting: PostingRecord;
  match: Weight;
  km: number | null;
}

/** What fits before what does not, then the better fit, then what is worth more. */
export function byFit(a: Ranked, b: Ranked): number {
  if (a.match.fits !== b.match.fits) return a.match.fits ? -1 : 1;
  if (a.match.score !== b.match.score) return b.match.score - a.match.score;
  return a.posting.rankKey < b.posting.rankKey ? 1 : -1;
}

export interface Candidate {
  posting: PostingRecord;
  around: MatchAround;
}

export interface Fitted extends Candidate {
  match: Match;
}

/**
 * The best of some postings for a person, and the best of those a hard rule speaks against. All are weighed; what is said of a posting is
 * gathered for those that are shown.
 */
export function bestOf(
  person: MatchPerson,
  candidates: readonly Candidate[],
  most: { shown: number; others: number },
): { items: Fitted[]; others: Fitted[] } {
  const ranked = candidates
    .map(({ posting, around }) => {
      const found = foundBy(person, posting, around);
      return { posting, around, km: around.km, match: weightOf(found), found };
    })
    .sort(byFit);
  const fitting = ranked.findIndex(({ match }) => !match.fits);
  const end = fitting < 0 ? ranked.length : fitting;
  const worded = ({ posting, around, found }: Candidate & { found: Found }): Fitted => ({ posting, around, match: matchFrom(found) });
  return { items: ranked.slice(0, Math.min(end, most.shown)).map(worded), others: ranked.slice(end, end + most.others).map(worded) };
}
