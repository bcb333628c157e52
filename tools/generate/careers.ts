// Work spells of an ordinary labourer through the years up to the county's day: who goes where, comes home, changes employer.

import { addDays, ageOn } from '@shared/domain/dates';
import type { DateText } from '@shared/domain/records';
import { day, springFestival } from './days';
import type { Draft, SpellSpec } from './draft';
import type { Random } from './random';
import type { PlainPerson } from './types';
import { employerAt, HOME, IN_PROVINCE, OUTSIDE, placeOf, WELFARE_POSTS, WORKSHOPS, type Workplace } from './workplaces';

/** Shares after the national bulletin of 2020 (outside the province 36, in the province 18, in the county 46) and the township's own 960 of 1,150 employed, 865 of them again in March. */
const EMPLOYED = 0.835;
const BACK_AT_WORK = 0.93;

type Where = 'outside' | 'province' | 'county';

/** Gives a labourer their years of work since `firstYear`. */
export function career(draft: Draft, person: PlainPerson, random: Random, firstYear: number): void {
  const weak = person.labourSkill === '弱劳动力或半劳动力';
  const where: Where = random.weighted(
    weak
      ? ([
          ['outside', 5],
          ['province', 5],
          ['county', 90],
        ] as const)
      : ([
          ['outside', 46],
          ['province', 22],
          ['county', 32],
        ] as const),
  );
  const thisYear = Number(draft.asOf.slice(0, 4));
  let place = random.pick(where === 'outside' ? OUTSIDE : IN_PROVINCE);
  let usual = job(random, place, where);
  for (let year = firstYear; year < thisYear; year++) {
    const last = year === thisYear - 1;
    if (ageOn(person.born, day(year, 1, 1)) < 16) continue;
    if (!random.chance(last ? EMPLOYED : 0.78)) continue;
    const goesOn = last && random.chance(BACK_AT_WORK);
    if (random.chance(0.3)) {
      place = random.pick(where === 'outside' ? OUTSIDE : IN_PROVINCE);
      usual = job(random, place, where);
    }
    const spells =
      where === 'county'
        ? localYear(random, person, year, goesOn, weak)
        : migrantYear(random, usual, job(random, place, where), year, goesOn, draft.asOf);
    for (const spell of spells) draft.spell(person, spell);
  }
}

/** Gone after the Spring Festival, home before the next; one employer, two, or only part of the year. */
function migrantYear(random: Random, first: Job, second: Job, year: number, goesOn: boolean, asOf: DateText): SpellSpec[] {
  const leave = addDays(springFestival(year), random.int(9, 24));
  const home = addDays(springFestival(year + 1), -random.int(5, 26));
  const pattern = random.weighted([
    ['steady', 62],
    ['switch', 14],
    ['season', 14],
    ['short', 10],
  ] as const);
  const spells: SpellSpec[] = [];
  if (pattern === 'steady') spells.push({ ...first, start: leave, end: home });
  if (pattern === 'season') spells.push({ ...first, start: addDays(leave, random.int(10, 30)), end: day(year, 10, random.int(15, 31)) });
  if (pattern === 'short') spells.push({ ...first, start: leave, end: addDays(leave, random.int(70, 150)) });
  if (pattern === 'switch') {
    const change = addDays(leave, random.int(110, 150));
    spells.push({ ...first, start: leave, end: change });
    spells.push({ ...second, start: addDays(change, random.int(3, 20)), end: home });
  }
  if (goesOn) spells.push({ ...(spells[spells.length - 1] ?? first), start: addDays(asOf, -random.int(1, 5)), end: null });
  return spells;
}

/** At home people work through the winter: the spell of the year runs to its last day and the next begins on the first. */
function localYear(random: Random, person: PlainPerson, year: number, goesOn: boolean, weak: boolean): SpellSpec[] {
  const kind = random.weighted([
    ['welfare', weak ? 24 : 15],
    ['workshop', 15],
    ['firm', weak ? 25 : 45],
    ['odd', weak ? 36 : 25],
  ] as const);
  const tooOld = ageOn(person.born, day(year, 1, 1)) >= 69;
  const base = localJob(random, kind === 'welfare' && tooOld ? 'odd' : kind);
  const start = kind === 'odd' ? day(year, random.int(3, 5), random.int(1, 28)) : day(year, 1, random.int(1, 2) === 1 ? 1 : 8);
  const end = kind === 'odd' ? day(year, random.int(9, 11), random.int(1, 28)) : day(year, 12, 31);
  const spells = [{ ...base, start, end }] as SpellSpec[];
  if (goesOn) spells.push({ ...base, start: day(year + 1, 1, random.int(4, 20)), end: null });
  return spells;
}

type Job = Omit<SpellSpec, 'start' | 'end'>;

function job(random: Random, place: Workplace, where: Where): Job {
  const employer = employerAt(random, place);
  const loose = random.chance(0.18);
  const [from, to] = where === 'outside' ? [76, 130] : [60, 100];
  return {
    place: placeOf(place),
    employer: loose ? null : employer.name,
    monthlyFen: random.chance(0.04) ? null : random.int(from, to) * 5000,
    industry: employer.industry,
    channel: loose ? '其他形式就业' : '外出务工',
    organised: random.chance(0.08) ? null : random.chance(0.12),
  };
}

function localJob(random: Random, kind: 'welfare' | 'workshop' | 'firm' | 'odd'): Job {
  const common = { place: placeOf(HOME), organised: false };
  if (kind === 'welfare') {
    const post = random.weighted(WELFARE_POSTS);
    return {
      ...common,
      employer: `青石乡公益岗（${post}）`,
      monthlyFen: random.int(12, 18) * 5000,
      industry: '公共管理',
      channel: '公益岗位',
    };
  }
  if (kind === 'workshop') {
    const workshop = random.pick(WORKSHOPS);
    return { ...common, employer: workshop.name, monthlyFen: random.int(36, 56) * 5000, industry: workshop.industry, channel: '帮扶车间' };
  }
  const employer = employerAt(random, HOME);
  const wage = random.chance(0.05) ? null : random.int(36, 70) * 5000;
  if (kind === 'firm')
    return { ...common, employer: employer.name, monthlyFen: wage, industry: employer.industry, channel: '其他形式就业' };
  return { ...common, employer: null, monthlyFen: wage, industry: '农业', channel: '其他形式就业' };
}
