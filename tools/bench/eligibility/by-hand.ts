// The other peer: the two shipped packs written out by hand, as one would without a schema; numbers, words and articles stand in the code.
// It must return the very same explanation objects, so it knows nothing the pack does not say.
import type { Assessment, CheckStatus, CheckValue } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import { claims, common, verdictOf } from './by-hand-common';
import { AWAY, bits, FAR, result, S, SIX_MONTHS, type Stretch, sources, stretches, T, THOUSAND, union } from './by-hand-parts';

const OUTSIDE = { words: '跨省务工，定额 1500 元', basis: T.amount };
const INSIDE = { words: '省内县外务工，定额 600 元', basis: T.amount };

/** 外出务工一次性交通补贴, transport@2025-44. */
function transport(facts: Facts, work: Stretch[], first: string, last: string): Assessment {
  const { period } = facts;
  const checks = common(facts, work, first, last, T, T.scope);

  const all = sources(work);
  let far = 4;
  let unclear = false;
  for (const one of work) {
    if (one.far < 0) unclear = true;
    else if (one.far < far) far = one.far;
  }
  const is: CheckValue | null = far === 4 ? null : { kind: 'text', text: FAR[far] ?? '' };
  const outside = work.filter((one) => one.far >= 0 && one.far < 3);
  if (outside.length > 0) checks.push(result('away', 'worked_outside_county', 'passed', AWAY, is, sources(outside), T.amount, null));
  else if (unclear) checks.push(result('away', 'worked_outside_county', 'unknown', AWAY, is, all, T.amount, 'complete_place'));
  else checks.push(result('away', 'worked_outside_county', 'failed', AWAY, is, all, T.amount, 'add_work_record'));
  claims(facts, checks, 'transport', 'stabilisation', T.who, T.agree);

  const verdict = verdictOf(checks);
  const pays = verdict === 'not_eligible' ? 0 : far === 0 ? 150000 : far < 3 ? 60000 : 0;
  const amountFrom = pays === 150000 ? OUTSIDE : pays === 60000 ? INSIDE : null;
  return { programme: 'transport', version: 'transport@2025-44', period, verdict, amountFen: pays, amountFrom, checks };
}

/** Work at one employer: its months, and pay over those months of which pay is known. */
interface Job {
  name: string;
  work: Stretch[];
  months: number;
  paidFen: number;
  paidMonths: number;
  unpaidMonths: number;
}

function addTo(job: Job, one: Stretch): void {
  const months = bits(one.mask);
  job.work.push(one);
  if (one.spell.monthlyFen === null) job.unpaidMonths += months;
  else {
    job.paidFen += one.spell.monthlyFen * months;
    job.paidMonths += months;
  }
}

const newJob = (name: string): Job => ({ name, work: [], months: 0, paidFen: 0, paidMonths: 0, unpaidMonths: 0 });

function payStatus(job: Job): CheckStatus {
  if (job.paidMonths > 0 && job.paidFen >= 100000 * (job.paidMonths + job.unpaidMonths)) return 'passed';
  return job.unpaidMonths > 0 ? 'unknown' : 'failed';
}
const RANKS = { passed: 2, unknown: 1, failed: 0 };

/** The job whose pay counts. */
function paying(jobs: Job[], nameless: Job, work: Stretch[]): Job {
  if (jobs.length === 1 && nameless.work.length === 0 && jobs[0]) return jobs[0];
  const long = jobs.filter((job) => job.months >= 6);
  const candidates = long.length > 0 ? long : nameless.work.length > 0 ? [...jobs, nameless] : jobs;
  let best: Job | null = null;
  for (const job of candidates) {
    const lead = best === null ? 1 : RANKS[payStatus(job)] - RANKS[payStatus(best)];
    if (best === null || lead > 0 || (lead === 0 && job.paidFen * best.paidMonths > best.paidFen * job.paidMonths)) best = job;
  }
  if (best) return best;
  const all = newJob('');
  for (const one of work) addTo(all, one);
  return all;
}

const SUMS = [null, ...[1, 2, 3, 4, 5, 6].map((n) => ({ words: `稳岗补助，每月 200 元 × ${n} 个月`, basis: S.amount }))];

/** 务工就业稳岗补助, stabilisation@2025-44. */
function stabilisation(facts: Facts, work: Stretch[], first: string, last: string, end: string): Assessment {
  const { period } = facts;
  const checks = common(facts, work, first, last, S, S.age);
  const all = sources(work);

  const jobs: Job[] = [];
  const nameless = newJob('');
  for (const one of work) {
    const { employer, kind } = one.spell;
    if (employer === null || employer === '') {
      if (kind !== '其他形式务工就业人员') addTo(nameless, one);
      continue;
    }
    const name = work.length === 1 ? employer : employer.replace(/\s+/g, '').replace(/（/g, '(').replace(/）/g, ')');
    let job = jobs.find((known) => known.name === name);
    if (!job) {
      job = newJob(name);
      jobs.push(job);
    }
    addTo(job, one);
  }
  let longest: Job | null = null;
  for (const job of jobs) {
    job.months = union(job.work);
    if (longest === null || job.months > longest.months) longest = job;
  }
  const had = longest === null ? 0 : longest.months;
  let possible = had;
  if (nameless.work.length > 0) {
    possible = union(nameless.work);
    for (const job of jobs) possible = Math.max(possible, union([...job.work, ...nameless.work]));
  }
  const months: CheckValue = { kind: 'months', n: had };
  if (longest !== null && had >= 6)
    checks.push(result('same_employer', 'same_employer_months', 'passed', SIX_MONTHS, months, sources(longest.work), S.amount, null));
  else if (nameless.work.length > 0 && possible >= 6)
    checks.push(result('same_employer', 'same_employer_months', 'unknown', SIX_MONTHS, longest && months, all, S.amount, 'name_employer'));
  else {
    const runs = last < end && work.some((one) => one.spell.end === null);
    checks.push(
      result(
        'same_employer',
        'same_employer_months',
        'failed',
        SIX_MONTHS,
        months,
        all,
        S.amount,
        runs ? 'work_longer' : 'add_work_record',
      ),
    );
  }

  if (work.length === 0)
    checks.push(result('income', 'average_income_at_least', 'unknown', THOUSAND, null, all, S.amount, 'add_work_record'));
  else {
    const job = paying(jobs, nameless, work);
    const status = payStatus(job);
    const average: CheckValue | null = job.paidMonths > 0 ? { kind: 'fen', n: Math.floor(job.paidFen / job.paidMonths) } : null;
    checks.push(
      result(
        'income',
        'average_income_at_least',
        status,
        THOUSAND,
        average,
        sources(job.work),
        S.amount,
        status === 'passed' ? null : 'wage_proof',
      ),
    );
  }
  claims(facts, checks, 'stabilisation', 'transport', S.who, S.agree);

  const verdict = verdictOf(checks);
  const paid = verdict === 'not_eligible' ? 0 : Math.min(possible, 6);
  return {
    programme: 'stabilisation',
    version: 'stabilisation@2025-44',
    period,
    verdict,
    amountFen: paid * 20000,
    amountFrom: SUMS[paid] ?? null,
    checks,
  };
}

/** Both programmes for one person; what they have in common is worked out once. */
export function byHand(facts: Facts): Assessment[] {
  const first = `${facts.period}-01-01`;
  const end = `${facts.period}-12-31`;
  const last = facts.asOf < end ? facts.asOf : end;
  const work = stretches(facts, first, last);
  return [transport(facts, work, first, last), stabilisation(facts, work, first, last, end)];
}
