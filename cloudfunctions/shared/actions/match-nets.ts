// What a job would net: pay as a month's money, and the subsidies somebody would then be entitled to, by the very rules claims are decided by.
import type { Output } from '@shared/contract';
import type { Assessment, CheckResult } from '@shared/domain/assessment';
import { addDays } from '@shared/domain/dates';
import type { Facts, PriorClaim, SpellFact } from '@shared/domain/facts';
import { monthOf, monthPayWords } from '@shared/domain/job-pay';
import { moneyWords } from '@shared/domain/money';
import type { DateText, JobChannel, PostingRecord } from '@shared/domain/records';
import { checkWords } from '@shared/domain/words/checks';
import type { Policy } from '@shared/repos/policies';
import type { Context } from '@shared/runtime/context';
import { factsOf, type Ledger } from './person-facts';

export type Register = 'resident' | 'official';
export type Nets = Output<'match.mine'>['items'][number]['nets'];
type Subsidy = Nets['subsidies'][number];

export interface Rules {
  policy: Policy;
  /** Whether this year's sums may be told. */
  opened: boolean;
}

/** 就业渠道 in the national words, by the channel of a posting. */
const CHANNEL: Readonly<Record<JobChannel, string>> = {
  outside_province: '外出务工',
  in_province: '外出务工',
  in_county: '其他形式就业',
  workshop: '帮扶车间',
  welfare: '公益岗位',
  relief: '以工代赈',
  casual: '灵活就业',
};

/** The work as it would be recorded if somebody began it that day. */
function workAt(posting: PostingRecord, start: DateText): SpellFact {
  const { province, city, county } = posting.place;
  return {
    id: `posting:${posting._id}`,
    start,
    end: null,
    province,
    city,
    county,
    employer: posting.employer,
    monthlyFen: monthOf(posting.pay)?.minFen ?? null,
    channel: CHANNEL[posting.channel],
    organised: posting.backing === null ? false : posting.backing.bus,
    kind: posting.channel === 'casual' ? '其他形式务工就业人员' : '单位录用聘用人员',
  };
}

/** A day, month or period so many years earlier; the last of February stays one. */
function earlier(text: string, years: number): string {
  if (years === 0) return text;
  const moved = `${Number(text.slice(0, 4)) - years}${text.slice(4)}`;
  return moved.endsWith('-02-29') ? `${moved.slice(0, 8)}28` : moved;
}

const priorBack = (prior: PriorClaim, years: number): PriorClaim => ({
  ...prior,
  period: earlier(prior.period, years),
  ...(prior.spells ? { spells: prior.spells.map((one) => spellBack(one, years)) } : {}),
});
const spellBack = (one: SpellFact, years: number): SpellFact => ({
  ...one,
  start: earlier(one.start, years),
  end: one.end === null ? null : earlier(one.end, years),
});

/** Everything so many years earlier: what a year nobody has written rules for would bring by those of the last one. */
function factsBack(facts: Facts, years: number): Facts {
  if (years === 0) return facts;
  const { person, household } = facts;
  const monitoring = household.monitoring && {
    ...household.monitoring,
    identifiedOn: earlier(household.monitoring.identifiedOn, years),
    clearedOn: household.monitoring.clearedOn === null ? null : earlier(household.monitoring.clearedOn, years),
  };
  return {
    ...facts,
    person: { ...person, born: person.born === null ? null : earlier(person.born, years) },
    household: { ...household, monitoring, prior: household.prior?.map((one) => priorBack(one, years)) ?? null },
    spells: facts.spells.map((one) => spellBack(one, years)),
    prior: facts.prior.map((one) => priorBack(one, years)),
  };
}

interface Judged {
  taken: Assessment;
  /** The same without this job. */
  without: Assessment;
  /** The year meant, and whose rules are used. */
  year: number;
  rules: string;
}

/** The period of a pack for a year, or the newest there is. */
function periodFor({ pack }: Policy, year: number): string | null {
  const sorted = [...pack.periods].sort();
  return sorted.find((one) => one.startsWith(String(year))) ?? sorted.at(-1) ?? null;
}

function judge(policy: Policy, ledger: Ledger, posting: PostingRecord, today: DateText, year: number): Judged | null {
  const period = periodFor(policy, year);
  if (period === null || Number(period.slice(0, 4)) > year) return null;
  const back = year - Number(period.slice(0, 4));
  const asOf = `${year}-12-31`;
  const bare = factsOf(ledger, period, asOf, { id: '', evidence: [] });
  const spells = bare.spells.filter(({ end, start }) => start < today && (end === null || start <= end));
  const before = addDays(today, -1);
  const left = spells.map((one) => (one.end === null || one.end >= today ? { ...one, end: before } : one));
  const run = (work: SpellFact[]) => {
    const facts = factsBack({ ...bare, spells: work }, back);
    return policy.assess({ ...facts, asOf: earlier(asOf, back), period });
  };
  return { taken: run([...left, workAt(posting, today)]), without: run(spells), year, rules: period.slice(0, 4) };
}

