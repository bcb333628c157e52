// A household's people and where each stands, with the marks and figures that only the household as a whole decides: 零就业户, 就业困难人员.
import { addDays, addMonths, daysBetween } from './dates';
import { type Counted, type FigureKey, figuresOf } from './figures';
import { AT_WORK } from './month-records';
import type { DateText, Fen, InstallationRecord, WhereaboutsMark } from './records';
import { festivalBefore } from './spring-festival';
import {
  type Counting,
  isAway,
  isReturned,
  type StandingHousehold,
  type StandingPerson,
  type StandingSpell,
  standingFacts,
  type Worked,
} from './standing-facts';
import { type Standing, standingOf } from './whereabouts';

/** Why somebody is hard to place, of what 就业困难人员 counts: any one, for those who count, have no work and do not refuse it. */
export const HARD_WORDS = {
  disabled: '残疾',
  aged: '年纪偏大',
  minimum: '低保',
  weak: '干不了重活',
  zero_work: '家里没人有活',
  long: '一年多没有活',
} as const;
export type HardWhy = keyof typeof HARD_WORDS;

const LONG_MONTHS = 12;
/** Between coming back and the next work, when nobody wrote down why the former ended: less is a change of jobs. */
const SECOND_JOB_GAP_DAYS = 15;
const MOVED_ON = '换了地方';

export interface Member {
  id: string;
  /** Decides who carries the household's figures. */
  sortKey: string;
  person: StandingPerson;
  spells: readonly StandingSpell[];
}

export interface HouseholdInput {
  household: StandingHousehold | null;
  members: readonly Member[];
  home: InstallationRecord['home'];
  today: DateText;
  counting: Counting;
}

export interface MemberStanding {
  id: string;
  standing: Standing;
  marks: WhereaboutsMark[];
  hard: HardWhy[];
  figures: FigureKey[];
  monthlyFen: Fen | null;
  lastYearFen: Fen | null;
}

const atWork = ({ state }: Standing): boolean => AT_WORK.includes(state);
const counts = ({ state }: Standing): boolean => state !== 'not_counted';

function hardWhys({ state, facts }: Standing, household: StandingHousehold | null, zeroWork: boolean): HardWhy[] {
  if (state === 'unwilling' || state === 'not_counted' || AT_WORK.includes(state)) return [];
  const { person, age, counting, last, today, weak, disabled } = facts;
  const applies: Record<HardWhy, boolean> = {
    disabled,
    aged: age >= (person.sex === '男' ? counting.agedMen : counting.agedWomen),
    minimum: household?.householdType === '低保脱贫户' || (person.support ?? '').includes('低保'),
    weak,
    zero_work: zeroWork,
    long: last === null || last.homeSince <= addMonths(today, -LONG_MONTHS),
  };
  return (Object.keys(applies) as HardWhy[]).filter((why) => applies[why]);
}

/** Came back for good this year and is at work again. */
function isSecondJob({ facts: { over, work, today } }: Standing): boolean {
  const before = over[over.length - 1];
  if (work === null || work.spell.away || before === undefined || before.how === 'new_year' || !isAway(before)) return false;
  const { endReason = '' } = before.spell;
  if (before.homeSince < `${today.slice(0, 4)}-01-01` || work.spell.start < before.homeSince || endReason === MOVED_ON) return false;
  return endReason !== '' || daysBetween(before.homeSince, work.spell.start) >= SECOND_JOB_GAP_DAYS;
}

/** Outside the county in the last calendar year, and no longer there since the New Year. */
function outLastYearOnly({ facts }: Standing): boolean {
  const year = Number(facts.today.slice(0, 4)) - 1;
  const away: (Worked & { homeSince?: DateText })[] = [...facts.over, ...(facts.work ? [facts.work] : [])].filter(isAway);
  const endOf = (one: Worked & { homeSince?: DateText }) => (one.homeSince === undefined ? facts.today : addDays(one.homeSince, -1));
  const festival = festivalBefore(facts.today);
  const outLastYear = away.some((one) => one.spell.start <= `${year}-12-31` && endOf(one) >= `${year}-01-01`);
  return outLastYear && !away.some((one) => endOf(one) >= festival);
}

/** All members of a household at once; each stands in exactly one place. */
export function standingsOf({ household, members, home, today, counting }: HouseholdInput): MemberStanding[] {
  const all = members.map((member) => ({ member, standing: standingOf({ ...member, home, today, counting }) }));
  const labourers = all.filter(({ standing }) => counts(standing));
  const householdWorks = labourers.some(({ standing }) => atWork(standing));
  const zeroWork = labourers.length > 0 && !householdWorks;
  const carrier = [...labourers].sort((a, b) => (a.member.sortKey < b.member.sortKey ? -1 : 1))[0]?.member.id;
  const monitoring = household?.monitoring ?? null;
  const monitored =
    monitoring !== null && monitoring.identifiedOn <= today && (monitoring.clearedOn === null || monitoring.clearedOn > today);
  const lastYear = String(Number(today.slice(0, 4)) - 1);
  return all.map(({ member, standing }): MemberStanding => {
    const { facts } = standing;
    const hard = hardWhys(standing, household, zeroWork);
    const workOn = (day: DateText) => standingFacts({ ...member, home, today: day, counting }).work;
    const holds: Record<WhereaboutsMark, boolean> = {
      hard_to_place: hard.length > 0,
      zero_work_household: zeroWork && counts(standing),
      monitored,
      resettled: household?.resettled === true,
      returned: counts(standing) && isReturned(facts),
      aged: facts.age >= counting.agedFrom,
      disabled: facts.disabled,
    };
    const marks = (Object.keys(holds) as WhereaboutsMark[]).filter((mark) => holds[mark]);
    const work = facts.work;
    const counted: Counted = {
      state: standing.state,
      rule: standing.rule,
      reach: work?.reach ?? '',
      channel: work?.spell.channel ?? '',
      industry: work?.spell.industry ?? '',
      overseas: work?.spell.overseas === true,
      sex: member.person.sex,
      weak: facts.weak,
      returned: holds.returned,
      marks,
      carries: member.id === carrier,
      householdWorks,
      lastYearEnd: member.spells.some(({ start, end }) => start <= `${lastYear}-12-31` && (end === null || end >= `${lastYear}-01-01`)),
      outLastYearOnly: outLastYearOnly(standing),
      secondJob: isSecondJob(standing),
      phoneWorks: member.person.phoneWorks?.works ?? null,
    };
    return {
      id: member.id,
      standing,
      marks,
      hard,
      figures: figuresOf(counted),
      monthlyFen: atWork(standing) ? (work?.spell.monthlyFen ?? null) : null,
      lastYearFen: workOn(addMonths(today, -12))?.spell.monthlyFen ?? null,
    };
  });
}
