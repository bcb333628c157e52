// Where somebody is seen with the month's answer, by the rules of whereabouts.ts, as it is frozen with it: the ledger of that month.
import { openSpell } from './month';
import type { CheckRecord, DateText, InstallationRecord, PersonRecord, SpellRecord } from './records';
import { placeWords } from './spells';
import { countingOf } from './standing-facts';
import { standingOf } from './whereabouts';

export type Seen = NonNullable<CheckRecord['seen']>;

/** `spells` are all of the person's, as they are after the answer. */
export function seenOf(
  person: PersonRecord,
  spells: readonly SpellRecord[],
  installation: Pick<InstallationRecord, 'home' | 'counting'>,
  today: DateText,
): Seen {
  const { state } = standingOf({ person, spells, home: installation.home, today, counting: countingOf(installation) });
  const spell = openSpell(spells);
  if (spell === null) return { whereabouts: state, place: '', employer: '', monthlyFen: null };
  return { whereabouts: state, place: placeWords(spell.place), employer: spell.employer ?? '', monthlyFen: spell.monthlyFen };
}