/** What had to be met and would be met by this job, or must still be asked. */
function conditionsOf({ taken, without }: Judged, register: Register): string[] {
  const met = new Set(without.checks.filter(({ status }) => status === 'passed').map(({ id }) => id));
  return taken.checks.filter(({ id, status }) => status === 'unknown' || !met.has(id)).map((check) => checkWords(check, register).label);
}

const brings = ({ taken }: Judged): boolean => taken.verdict !== 'not_eligible';
const whyNotOf = ({ taken }: Judged, register: Register): string => {
  const failed = taken.checks.find(({ status }) => status === 'failed') as CheckResult;
  const { label, found } = checkWords(failed, register);
  return `要「${label}」，${register === 'resident' ? '这样去' : '此岗位'}是「${found}」`;
};

function subsidyOf({ policy, opened }: Rules, ledger: Ledger, posting: PostingRecord, today: DateText, register: Register): Subsidy | null {
  const year = Number(today.slice(0, 4));
  const tries = [year, year + 1].flatMap((one) => judge(policy, ledger, posting, today, one) ?? []);
  // What begins late in a year may be short of months there and long enough in the next.
  const found = tries.find(brings) ?? tries[0];
  if (found === undefined) return null;
  const { programme, name, spoken } = policy.pack;
  const called = register === 'resident' ? spoken : name;
  const { taken, without } = found;
  const base = { programme, name: called };
  if (!brings(found)) {
    // Whoever is not on the rolls at all is not told so under every job.
    if (
      without.checks.some(
        ({ id, status }) =>
          status === 'failed' && taken.checks.some((one) => one.id === id && one.status === 'failed' && ABOUT_WHOM.includes(one.check)),
      )
    )
      return null;
    return { ...base, state: 'not', amountFen: 0, words: `没有${called}：${whyNotOf(found, register)}`, conditions: [], basis: '' };
  }
  const from = taken.amountFrom?.basis;
  const basis =
    from === undefined ? '' : `${from.docNo === '' ? `《${from.title}》` : from.docNo}${from.article === '' ? '' : `「${from.article}」`}`;
  if (without.verdict === 'eligible' && without.amountFen >= taken.amountFen)
    return { ...base, state: 'anyway', amountFen: 0, words: `${called}不去也能领，不算进去`, conditions: [], basis };
  const conditions = conditionsOf(found, register);
  const known = opened || found.rules !== String(year);
  const amountFen = known && taken.amountFen > 0 ? taken.amountFen - (without.verdict === 'eligible' ? without.amountFen : 0) : null;
  const when = found.year > year ? `${found.year} 年` : '';
  const sum =
    amountFen === null
      ? known
        ? `，多少要看${register === 'resident' ? '交的照片' : '凭证'}`
        : '，多少等乡里核完以前领过的再说'
      : ` ${moneyWords(amountFen)}`;
  return {
    ...base,
    state: taken.verdict === 'eligible' ? 'then' : 'maybe',
    amountFen,
    words: `${when}${taken.verdict === 'eligible' ? '能多得' : '可能多得'}${called}${sum}${found.rules === String(found.year) ? '' : `（${found.year} 年的办法还没出，照 ${found.rules} 年的算）`}`,
    conditions,
    basis,
  };
}

/** About the person and household, not about the work: no job changes it. */
const ABOUT_WHOM: readonly string[] = ['target_household', 'labour_able', 'not_student', 'alive', 'age_range'];

function costsOf({ board, area, transport }: PostingRecord): string[] {
  const away = area !== 'in_county';
  return [
    ...(away && !board.lodging ? ['不管住，租房自己出钱'] : []),
    ...(board.food ? [] : ['不管吃，饭钱自己出']),
    ...(transport === '' ? [] : [`怎么去：${transport}`]),
  ];
}

export function netsOf(ledger: Ledger, rules: readonly Rules[], posting: PostingRecord, today: DateText, register: Register): Nets {
  const month = monthOf(posting.pay);
  const subsidies = rules.flatMap((one) => subsidyOf(one, ledger, posting, today, register) ?? []);
  const gained = subsidies.filter(({ state }) => state === 'then' || state === 'maybe');
  return {
    month: month && { minFen: month.minFen, maxFen: month.maxFen },
    monthWords:
      month === null ? '干一件算一件，一个月多少说不准' : `${monthPayWords(month)}${month.assumed === '' ? '' : `（${month.assumed}）`}`,
    subsidies,
    subsidyFen: gained.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0),
    costs: costsOf(posting),
    note: gained.length > 0 ? '这是估的，以乡里审核为准。' : '',
  };
}

/** The rules in force today; sums of a year whose past payments are still being gone through are not told. */
export async function rulesNow(town: string, { policies, today, repos }: Pick<Context, 'policies' | 'today' | 'repos'>): Promise<Rules[]> {
  const year = today.slice(0, 4);
  return Promise.all(
    (await policies.active(today)).map(async (policy) => ({
      policy,
      opened: !policy.pack.periods.includes(year) || (await repos.lists.opened(town, policy.pack.programme, year)),
    })),
  );
}
