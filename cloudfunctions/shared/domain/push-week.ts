// 「这周给本村的」: a handful of open postings for the people of one village, by the table of the short lists; each says why it is there.
import { daysBetween } from './dates';
import { kmWords } from './distance';
import { ageKey, COUNTY_KEY, cellOf, townKey } from './job-cells';
import { matchOf } from './matching';
import { abilityOf, CAN_OF, isLocal, type MatchAround, type MatchPerson, tiesOf } from './matching-parts';
import { similarTitles } from './posting-likeness';
import type { DateText, PostingRecord } from './records';

export const MOST_OF_WEEK = 5;
/** Of them at least so many near home, where there are: for who cannot leave. */
const NEAR_HOME = 2;
/** A card is read over days: what closes tomorrow only disappoints. */
const LEAST_DAYS = 2;
/** Rules that forbid nothing, but whose 「no」 keeps a posting from being said to fit: one's own word, what an authority found of the firm. */
const AGAINST: readonly string[] = ['wish', 'employer'];

/** Kinds of people that postings are read for, the most frequent first; the others are judged by what these bring. */
const MOST_KINDS = 10;
const READ_NEAR = 5;
const READ_ANYWHERE = 8;

export interface Candidate {
  posting: PostingRecord;
  around: MatchAround;
}

export interface Chosen {
  posting: PostingRecord;
  /** How many of the people it fits; of them who must be home each evening, and who can do no heavy work. */
  fits: number;
  tied: number;
  light: number;
  why: string;
}

export interface Week {
  chosen: Chosen[];
  /** People with at least one that fits. */
  served: number;
}

/** Keys of domain/job-cells.ts under which postings for these people are looked up, and how many of each: at most 180 documents. */
export function weekPlan(people: readonly MatchPerson[], town: string): { cell: string; most: number }[] {
  const kinds = new Map<string, { can: (typeof CAN_OF)[keyof typeof CAN_OF]; age: string | undefined; people: number }>();
  for (const one of people) {
    const can = CAN_OF[abilityOf(one)];
    const age = one.age === null ? undefined : ageKey(one.age);
    const kind = kinds.get(`${can}|${age}`) ?? { can, age, people: 0 };
    kinds.set(`${can}|${age}`, { ...kind, people: kind.people + 1 });
  }
  return [...kinds.values()]
    .sort((a, b) => b.people - a.people)
    .slice(0, MOST_KINDS)
    .flatMap(({ can, age }) => [
      { cell: cellOf({ where: townKey(town), can, age }), most: READ_NEAR },
      { cell: cellOf({ where: COUNTY_KEY, can, age }), most: READ_NEAR },
      { cell: cellOf({ can, age }), most: READ_ANYWHERE },
    ]);
}

interface Judged extends Candidate {
  /** Places in the list of people it fits. */
  fits: ReadonlySet<number>;
}

function judged(people: readonly MatchPerson[], { posting, around }: Candidate): Judged {
  const fits = new Set<number>();
  for (const [at, person] of people.entries()) {
    const match = matchOf(person, posting, around);
    if (match.fits && !match.findings.some(({ rule, fit }) => fit === 'not' && AGAINST.includes(rule))) fits.add(at);
  }
  return { posting, around, fits };
}

function whyOf({ posting, around, fits }: Judged, tied: number, light: number): string {
  const near = isLocal(posting) ? kmWords(around.km, '本村') || '在县里' : '';
  const board = posting.board.food && posting.board.lodging ? '管吃管住' : '';
  return [
    `村里 ${fits.size} 人合适`,
    ...(tied > 0 ? [`${tied} 个家里走不开的`] : []),
    ...(light > 0 ? [`${light} 个干不了重活的`] : []),
    ...(near || board ? [near || board] : []),
    ...(posting.age.max === null ? ['不卡岁数'] : []),
  ].join('，');
}

/**
 * What serves most of these people: first what fits most who have nothing yet; then, of what fits at least half of them, what is worth more;
 * then the rest likewise. Two near home before all others, where there are, by how many it fits of those who must be home each evening; no
 * kind of work twice; nothing that closes within two days.
 */
export function bestOfWeek(people: readonly MatchPerson[], candidates: readonly Candidate[], today: DateText): Week {
  const pool = candidates
    .filter(({ posting: { status, until } }) => status === 'open' && daysBetween(today, until) >= LEAST_DAYS)
    .map((one) => judged(people, one))
    .filter(({ fits }) => fits.size > 0);
  const isTied = people.map((one) => tiesOf(one).length > 0);
  const isLight = people.map((one) => CAN_OF[abilityOf(one)] !== '*');
  const among = ({ fits }: Judged, is: readonly boolean[]): number => [...fits].filter((at) => is[at]).length;
  const taken: Judged[] = [];
  const served = new Set<number>();
  /** Takes from these until there are so many; compared by each key in turn, the greater one first. */
  const take = (from: readonly Judged[], most: number, keysOf: (one: Judged) => number[]) => {
    while (taken.length < most) {
      const [best] = from
        .filter(({ posting }) => !taken.some((one) => similarTitles(one.posting.title, posting.title)))
        .map((one) => ({ one, keys: [[...one.fits].filter((at) => !served.has(at)).length, ...keysOf(one)] }))
        .sort((a, b) => {
          const at = a.keys.findIndex((key, n) => key !== b.keys[n]);
          if (at >= 0) return (b.keys[at] as number) - (a.keys[at] as number);
          return a.one.posting.rankKey < b.one.posting.rankKey ? 1 : -1;
        });
      if (!best) return;
      taken.push(best.one);
      for (const at of best.one.fits) served.add(at);
    }
  };
  const half = ({ fits }: Judged): number => Number(fits.size * 2 >= people.length);
  take(
    pool.filter(({ posting }) => isLocal(posting)),
    NEAR_HOME,
    (one) => [among(one, isTied), half(one)],
  );
  take(pool, MOST_OF_WEEK, (one) => [half(one)]);
  return {
    chosen: taken.map((one) => {
      const [tied, light] = [among(one, isTied), among(one, isLight)];
      return { posting: one.posting, fits: one.fits.size, tied, light, why: whyOf(one, tied, light) };
    }),
    served: served.size,
  };
}
