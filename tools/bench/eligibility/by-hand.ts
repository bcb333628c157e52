// The other peer: the two shipped packs written out by hand, as one would without a schema; numbers, words and articles stand in the code.
// It must return the very same explanation objects, so it knows nothing the pack does not say.
import type { Assessment, Basis, CheckResult, CheckStatus, CheckValue } from '@shared/domain/assessment';
import { ageOn } from '@shared/domain/dates';
import type { Facts, PriorClaim, Source, SpellFact } from '@shared/domain/facts';

const NOTICE = '关于简化脱贫劳动力外出务工就业一次性交通补贴和稳岗补助审核发放流程的通知';
const COUNTY = '云岭县2025年度外出务工交通补贴和稳岗补助发放安排（示例）';
const YUSHE = '榆社县2025年稳岗补助审核发放通知';
const article = (title: string, docNo: string, no: string): Basis => ({ title, docNo, article: no });
const notice = (no: string): Basis => article(NOTICE, '晋乡振发〔2023〕44号', no);

const T = {
  amount: notice('交通补贴标准'),
  who: notice('交通补贴对象'),
  years: notice('执行年度'),
  window: article(COUNTY, '', '申领时间'),
  scope: article(COUNTY, '', '对象口径'),
  agree: article(YUSHE, '', '信息比照'),
};
const S = {
  amount: notice('稳岗补助标准'),
  who: notice('稳岗补助对象'),
  years: notice('执行年度'),
  window: article(COUNTY, '', '申领时间'),
  scope: article(COUNTY, '', '对象口径'),
  age: article(YUSHE, '', '年龄'),
  agree: article(YUSHE, '', '信息比照'),
};

const YES: CheckValue = { kind: 'yes' };
const NO: CheckValue = { kind: 'no' };
const ZERO: CheckValue = { kind: 'count', n: 0 };
const PERIODS: CheckValue = { kind: 'texts', texts: ['2023', '2024', '2025'] };
const HOUSEHOLDS: CheckValue = { kind: 'texts', texts: ['一般脱贫户', '低保脱贫户', '特困供养脱贫户', '监测户'] };
const AGES: CheckValue = { kind: 'range', from: 16, to: null, unit: 'age' };
const SKILLS: CheckValue = { kind: 'texts', texts: ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力'] };
const AWAY: CheckValue = { kind: 'texts', texts: ['other_province', 'other_city', 'other_county'] };
const SIX_MONTHS: CheckValue = { kind: 'months', n: 6 };
const THOUSAND: CheckValue = { kind: 'fen', n: 100000 };
const NONE: Source[] = [];

const result = (
  id: string,
  check: string,
  status: CheckStatus,
  expected: CheckValue,
  actual: CheckValue | null,
  from: Source[],
  basis: Basis,
  remedy: string | null,
): CheckResult => ({ id, check, status, expected, actual, from, basis, remedy });

/** A spell as far as it lies in the period; `far` is how far from home, 0 another province … 3 the home county, -1 not known. */
interface Stretch {
  spell: SpellFact;
  from: string;
  to: string;
  mask: number;
  far: number;
  source: Source;
}
const FAR = ['other_province', 'other_city', 'other_county', 'home_county'];

function stretches(facts: Facts, first: string, last: string): Stretch[] {
  const list: Stretch[] = [];
  const { home } = facts;
  for (const spell of facts.spells) {
    const from = spell.start > first ? spell.start : first;
    const to = spell.end !== null && spell.end < last ? spell.end : last;
    if (from > to) continue;
    const a = Number(from.slice(5, 7)) - 1;
    const b = Number(to.slice(5, 7)) - 1;
    const far =
      spell.province === ''
        ? -1
        : spell.province !== home.province
          ? 0
          : spell.city === ''
            ? -1
            : spell.city !== home.city
              ? 1
              : spell.county === ''
                ? -1
                : spell.county !== home.county
                  ? 2
                  : 3;
    let words = spell.province;
    if (spell.city && spell.city !== spell.province) words += words ? ` ${spell.city}` : spell.city;
    if (spell.county && spell.county !== spell.city) words += words ? ` ${spell.county}` : spell.county;
    if (!words) words = '地点不详';
    if (spell.employer !== null) words += ` ${spell.employer}`;
    list.push({ spell, from, to, mask: ((1 << (b - a + 1)) - 1) << a, far, source: { record: spell.id, words } });
  }
  if (list.length > 1) list.sort((x, y) => (x.from < y.from || (x.from === y.from && x.spell.id < y.spell.id) ? -1 : 1));
  return list;
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left; left &= left - 1) count++;
  return count;
}

const sources = (list: Stretch[]): Source[] => list.map((one) => one.source);
const union = (list: Stretch[]): number => bits(list.reduce((mask, one) => mask | one.mask, 0));

const STANDING = ['in_stage', 'returned', 'approved', 'in_batch', 'paid', 'payment_failed'];

function earlier(facts: Facts, programme: string): PriorClaim[] {
  return facts.prior.filter((one) => STANDING.includes(one.status) && one.programme === programme && one.period === facts.period);
}

const told = (one: PriorClaim): Source => ({ record: one.id, words: one.ours ? `${one.period}年的申领` : `${one.period}年系统外发放` });

function disagrees(claim: PriorClaim, facts: Facts): boolean {
  for (const theirs of claim.spells ?? []) {
    const ours = facts.spells.find((spell) => spell.id === theirs.id);
    if (!ours || ours.start !== theirs.start || ours.province !== theirs.province || ours.city !== theirs.city) return true;
    if (ours.county !== theirs.county || ours.employer !== theirs.employer || (ours.end !== theirs.end && theirs.end !== null)) return true;
  }
  return false;
}

