// Reasons given while typing for what the data rules only ask: written to the ledger once the record is saved.
import type { TypedDoubt } from '../../../present/typed-doubts';
import { asCallError } from '../../../services/call';
import { intend } from '../../../services/intent';

/** As the ledger wants them. */
const SHORTEST = 4;

/** What stands in the way of saving: a reason begun and too short; '' = nothing. */
export function keepProblem(doubts: readonly TypedDoubt[], keeps: Readonly<Record<string, string>>): string {
  const short = doubts.some(({ rule }) => {
    const words = (keeps[rule] ?? '').trim();
    return words !== '' && words.length < SHORTEST;
  });
  return short ? '「就是这样」后面写清为什么，至少四个字；不想写就空着。' : '';
}

/**
 * Explains what remains of the doubts.
 * @param subject the person or household they are of; a rule of the household goes by the household's id.
 * @returns what could not be written, in words; '' = all was.
 */
export async function keepReasons(
  doubts: readonly TypedDoubt[],
  keeps: Readonly<Record<string, string>>,
  subjectOf: (rule: string) => string,
): Promise<string> {
  for (const { rule, explainable } of doubts) {
    const words = (keeps[rule] ?? '').trim();
    if (!explainable || words === '') continue;
    try {
      await intend('finding.explain', { finding: `finding:${rule}:${subjectOf(rule)}`, words });
    } catch (thrown) {
      const { code, message } = asCallError(thrown);
      // Saved, the record no longer says what was doubted.
      if (code !== 'not_found') return `登记存好了，「就是这样」没记上：${message}到「要核对的」里再写。`;
    }
  }
  return '';
}
