// The peer: the shipped transport and stabilisation packs as rules of json-rules-engine, one engine kept and reused for everybody.
// A rule fires when its condition definitely fails, so that a missing fact fails nobody; amounts are rules of their own.
import type { Facts } from '@shared/domain/facts';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { type Derived, derive } from './derived';

export interface Outcome {
  /** Ids of failed conditions by programme, in the pack's order. */
  failed: Record<string, string[]>;
  /** Fen by programme. */
  amount: Record<string, number>;
}

type Leaf = { fact: keyof Derived; operator: string; value: unknown };
type All = { all: (Leaf | { any: Leaf[] })[] };
const leaf = (fact: keyof Derived, operator: string, value: unknown): Leaf => ({ fact, operator, value });

const SKILLS = ['普通劳动力', '技能劳动力', '弱劳动力或半劳动力'];
const TYPES = ['一般脱贫户', '低保脱贫户', '特困供养脱贫户'];

/** Conditions of both packs, as what makes them fail. */
const COMMON: readonly [string, All][] = [
  ['period', { all: [leaf('period', 'notIn', ['2023', '2024', '2025'])] }],
  [
    'window',
    {
      all: [
        { any: [leaf('dayNumber' as keyof Derived, 'lessThan', 20250101), leaf('dayNumber' as keyof Derived, 'greaterThan', 20260331)] },
      ],
    },
  ],
  ['alive', { all: [leaf('alive', 'equal', false)] }],
  [
    'household',
    { all: [leaf('householdType', 'notEqual', null), leaf('householdType', 'notIn', TYPES), leaf('monitored', 'equal', false)] },
  ],
  ['age', { all: [leaf('age', 'greaterThanInclusive', 0), leaf('age', 'lessThan', 16)] }],
  ['labour', { all: [leaf('skill', 'notEqual', null), leaf('skill', 'notIn', SKILLS)] }],
  ['not_student', { all: [leaf('student', 'equal', true)] }],
];
const TRANSPORT: readonly [string, All][] = [
  ...COMMON,
  ['away', { all: [leaf('away', 'equal', 0), { any: [leaf('placeUnclear', 'equal', 0), leaf('worked', 'equal', 0)] }] }],
  ['once', { all: [leaf('transportBefore', 'greaterThan', 0)] }],
  ['agree', { all: [leaf('stabilisationDisagrees', 'greaterThan', 0)] }],
];
const STABILISATION: readonly [string, All][] = [
  ...COMMON,
  ['same_employer', { all: [leaf('employerMonths', 'lessThan', 6), leaf('employerMonthsPossible', 'lessThan', 6)] }],
  ['income', { all: [leaf('lowIncome', 'equal', true)] }],
  ['once', { all: [leaf('stabilisationBefore', 'greaterThan', 0)] }],
  ['agree', { all: [leaf('transportDisagrees', 'greaterThan', 0)] }],
];

function rules(): RuleProperties[] {
  const made: RuleProperties[] = [];
  const packs: [string, readonly [string, All][]][] = [
    ['transport', TRANSPORT],
    ['stabilisation', STABILISATION],
  ];
  for (const [programme, conditions] of packs) {
    for (const [id, all] of conditions)
      made.push({ conditions: all as RuleProperties['conditions'], event: { type: 'failed', params: { programme, id } } });
  }
  const tier = (distances: string[], fen: number): RuleProperties => ({
    conditions: { all: [leaf('farthest', 'in', distances)] },
    event: { type: 'amount', params: { programme: 'transport', fen } },
  });
  made.push(tier(['other_province'], 150000), tier(['other_city', 'other_county'], 60000));
  for (let n = 1; n <= 6; n++) {
    made.push({
      conditions: { all: [leaf('employerMonthsPossible', n === 6 ? 'greaterThanInclusive' : 'equal', n)] },
      event: { type: 'amount', params: { programme: 'stabilisation', fen: 20000 * n } },
    });
  }
  return made;
}

/** A function over facts on one engine that is made once. */
export function jsonRules(): (facts: Facts) => Promise<Outcome> {
  const engine = new Engine(rules());
  return async (facts) => {
    const derived = derive(facts);
    const { events } = await engine.run({ ...derived, dayNumber: Number(derived.day.replaceAll('-', '')) });
    const failed: Outcome['failed'] = { transport: [], stabilisation: [] };
    const amount: Outcome['amount'] = { transport: 0, stabilisation: 0 };
    for (const { type, params } of events) {
      const { programme, id, fen } = params as { programme: string; id?: string; fen?: number };
      if (type === 'failed' && id) failed[programme]?.push(id);
      if (type === 'amount' && fen) amount[programme] = fen;
    }
    for (const programme of ['transport', 'stabilisation']) if (failed[programme]?.length) amount[programme] = 0;
    return { failed, amount };
  };
}