/** What both programmes ask of everybody. */
function common(facts: Facts, work: Stretch[], first: string, last: string, basis: typeof T | typeof S, age: Basis): CheckResult[] {
  const { period, person, household } = facts;
  const year = Number(period);
  const covered = period === '2023' || period === '2024' || period === '2025';
  const day = facts.submittedOn ?? facts.asOf;
  const opens = `${year}-01-01`;
  const closes = `${year + 1}-03-31`;
  const me: Source[] = [{ record: person.id, words: '本人的登记' }];
  const house: Source[] = [{ record: household.id, words: '家里的登记' }];
  const early = day < opens;
  const late = day > closes;

  let ageStatus: CheckStatus = 'unknown';
  let years: CheckValue | null = null;
  if (person.born !== null) {
    let until = work.length > 0 ? '' : last;
    for (const one of work) if (one.to > until) until = one.to;
    const n = ageOn(person.born, until);
    years = { kind: 'age', n };
    ageStatus = n < 16 ? 'failed' : 'passed';
  }

  const { type, monitoring } = household;
  let houseStatus: CheckStatus = 'failed';
  let houseIs: CheckValue | null = type && { kind: 'text', text: type };
  if (type === '一般脱贫户' || type === '低保脱贫户' || type === '特困供养脱贫户') houseStatus = 'passed';
  else if (monitoring && monitoring.identifiedOn <= last && (monitoring.clearedOn === null || monitoring.clearedOn > first)) {
    houseStatus = 'passed';
    houseIs = { kind: 'text', text: monitoring.category };
  } else if (type === null) houseStatus = 'unknown';
  else if (monitoring && monitoring.clearedOn !== null) houseIs = { kind: 'text', text: '风险已消除' };

  const skill = person.labourSkill;
  const able = skill === '普通劳动力' || skill === '技能劳动力' || skill === '弱劳动力或半劳动力';
  const student = person.studentStatus;
  return [
    result(
      'period',
      'period_covered',
      covered ? 'passed' : 'failed',
      PERIODS,
      { kind: 'text', text: period },
      NONE,
      basis.years,
      covered ? null : 'ask_station',
    ),
    result(
      'window',
      'claim_window',
      early || late ? 'failed' : 'passed',
      { kind: 'texts', texts: [opens, closes] },
      { kind: 'date', date: day },
      NONE,
      basis.window,
      early ? 'wait_for_window' : late ? 'window_over' : null,
    ),
    result(
      'alive',
      'alive',
      person.alive ? 'passed' : 'failed',
      YES,
      person.alive ? YES : NO,
      me,
      basis.who,
      person.alive ? null : 'ask_station',
    ),
    result(
      'household',
      'target_household',
      houseStatus,
      HOUSEHOLDS,
      houseIs,
      house,
      basis.who,
      houseStatus === 'passed' ? null : houseStatus === 'unknown' ? 'complete_household' : 'ask_village',
    ),
    result('age', 'age_range', ageStatus, AGES, years, me, age, ageStatus === 'unknown' ? 'complete_birthday' : null),
    skill === null
      ? result('labour', 'labour_able', 'unknown', SKILLS, null, me, basis.scope, 'complete_labour')
      : result(
          'labour',
          'labour_able',
          able ? 'passed' : 'failed',
          SKILLS,
          { kind: 'text', text: skill },
          me,
          basis.scope,
          able ? null : 'ask_village',
        ),
    student === null
      ? result('not_student', 'not_student', 'passed', YES, YES, me, basis.scope, null)
      : result('not_student', 'not_student', 'failed', YES, { kind: 'text', text: student }, me, basis.scope, 'ask_village'),
  ];
}

function claims(facts: Facts, checks: CheckResult[], programme: string, other: string, who: Basis, agree: Basis): void {
  if (facts.prior.length === 0) {
    checks.push(
      result('once', 'not_claimed_before', 'passed', ZERO, ZERO, NONE, who, null),
      result('agree', 'claims_agree', 'passed', YES, YES, NONE, agree, null),
    );
    return;
  }
  const before = earlier(facts, programme);
  checks.push(
    before.length === 0
      ? result('once', 'not_claimed_before', 'passed', ZERO, ZERO, NONE, who, null)
      : result('once', 'not_claimed_before', 'failed', ZERO, { kind: 'count', n: before.length }, before.map(told), who, 'see_first_claim'),
  );
  const others = earlier(facts, other);
  const clashing = others.filter((one) => disagrees(one, facts));
  checks.push(
    clashing.length === 0
      ? result('agree', 'claims_agree', 'passed', YES, YES, others.map(told), agree, null)
      : result('agree', 'claims_agree', 'failed', YES, NO, clashing.map(told), agree, 'correct_claims'),
  );
}

function verdictOf(checks: CheckResult[]): Assessment['verdict'] {
  let verdict: Assessment['verdict'] = 'eligible';
  for (const { status } of checks) {
    if (status === 'failed') return 'not_eligible';
    if (status === 'unknown') verdict = 'unknown';
  }
  return verdict;
}

const OUTSIDE = { words: '跨省务工，定额 1500 元', basis: T.amount };
const INSIDE = { words: '省内县外务工，定额 600 元', basis: T.amount };

/** 外出务工一次性交通补贴, transport@2025-44. */
export function transportByHand(facts: Facts): Assessment {
  const { period } = facts;
  const first = `${period}-01-01`;
  const end = `${period}-12-31`;
  const last = facts.asOf < end ? facts.asOf : end;
  const work = stretches(facts, first, last);
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
export function stabilisationByHand(facts: Facts): Assessment {
  const { period } = facts;
  const first = `${period}-01-01`;
  const end = `${period}-12-31`;
  const last = facts.asOf < end ? facts.asOf : end;
  const work = stretches(facts, first, last);
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
