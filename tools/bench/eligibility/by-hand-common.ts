// Of the hand-written peer: what both programmes ask of everybody.
import type { Assessment, Basis, CheckResult, CheckStatus, CheckValue } from '@shared/domain/assessment';
import { ageOn } from '@shared/domain/dates';
import type { Facts, PriorClaim, Source } from '@shared/domain/facts';
import { AGES, HOUSEHOLDS, NO, NONE, PERIODS, result, type S, SKILLS, type Stretch, type T, YES, ZERO } from './by-hand-parts';

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
export function common(facts: Facts, work: Stretch[], first: string, last: string, basis: typeof T | typeof S, age: Basis): CheckResult[] {
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

export function claims(facts: Facts, checks: CheckResult[], programme: string, other: string, who: Basis, agree: Basis): void {
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

export function verdictOf(checks: CheckResult[]): Assessment['verdict'] {
  let verdict: Assessment['verdict'] = 'eligible';
  for (const { status } of checks) {
    if (status === 'failed') return 'not_eligible';
    if (status === 'unknown') verdict = 'unknown';
  }
  return verdict;
}
