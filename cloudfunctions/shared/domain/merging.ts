// Whether two records may become one, and what then happens to the work on either. Pure.
import { addDays, periodWords } from './dates';
import type { ClaimRecord, DateText, PersonRecord, SpellRecord } from './records';

/** Days within which a merge can be undone. */
export const UNDO_DAYS = 7;

type Claim = Pick<ClaimRecord, '_id' | 'programme' | 'period' | 'seq' | 'status'>;
type Person = Pick<PersonRecord, '_id' | 'name' | 'status' | 'gone'>;

const NEVER_WAS: readonly string[] = ['draft', 'withdrawn', 'rejected'];
const FINISHED: readonly string[] = [...NEVER_WAS, 'paid'];

export interface MergeLook {
  keep: Person;
  drop: Person;
  claims: { keep: readonly Claim[]; drop: readonly Claim[] };
  /** What a programme is called. */
  programmeName(programme: string): string;
}

/** Why they must not be merged, in words; [] = they may. A person has one claim a programme and period (its id is the lock), so two would break it. */
export function mergeBars({ keep, drop, claims, programmeName }: MergeLook): string[] {
  const bars: string[] = [];
  if (keep._id === drop._id) return ['这是同一条登记'];
  for (const one of [keep, drop]) if (one.status !== 'active') bars.push(`${one.name}的一条已经不在册，先恢复在册再合`);
  const name = ({ programme, period }: Claim) => `${periodWords(period)}的${programmeName(programme)}`;
  const live = (list: readonly Claim[]) => list.filter(({ status }) => !NEVER_WAS.includes(status));
  for (const one of live(claims.drop)) {
    const same = live(claims.keep).find(
      (other) => other.programme === one.programme && other.period === one.period && other.seq === one.seq,
    );
    if (same) bars.push(`两条都有${name(one)}：一个人一年只能有一件，先把其中一件退了或追回`);
  }
  const open = claims.drop.filter(({ status }) => !FINISHED.includes(status));
  if (open.length > 0) bars.push(`要合掉的这一条还有没办完的：${open.map(name).join('、')}。换过来，留这一条、合掉那一条；或者等办完`);
  return bars;
}

const overlap = (a: SpellRecord, b: SpellRecord): boolean => (a.end === null || a.end >= b.start) && (b.end === null || b.end >= a.start);

/** Those of the others that cover days of a spell. */
export function overlapping<T extends SpellRecord>(spell: SpellRecord, others: readonly T[]): T[] {
  return others.filter((other) => other._id !== spell._id && overlap(spell, other));
}

/** Which of the dropped record's spells go over, and which stay because one of the other's covers the same days. */
export function spellsToMove(keep: readonly SpellRecord[], drop: readonly SpellRecord[]): { go: SpellRecord[]; stay: SpellRecord[] } {
  const go: SpellRecord[] = [];
  const stay: SpellRecord[] = [];
  for (const spell of drop) ([...keep, ...go].some((other) => overlap(spell, other)) ? stay : go).push(spell);
  return { go, stay };
}

/** The last day a merge of that day can be undone. */
export function undoUntil(day: DateText): DateText {
  return addDays(day, UNDO_DAYS);
}
