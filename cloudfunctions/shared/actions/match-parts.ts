// From a person of the ledger to their short list: a few index reads by what they can do, every posting judged by the whole table.

import type { Output } from '@shared/contract';
import { ageOn } from '@shared/domain/dates';
import { kmTo, kmWords, type Roads } from '@shared/domain/distance';
import { inForce } from '@shared/domain/employers';
import { ageKey, COUNTY_KEY, cellOf, skillKey, townKey } from '@shared/domain/job-cells';
import { bestOf, type Fitted, type Match } from '@shared/domain/matching';
import { abilityOf, CAN_OF, type Heard, heard, type MatchPerson, tiesOf } from '@shared/domain/matching-parts';
import type { EmployerMark, EmployerRecord, Fen, PersonRecord, PlaceRecord, PostingRecord, SpellRecord } from '@shared/domain/records';
import { jobCard } from '@shared/present';
import type { Context } from '@shared/runtime/context';
import { type Nets, netsOf, type Register, rulesNow } from './match-nets';
import type { Ledger } from './person-facts';

type MatchedJob = Output<'match.mine'>['items'][number];

const MOST_SHOWN = 8;
const MOST_OTHERS = 4;
/** Villages whose roads are looked up for one list. */
const MOST_ROADS = 5;

/** A month of the present or last work that is known. */
function earnedOf(spells: readonly Pick<SpellRecord, 'monthlyFen' | 'start' | 'owed'>[]): Fen | null {
  const known = spells.filter(({ monthlyFen, owed }) => monthlyFen !== null && !(owed && monthlyFen === 0));
  return known.sort((a, b) => (a.start < b.start ? 1 : -1))[0]?.monthlyFen ?? null;
}

export function matchPerson(person: PersonRecord, place: PlaceRecord | null, earnedFen: Fen | null, today: string): MatchPerson {
  const { sex, labourSkill, studentStatus, health, disability, skills, certificates, tiedBy, workWish, trainingWish, born, village } =
    person;
  return {
    sex,
    labourSkill,
    studentStatus,
    health,
    disability,
    skills,
    certificates,
    tiedBy,
    workWish,
    trainingWish,
    age: born ? ageOn(born, today) : null,
    earnedFen,
    from: { village, roads: place?.roads ?? null },
  };
}

/** Which keys are read, and how many of each: near first for whoever stays, a few of each for whoever is free to go. */
export function plan(person: MatchPerson, town: string): { cell: string; most: number }[] {
  const can = CAN_OF[abilityOf(person)];
  const age = person.age === null ? undefined : ageKey(person.age);
  const stays = tiesOf(person).length > 0 || person.workWish?.plans === false;
  const light = can !== '*';
  const most = stays
    ? { town: 8, county: 7, in_province: 2, outside_province: 2 }
    : light
      ? { town: 7, county: 5, in_province: 3, outside_province: 3 }
      : { town: 4, county: 4, in_province: 5, outside_province: 5 };
  const asked = [
    { where: townKey(town), most: most.town },
    { where: COUNTY_KEY, most: most.county },
    { where: 'in_province', most: most.in_province },
    { where: 'outside_province', most: most.outside_province },
    ...(person.skills ?? []).slice(0, 2).map((skill) => ({ where: skillKey(skill), most: 3 })),
  ];
  return asked.map(({ where, most }) => ({ cell: cellOf({ where, can, age }), most }));
}

/** Residents read these reasons too: only what an authority has found. */
const marksOf = (employer: EmployerRecord | undefined): EmployerMark[] =>
  inForce(employer?.marks ?? [])
    .filter(({ official }) => official)
    .map(({ mark }) => mark);

/** Postings with how far they are and what is known of who offers them; those past their day or of a stopped employer are left out. */
export async function around(postings: readonly PostingRecord[], from: MatchPerson['from'], { repos, today }: Context) {
  const open = postings.filter(({ status, until }) => status === 'open' && today <= until);
  const codes = open.flatMap(({ spot }) => (spot.kind === 'village' && spot.code !== from.village ? [spot.code] : []));
  const [employers, roads] = await Promise.all([
    repos.postings.employersOf(open),
    Promise.all(
      [...new Set(codes)].slice(0, MOST_ROADS).map(async (code) => [code, (await repos.places.get(code))?.roads ?? null] as const),
    ),
  ]);
  const roadsOf = new Map<string, Roads | null>(roads);
  return open.flatMap((posting) => {
    const employer = employers.get(posting.employerId);
    if (employer?.status === 'stopped') return [];
    const other = posting.spot.kind === 'village' ? (roadsOf.get(posting.spot.code) ?? null) : null;
    return [{ posting, around: { km: kmTo(posting.spot, from, other), marks: marksOf(employer) } }];
  });
}

/** The findings in the words of who reads them: what fits first, then what does not, then what is not known. */
export function reasonsOf({ findings }: Match, register: Register, whom: Heard = 'self'): MatchedJob['reasons'] {
  const order = { fits: 0, not: 1, unknown: 2 };
  return [...findings]
    .sort((a, b) => order[a.fit] - order[b.fit] || b.weight - a.weight)
    .map(({ rule, fit, spoken, official, remedy }) => ({
      rule,
      fit,
      words: register === 'resident' ? heard(spoken, whom) : official,
      remedy: heard(remedy, whom),
    }));
}

/** What nobody recorded and would make the list better. */
function lacksOf(person: MatchPerson, register: Register): string[] {
  const lacks: [boolean, string, string][] = [
    [person.age === null, '哪天生的', '出生日期'],
    [person.skills === undefined, '会啥手艺', '技能'],
    [person.tiedBy === undefined, '家里走不走得开', '走不开的原因'],
    [person.workWish == null, '想去哪儿、几时走', '务工意愿'],
  ];
  return lacks.filter(([missing]) => missing).map(([, spoken, official]) => (register === 'resident' ? spoken : official));
}

const heardNets = (nets: Nets, whom: Heard): Nets => ({
  ...nets,
  subsidies: nets.subsidies.map((one) => ({
    ...one,
    words: heard(one.words, whom),
    conditions: one.conditions.map((words) => heard(words, whom)),
  })),
});

/** The short list of one person whose ledger and village were read within the caller's reach. `whom`: who reads it, where it is spoken. */
export async function shortListOf(
  ledger: Ledger,
  village: PlaceRecord | null,
  register: Register,
  ctx: Context,
  whom: Heard = 'self',
): Promise<Pick<Output<'match.mine'>, 'today' | 'items' | 'others' | 'lacks'>> {
  const { repos, today } = ctx;
  const { person } = ledger.subject;
  const own = matchPerson(person, village, earnedOf(ledger.spells), today);
  const [rules, ...pages] = await Promise.all([
    rulesNow(person.town, ctx),
    ...plan(own, person.town).map(({ cell, most }) => repos.postings.best(cell, most)),
  ]);
  const read = [...new Map(pages.flat().map((posting) => [posting._id, posting])).values()];
  const { items, others } = bestOf(own, await around(read, own.from, ctx), { shown: MOST_SHOWN, others: MOST_OTHERS });
  const shown = ({ posting, match, around: { km } }: Fitted): MatchedJob => ({
    job: jobCard(posting, today),
    distance: heard(kmWords(km, register === 'resident' ? '您村' : '本村'), whom),
    fits: match.fits,
    reasons: reasonsOf(match, register, whom),
    nets: heardNets(netsOf(ledger, rules, posting, today, register), whom),
  });
  return {
    today,
    items: items.map(shown),
    others: others.map(shown),
    lacks: lacksOf(own, register),
  };
}
