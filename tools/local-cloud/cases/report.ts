// What conform prints: differences by the name of the case, what became of each belief, and the sum.
import type { Case } from './case';
import type { Verdict } from './judge';

export interface Judged {
  one: Case;
  verdict: Verdict;
}

const WORDS: Record<Verdict['state'], string> = {
  same: 'confirmed',
  different: 'DIFFERENT',
  known: 'known difference',
  'not run': 'not run',
};

/** The lines about one case; none for what was never in doubt and is as here. */
export function linesOf({ one, verdict }: Judged): string[] {
  const belief = one.believed ? ' (believed)' : '';
  if (verdict.state === 'same') return one.believed ? [`${WORDS.same}  ${one.area}: ${one.name}${belief}`] : [];
  const noted = verdict.state === 'known' && one.differs ? ` [noted: ${one.differs}]` : '';
  return [`${WORDS[verdict.state]}  ${one.area}: ${one.name}${belief}`, `  ${verdict.how}${noted}`];
}

/** One line that sums up. */
export function summary(judged: readonly Judged[]): string {
  const of = (state: Verdict['state'], believed?: boolean): number =>
    judged.filter(({ one, verdict }) => verdict.state === state && (believed === undefined || (one.believed ?? false) === believed)).length;
  return [
    `${judged.length} cases: ${of('same')} as here`,
    `${of('different')} different`,
    `${of('known')} known differences`,
    `${of('not run')} not run; believed: ${of('same', true)} confirmed, ${of('different', true) + of('known', true)} not so, ${of('not run', true)} open`,
  ].join(', ');
}

export const hasDifference = (judged: readonly Judged[]): boolean => judged.some(({ verdict }) => verdict.state === 'different');
