// Why a step on a claim was refused, to whoever tried it.
import type { StepProblem } from '../stages';

export const REFUSAL_WORDS: Record<StepProblem, string> = {
  not_now: '这一件现在办不了这一步，可能别人刚办过。刷新再看。',
  not_yours: '这一件不归您办。',
  reason_needed: '退回或不通过，要选一个原因，好让人知道补什么。',
  on_hold: '这一件有人提了异议，答复以后才能往下办。',
  own_claim: '这是您自己的，要由别人来办。',
  relative: '这是您亲属的，要由别人来办。',
  same_household: '这是您家里人的，要由别人来办。',
  helps_them: '您替这个人办过事，要由别人来审。',
  filed_it: '这一件是您交的，要由别人来审。',
  filled_it: '这条您填过，要别人看。',
  decided_other_stage: '前面一关是您审的，这一关要由别人来审。',
  decided_before_appeal: '上一回是您审的，这回要换个人看。',
};

export function refusalWords(problem: string): string {
  return Object.keys(REFUSAL_WORDS).includes(problem) ? REFUSAL_WORDS[problem as StepProblem] : REFUSAL_WORDS.not_now;
}
