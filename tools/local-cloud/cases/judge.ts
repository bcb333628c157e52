// Runs one case on a target and says how its answer compares with what the case expects.
import { isDeepStrictEqual } from 'node:util';
import type { Case, Target } from './case';

export type Verdict =
  /** As here. */
  | { state: 'same' }
  /** Otherwise, and no row says so. */
  | { state: 'different'; how: string }
  /** Otherwise, as the row says (it differs or is missing here). */
  | { state: 'known'; how: string }
  | { state: 'not run'; how: string };

type Outcome = { gave: unknown } | { refused: { errCode: number; errMsg: string } };

/** Do what the case does; refusals are outcomes too. */
export async function outcomeOf(one: Case, target: Target): Promise<Outcome> {
  try {
    return { gave: await one.run(target) };
  } catch (error) {
    const { errCode, errMsg, message } = error as { errCode?: number; errMsg?: string; message?: string };
    return { refused: { errCode: errCode ?? 0, errMsg: errMsg ?? message ?? String(error) } };
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

/** Null = as expected; else one line about the difference. Of a refusal the number counts; its words are the service's own affair. */
export function difference(one: Case, outcome: Outcome): string | null {
  if ('refused' in outcome) {
    const { errCode, errMsg } = outcome.refused;
    if (!one.refused) return `refused: ${errCode} ${errMsg}`;
    return one.refused[0] === errCode ? null : `refused with ${errCode} instead of ${one.refused[0]}: ${errMsg}`;
  }
  if (one.refused) return `gave ${shown(outcome.gave)} instead of a refusal (${one.refused[0]})`;
  return isDeepStrictEqual(outcome.gave, one.gives) ? null : `gave ${shown(outcome.gave)} instead of ${shown(one.gives)}`;
}

export async function judge(one: Case, target: Target): Promise<Verdict> {
  for (const need of one.needs ?? []) {
    const how = target.lacks(need);
    if (how !== null) return { state: 'not run', how };
  }
  const how = difference(one, await outcomeOf(one, target));
  if (how === null) return { state: 'same' };
  return { state: one.differs || one.missing ? 'known' : 'different', how };
}
