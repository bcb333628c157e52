// The second peer: the same conditions as one decision table of @gorules/zen-engine, collected, over the same derived numbers.
import { ZenEngine } from '@gorules/zen-engine';
import type { Facts } from '@shared/domain/facts';
import { derive } from './derived';
import type { Outcome } from './json-rules';

const INPUTS = [
  'period',
  'day',
  'alive',
  'householdType',
  'monitored',
  'age',
  'skill',
  'student',
  'away',
  'placeUnclear',
  'worked',
  'farthest',
  'employerMonths',
  'employerMonthsPossible',
  'lowIncome',
  'transportBefore',
  'stabilisationBefore',
  'transportDisagrees',
  'stabilisationDisagrees',
] as const;
type Cells = Partial<Record<(typeof INPUTS)[number], string>>;

const COMMON: readonly [string, Cells][] = [
  ['period', { period: 'not in ["2023", "2024", "2025"]' }],
  ['window', { day: '$ < "2025-01-01" or $ > "2026-03-31"' }],
  ['alive', { alive: 'false' }],
  ['household', { householdType: '$ != null and not ($ in ["一般脱贫户", "低保脱贫户", "特困供养脱贫户"])', monitored: 'false' }],
  ['age', { age: '[0..16)' }],
  ['labour', { skill: '$ != null and not ($ in ["普通劳动力", "技能劳动力", "弱劳动力或半劳动力"])' }],
  ['not_student', { student: 'true' }],
];
const ROWS: readonly { programme: string; id?: string; fen?: number; cells: Cells }[] = [
  ...(['transport', 'stabilisation'] as const).flatMap((programme) => COMMON.map(([id, cells]) => ({ programme, id, cells }))),
  { programme: 'transport', id: 'away', cells: { away: '0', placeUnclear: '0' } },
  { programme: 'transport', id: 'away', cells: { away: '0', placeUnclear: '> 0', worked: '0' } },
  { programme: 'transport', id: 'once', cells: { transportBefore: '> 0' } },
  { programme: 'transport', id: 'agree', cells: { stabilisationDisagrees: '> 0' } },
  { programme: 'stabilisation', id: 'same_employer', cells: { employerMonths: '< 6', employerMonthsPossible: '< 6' } },
  { programme: 'stabilisation', id: 'income', cells: { lowIncome: 'true' } },
  { programme: 'stabilisation', id: 'once', cells: { stabilisationBefore: '> 0' } },
  { programme: 'stabilisation', id: 'agree', cells: { transportDisagrees: '> 0' } },
  { programme: 'transport', fen: 150000, cells: { farthest: '"other_province"' } },
  { programme: 'transport', fen: 60000, cells: { farthest: '"other_city", "other_county"' } },
  ...[1, 2, 3, 4, 5, 6].map((n) => ({
    programme: 'stabilisation',
    fen: 20000 * n,
    cells: { employerMonthsPossible: n === 6 ? '>= 6' : `${n}` },
  })),
];

function decision(): object {
  const node = (id: string, type: string, content?: object) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    ...(content ? { content } : {}),
  });
  const table = {
    hitPolicy: 'collect',
    inputs: INPUTS.map((field) => ({ id: field, name: field, field })),
    outputs: ['programme', 'id', 'fen'].map((field) => ({ id: `o_${field}`, name: field, field })),
    rules: ROWS.map((row, i) => ({
      _id: `r${i}`,
      ...Object.fromEntries(INPUTS.map((field) => [field, row.cells[field] ?? ''])),
      o_programme: JSON.stringify(row.programme),
      o_id: row.id ? JSON.stringify(row.id) : '',
      o_fen: row.fen ? `${row.fen}` : '',
    })),
  };
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
}

/** A function over facts on one decision that is made once. */
export function zenRules(): (facts: Facts) => Promise<Outcome> {
  const made = new ZenEngine().createDecision(Buffer.from(JSON.stringify(decision())));
  return async (facts) => {
    const { result } = await made.evaluate(derive(facts));
    const failed: Outcome['failed'] = { transport: [], stabilisation: [] };
    const amount: Outcome['amount'] = { transport: 0, stabilisation: 0 };
    for (const { programme, id, fen } of result as { programme: string; id?: string; fen?: number }[]) {
      if (id) failed[programme]?.push(id);
      else if (fen) amount[programme] = fen;
    }
    for (const programme of ['transport', 'stabilisation']) if (failed[programme]?.length) amount[programme] = 0;
    return { failed, amount };
  };
}
