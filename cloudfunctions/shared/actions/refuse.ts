// From the rules' refusals to the reader's: which code of the contract, and in which words.
import type { ProblemCode } from '@shared/contract';
import type { Assessment } from '@shared/domain/assessment';
import { addDays, beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import type { ClaimRecord, DateText, Instant } from '@shared/domain/records';
import { type StepProblem, StepRefused } from '@shared/domain/stages';
import { checkWords } from '@shared/domain/words/checks';
import { eventWords } from '@shared/domain/words/claims';
import { refusalWords } from '@shared/domain/words/refusals';
import type { Register } from '@shared/domain/words/register';
import { Problem } from '@shared/runtime/problem';

const CODES: Record<StepProblem, ProblemCode> = {
  not_now: 'not_possible_now',
  not_yours: 'not_allowed',
  reason_needed: 'bad_input',
  on_hold: 'not_possible_now',
  own_claim: 'not_allowed',
  relative: 'not_allowed',
  same_household: 'not_allowed',
  helps_them: 'not_allowed',
  filed_it: 'not_allowed',
  filled_it: 'not_allowed',
  decided_other_stage: 'not_allowed',
  decided_before_appeal: 'not_allowed',
};

/** Runs a step of the claim's life and puts its refusal into words. */
export function stepping<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StepRefused)) throw error;
    const message = refusalWords(error.why);
    throw new Problem(CODES[error.why], { message, ...(error.why === 'reason_needed' ? { fields: { reasons: message } } : {}) });
  }
}

/** What is still under way reaches back no further; an earlier day is a slip of the year. */
const YEARS_BACK = 3;

/** Refuses a day on which something cannot have happened: one ahead, or one long before anything that is under way. */
export function demandHappened(on: DateText, today: DateText, field = 'on'): void {
  if (on > today) throw new Problem('bad_input', { fields: { [field]: '日子不能在今天以后' } });
  if (on < addDays(today, -366 * YEARS_BACK)) throw new Problem('bad_input', { fields: { [field]: '日子太早了，看看年份写对没有' } });
}

/**
 * Refuses when the claim is not as the caller saw it: 'already_done' when they themselves took this very step,
 * else 'changed_meanwhile' with what happened.
 */
export function sameVersion(
  claim: ClaimRecord,
  seen: number,
  deed: { openid: string; verb: string; register: Register; now: Instant },
): void {
  if (claim.version === seen) return;
  const last = claim.events.at(-1);
  if (last && last.by.openid === deed.openid && last.verb === deed.verb) {
    throw new Problem('already_done', {
      message: deed.register === 'resident' ? '这件事刚才已经办好了，不用再办。' : '您刚才已经办过这一件了。',
    });
  }
  // Between two pictures being added there may be no event newer than what the caller saw.
  const words = last
    ? `${whenWords(last.at, deed.now)}有人办过：${eventWords(last.verb, deed.register)}。`
    : '刚才有人先动过这一件，内容变了。';
  throw new Problem('changed_meanwhile', { message: words });
}

function whenWords(at: Instant, now: Instant): string {
  const day = beijingDate(at);
  return day === beijingDate(now) ? `今天 ${beijingTime(at)} ` : `${dayWords(day, beijingDate(now))}`;
}

/** The checks that stand in the way, one line each: what is asked, what was found, what to do. */
export function checkLines(assessment: Assessment, status: 'failed' | 'unknown', register: Register): string[] {
  return assessment.checks
    .filter((check) => check.status === status)
    .map((check) => {
      const { label, found, remedy } = checkWords(check, register);
      return `${label}：${found}${remedy === '' ? '' : `。${remedy}`}`;
    });
}
