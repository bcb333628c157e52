// What where somebody stands is decided from, gathered once from their records: age, ability, present work, last work, what they said.
import { addDays, ageOn } from './dates';
import type { DateText, HouseholdRecord, InstallationRecord, PersonRecord, SpellRecord } from './records';
import { festivalBefore, lanternsOf, newYearOf } from './spring-festival';

/** Days past the day somebody meant to go back, after which they are a returnee. */
export const LAPSE_DAYS = 45;
export const WORKING_AGE = 16;

/** How this installation counts: words and switches of its documents, not of the code. */
export interface Counting {
  /** From this age on somebody without work does not count as labour; null = there is no such age. */
  retiredFrom: number | null;
  /** Whether 公益岗 counts inside 务工规模; both numbers are always shown. */
  postsInScale: boolean;
  /** 大龄 as 就业困难人员 counts it. */
  agedMen: number;
  agedWomen: number;
  /** From this age on work near home comes first, and a list of its own (大龄) is kept. */
  agedFrom: number;
  /** So many days somebody who came back counts as 刚回来; afterwards as 在家等活. */
  justBackDays: number;
}
/** Examples, as long as nobody decided: the county's own documents say it. */
export const COUNTING: Counting = { retiredFrom: null, postsInScale: true, agedMen: 50, agedWomen: 40, agedFrom: 60, justBackDays: 90 };

export function countingOf(installation: Pick<InstallationRecord, 'counting'> | null): Counting {
  return { ...COUNTING, ...(installation?.counting ?? {}) };
}

export type StandingPerson = Pick<
  PersonRecord,
  | 'status'
  | 'born'
  | 'sex'
  | 'labourSkill'
  | 'studentStatus'
  | 'health'
  | 'workWish'
  | 'tiedBy'
  | 'disability'
  | 'support'
  | 'gone'
  | 'phoneWorks'
>;
export type StandingHousehold = Pick<HouseholdRecord, 'householdType' | 'monitoring' | 'resettled'>;
export type StandingSpell = Pick<
  SpellRecord,
  '_id' | 'start' | 'end' | 'place' | 'employer' | 'monthlyFen' | 'industry' | 'channel' | 'overseas' | 'away' | 'endReason'
>;

export interface StandingInput {
  person: StandingPerson;
  spells: readonly StandingSpell[];
  home: InstallationRecord['home'];
  today: DateText;
  counting: Counting;
}

/** 省外 · 省内县外 · 县内; '' = the place is not recorded well enough. Abroad counts with 省外. */
export type Reach = 'other_province' | 'in_province' | 'in_county' | '';

export function reachOf({ place, overseas }: Pick<StandingSpell, 'place' | 'overseas'>, home: InstallationRecord['home']): Reach {
  if (overseas === true) return 'other_province';
  if (place.province === '') return '';
  if (place.province !== home.province) return 'other_province';
  if (place.city === '') return '';
  if (place.city !== home.city) return 'in_province';
  if (place.county === '') return '';
  return place.county === home.county ? 'in_county' : 'in_province';
}

export interface Worked {
  spell: StandingSpell;
  reach: Reach;
}

/** Work that is over for now: closed, or 暂回 long past the day of going back. */
export interface Ended extends Worked {
  /** The first day of being a returnee; after today while somebody home for the New Year may still go. */
  backFrom: DateText;
  /** Since when at home. */
  homeSince: DateText;
  how: 'closed' | 'new_year' | 'away_lapsed';
}

export interface StandingFacts {
  person: StandingPerson;
  today: DateText;
  age: number;
  counting: Counting;
  weak: boolean;
  unable: boolean;
  disabled: boolean;
  /** Work that goes on today, there or 暂回. */
  work: Worked | null;
  last: Ended | null;
  /** All work that is over, oldest first. */
  over: readonly Ended[];
  /** What was said about going, unless work since has overtaken it. */
  wish: NonNullable<PersonRecord['workWish']> | null;
  tied: readonly string[];
}

