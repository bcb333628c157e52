// From a pack to a function over facts: every check always answered, then the verdict, then the amount. Pure and without a clock.
import type { Assessment, Basis, CheckResult, Verdict } from '@shared/domain/assessment';
import type { CheckName, Remedy } from '@shared/domain/check-names';
import type { Facts } from '@shared/domain/facts';
import { moneyWords } from '@shared/domain/money';
import { compileAmount, type SumOf } from './amounts';
import { type Condition, checks } from './checks';
import { capLeft } from './checks/caps';
import type { CheckDefinition, Judge, PackAround, Report } from './checks/define';
import { type Reading, reader } from './reading';
import type { BasisRef, PolicyPack } from './schema';

/** Basis objects by reference, each made once and shared by all results. */
export function basisOf(pack: Pick<PolicyPack, 'documents'>): (ref: BasisRef) => Basis {
  const made = new Map<string, Basis>();
  return ([document, article]) => {
    const key = `${document}.${article}`;
    const found = made.get(key);
    if (found) return found;
    const doc = pack.documents[document];
    const basis: Basis = { title: doc?.title ?? '', docNo: doc?.docNo ?? '', article: doc?.articles[article]?.no ?? '' };
    made.set(key, basis);
    return basis;
  };
}

/** What the county chose of a switch; undefined where the condition hangs on none, null while nobody has decided. */
function choiceOf({ onlyIf }: Condition, pack: Pick<PolicyPack, 'switches'>): string | null | undefined {
  return onlyIf === undefined ? undefined : (pack.switches?.find((one) => one.id === onlyIf.switch)?.chosen ?? null);
}

/** The conditions that are asked: those of an option the county did not choose are not. */
export function conditionsOf(pack: Pick<PolicyPack, 'conditions' | 'switches'>): Condition[] {
  return pack.conditions.filter((one) => {
    const choice = choiceOf(one, pack);
    return choice === undefined || choice === null || choice === one.onlyIf?.is;
  });
}

/** While the county has not decided whether a condition holds, nobody is refused by it: whoever would be is asked about. */
function undecided(judge: Judge): Judge {
  return (reading) => {
    const result = judge(reading);
    return result.status === 'failed' ? { ...result, status: 'unknown', remedy: 'ask_county' satisfies Remedy } : result;
  };
}

function compileCondition(condition: Condition, around: PackAround, basis: Basis): Judge {
  const definition = checks[condition.use] as unknown as CheckDefinition<Record<string, never>>;
  const { id, use } = condition as { id: string; use: CheckName };
  const fixed = definition.expected(condition as never, around);
  const report: Report = (status, actual, from, remedy, expected = fixed): CheckResult => ({
    id,
    check: use,
    status,
    expected,
    actual,
    from,
    basis,
    remedy,
  });
  return definition.judge(condition as never, report, around);
}

/** The sum under the ceilings of the pack, if it has any. */
function trimmed(sumOf: SumOf, conditions: Condition[], find: (ref: BasisRef) => Basis): SumOf {
  const caps = conditions.flatMap((one) => (one.use === 'person_cap' || one.use === 'household_cap' ? [one] : []));
  if (caps.length === 0) return sumOf;
  return (reading, sure) => {
    let sum = sumOf(reading, sure);
    for (const cap of caps) {
      const left = capLeft(cap, reading);
      if (sum.fen <= left) continue;
      const ceiling = `${cap.use === 'household_cap' ? '每户' : '每人'}每年最高 ${moneyWords(cap.atMostFen)}，还能发 ${moneyWords(left)}`;
      sum = { ...sum, fen: left, from: left === 0 ? null : { words: `${sum.from?.words ?? ''}；${ceiling}`, basis: find(cap.basis) } };
    }
    return sum;
  };
}

/** From one reading to the answer of one pack. */
function compileAnswer(pack: PolicyPack): (reading: Reading) => Assessment {
  const find = basisOf(pack);
  const conditions = conditionsOf(pack);
  const judges = conditions.map((condition) => {
    const judge = compileCondition(condition, pack, find(condition.basis));
    return choiceOf(condition, pack) === null ? undecided(judge) : judge;
  });
  const sumOf = trimmed(compileAmount(pack, find), conditions, find);
  const { programme, id: version } = pack;
  return (reading) => {
    const { period } = reading.facts;
    const results = new Array<CheckResult>(judges.length);
    let failed = false;
    let unknown = false;
    for (let i = 0; i < judges.length; i += 1) {
      const result = (judges[i] as Judge)(reading);
      if (result.status === 'failed') failed = true;
      else if (result.status === 'unknown') unknown = true;
      results[i] = result;
    }
    const verdict: Verdict = failed ? 'not_eligible' : unknown ? 'unknown' : 'eligible';
    if (failed) return { programme, version, period, verdict, amountFen: 0, amountFrom: null, checks: results };
    const sum = sumOf(reading, !unknown);
    return { programme, version, period, verdict, amountFen: sum.fen, amountFrom: sum.from, checks: results };
  };
}

/**
 * Prepare a parsed pack. The function it gives is fast enough for a county at once: nothing is parsed per person, and `basis`,
 * `expected` and small values are shared objects, so results must be treated as unchangeable.
 */
export function compilePack(pack: PolicyPack): (facts: Facts) => Assessment {
  const answer = compileAnswer(pack);
  const read = reader(pack.work);
  return (facts) => answer(read(facts));
}

const compiled = new WeakMap<PolicyPack, (facts: Facts) => Assessment>();

/** Assess one person; packs are compiled at their first use. */
export function assess(pack: PolicyPack, facts: Facts): Assessment {
  let run = compiled.get(pack);
  if (run === undefined) {
    run = compilePack(pack);
    compiled.set(pack, run);
  }
  return run(facts);
}
