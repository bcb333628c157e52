// What work somebody at home could take, as index keys `{who}{near or far}{strength}{age}`: a posting finds the people it fits by one key.
import { AGE_ENDS } from './job-cells';
import { type Ability, abilityOf, type MatchPerson, tiesOf } from './matching-parts';
import type { JobStrength, PostingRecord, Whereabouts } from './records';

/** w: at home without work · h: at home for a while, the work goes on · u: said they do not want. Whoever is at work is not called. */
export type WaitClass = 'w' | 'h' | 'u';
const CLASS_OF: Readonly<Partial<Record<Whereabouts, WaitClass>>> = {
  just_back: 'w',
  waiting: 'w',
  cannot_leave: 'w',
  home_for_now: 'h',
  unwilling: 'u',
};
export const READY: readonly WaitClass[] = ['w', 'h'];
export const UNWILLING: readonly WaitClass[] = ['u'];

const STRENGTHS_OF: Readonly<Record<Ability, readonly JobStrength[]>> = {
  any: ['light', 'medium', 'heavy'],
  light: ['light', 'medium'],
  grave: ['light'],
  none: [],
};
const letterOf = (strength: JobStrength): string => strength.charAt(0);

/** The keys of somebody by where they stand. Made anew with it, so that a birthday counts from the next night on. */
export function personCells(
  person: Pick<MatchPerson, 'labourSkill' | 'health' | 'disability' | 'age' | 'tiedBy' | 'workWish'>,
  state: Whereabouts,
): string[] {
  const who = CLASS_OF[state];
  const { age } = person;
  if (who === undefined || age === null) return [];
  const reaches = tiesOf(person).length > 0 ? ['n'] : ['n', 'f'];
  const caps = AGE_ENDS.filter((end) => end >= age);
  return reaches.flatMap((reach) =>
    STRENGTHS_OF[abilityOf(person)].flatMap((strength) => caps.map((cap) => `${who}${reach}${letterOf(strength)}${cap}`)),
  );
}

/** The key under which everybody of one class stands who can do any work at all. */
export const anyOf = (who: WaitClass): string => `${who}n${letterOf('light')}${AGE_ENDS[AGE_ENDS.length - 1]}`;

/** The key under which the people of one class stand whom a posting may fit; the exact year is judged when they are read. */
export function cellForPosting({ area, strength, age }: Pick<PostingRecord, 'area' | 'strength' | 'age'>, who: WaitClass): string {
  const cap = AGE_ENDS.find((end) => (age.max ?? 199) <= end) ?? 199;
  return `${who}${area === 'in_county' ? 'n' : 'f'}${letterOf(strength)}${cap}`;
}