const order = (a: StandingSpell, b: StandingSpell): number =>
  a.start !== b.start ? (a.start < b.start ? -1 : 1) : a._id < b._id ? -1 : a._id > b._id ? 1 : 0;

const goesOn = ({ end }: StandingSpell, today: DateText): boolean => end === null || end >= today;
/** The first day on which 暂回 is no longer one. */
const lapseOf = ({ away }: StandingSpell): DateText | null => (away ? addDays(away.backOn, LAPSE_DAYS) : null);
const lapsed = (spell: StandingSpell, today: DateText): boolean => {
  const from = lapseOf(spell);
  return from !== null && from <= today;
};

function endedOf(spell: StandingSpell, input: StandingInput): Ended {
  const { home } = input;
  const reach = reachOf(spell, home);
  const lapse = lapseOf(spell);
  if (goesOn(spell, input.today) && spell.away && lapse !== null)
    return { spell, reach, backFrom: lapse, homeSince: spell.away.since, how: 'away_lapsed' };
  const homeSince = addDays(spell.end ?? input.today, 1);
  const festival = spell.end === null ? null : newYearOf(spell.end);
  // Sheets close a work when people go home for the New Year, without a word whether they go again: they are given until 元宵 and the
  // same 45 days as whoever named a day.
  if (festival !== null && (spell.endReason ?? '') === '')
    return { spell, reach, backFrom: addDays(lanternsOf(festival), LAPSE_DAYS), homeSince, how: 'new_year' };
  return { spell, reach, backFrom: homeSince, homeSince, how: 'closed' };
}

const UNABLE: readonly string[] = ['无劳动力', '丧失劳动力'];

/** Everything the rules look at. The order of the spells does not matter. */
export function standingFacts(input: StandingInput): StandingFacts {
  const { person, today, counting, home } = input;
  const begun = input.spells.filter(({ start }) => start <= today).sort(order);
  const present = begun.filter((spell) => goesOn(spell, today) && !lapsed(spell, today));
  // Of two that overlap the one somebody is at counts before the one they are home from, then the later one.
  const spell = present.filter(({ away }) => !away).pop() ?? present.pop() ?? null;
  const over = begun
    .filter((one) => !goesOn(one, today) || lapsed(one, today))
    .map((one) => endedOf(one, input))
    .sort((a, b) => (a.homeSince !== b.homeSince ? (a.homeSince < b.homeSince ? -1 : 1) : order(a.spell, b.spell)));
  const last = over[over.length - 1];
  const wish = person.workWish ?? null;
  return {
    person,
    today,
    counting,
    age: ageOn(person.born, today),
    weak: person.labourSkill === '弱劳动力或半劳动力',
    unable: UNABLE.includes(person.labourSkill),
    disabled: person.disability != null || person.health.includes('残疾'),
    work: spell && { spell, reach: reachOf(spell, home) },
    last: spell === null ? (last ?? null) : null,
    over,
    wish: wish !== null && last !== undefined && wish.asked < addDays(last.homeSince, -1) ? null : wish,
    tied: person.tiedBy ?? [],
  };
}

/** Outside the county, also where only the channel says so. */
export const isAway = ({ reach, spell }: Worked): boolean =>
  reach === 'other_province' || reach === 'in_province' || (reach === '' && spell.channel === '外出务工');

/** Whether somebody at home came back from work outside the county for good: this year, or just now. */
export function isReturned({ last, work, today, counting }: StandingFacts): boolean {
  if (work !== null || last === null || !isAway(last) || last.backFrom > today) return false;
  return last.backFrom >= festivalBefore(today) || isJustBack(last, today, counting.justBackDays);
}

export function isJustBack({ backFrom }: Ended, today: DateText, days: number): boolean {
  return backFrom <= today && today < addDays(backFrom, days);
}
