// What a cadre may do with a claim because the person said so: take it back, mend it, ask for another look.
import type { Actor } from './actor';
import type { ClaimRecord } from './records';
import { availableVerbs, type Bar, barredFrom, FILERS } from './stages';

export const ON_WORD = ['withdraw', 'correct', 'appeal'] as const;
export type OnWord = (typeof ON_WORD)[number];

/** Ties that make somebody else ask: nobody speaks for themselves or their own family as an officer. */
const TIES: readonly Bar[] = ['own_claim', 'relative', 'same_household', 'helps_them'];

/** The tie that forbids the actor to speak for this person, or null. */
export function tieOf(claim: ClaimRecord, actor: Actor): Bar | null {
  const bar = barredFrom(claim, actor);
  return bar !== null && TIES.includes(bar) ? bar : null;
}

/** Verbs open to the actor now, as a cadre of the person's village. */
export function onWordVerbs(claim: ClaimRecord, actor: Actor): OnWord[] {
  const files = actor.grants.some(({ role, level, code }) => FILERS.includes(role) && level === 'village' && code === claim.village);
  if (!files || tieOf(claim, actor) !== null) return [];
  const verbs = availableVerbs(claim, actor);
  return ON_WORD.filter((verb) => verbs.includes(verb));
}
