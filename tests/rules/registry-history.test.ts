// The history of every field: a record walked through two hundred random edits is, at every moment, what it was then.
import type { FieldValue } from '@shared/domain/fields/registry-fields';
import { ALL_PERSON_FIELDS, withValues } from '@shared/domain/fields/registry-fields';
import type { HistoryRecord, PersonRecord } from '@shared/domain/records';
import { historyEntry, recordAsOf, recordAtVersion } from '@shared/runtime/history';
import * as fc from 'fast-check';

const BORN = '2026-01-01T00:00:00.000Z';
const first = {
  _id: 'p-1',
  county: '140799',
  town: '140799201000',
  village: '140799201201',
  status: 'active',
  sortKey: 'p-1',
  version: 0,
  auditHead: '',
  household: 'h-1',
  name: '周满仓',
  initials: 'zmc',
  sex: '男',
  born: '1967-08-16',
  relation: '户主',
  labourSkill: '普通劳动力',
  schooling: '初中',
  studentStatus: null,
  health: '健康',
  idNumber: 'k1.a.b.c',
  idIndex: 'k1.i',
  idTail: '1234',
  phone: null,
  phoneIndex: null,
  phoneTail: null,
  account: null,
} as unknown as PersonRecord;

/** Values of the field's own kind, and emptiness. */
const edits: fc.Arbitrary<Record<string, FieldValue>> = fc
  .subarray(
    ALL_PERSON_FIELDS.filter(({ write, id }) => write && !['name', 'idNumber'].includes(id)),
    { minLength: 1, maxLength: 4 },
  )
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) => {
        const some = (field.options ?? ['甲', '乙']) as string[];
        const value: fc.Arbitrary<FieldValue> =
          field.kind === 'yes_no'
            ? fc.boolean()
            : field.kind === 'several' || field.kind === 'lines'
              ? fc.subarray(some, { maxLength: Math.min(3, some.length) })
              : field.kind === 'date'
                ? fc.constantFrom('2020-01-01', '2021-02-03')
                : field.kind === 'month'
                  ? fc.constantFrom('2026-03', '2026-04')
                  : fc.constantFrom(...some);
        return fc.tuple(fc.constant(field.id), field.needed ? value : fc.oneof(value, fc.constant(null)));
      }),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs));

test('200 random edits, told back to every version and every instant', () => {
  fc.assert(
    fc.property(fc.array(edits, { minLength: 200, maxLength: 200 }), (walk) => {
      const shots: { at: string; record: PersonRecord }[] = [{ at: BORN, record: first }];
      const entries: HistoryRecord[] = [
        historyEntry('persons', null, first, { at: BORN, action: 'a', verb: 'add', by: { openid: 'o', role: 'cadre' } }) as HistoryRecord,
      ];
      let now = first;
      for (const [i, values] of walk.entries()) {
        const at = new Date(Date.parse(BORN) + (i + 1) * 3_600_000).toISOString();
        const after = { ...withValues('persons', now, values, { today: at.slice(0, 10) }), version: now.version + 1 };
        const entry = historyEntry('persons', now, after, { at, action: 'a', verb: 'edit', by: { openid: 'o', role: 'cadre' } });
        // What is stored is JSON: what does not come through it is not kept.
        entries.push(JSON.parse(JSON.stringify(entry)));
        now = JSON.parse(JSON.stringify(after));
        shots.push({ at, record: now });
      }
      for (const { at, record } of shots) {
        expect(recordAsOf(now, entries, at)).toEqual(record);
        expect(recordAtVersion(now, entries, record.version)).toEqual(record);
      }
      expect(recordAsOf(now, entries, '2025-12-31T23:59:59.999Z')).toBeNull();
    }),
    { numRuns: 5, seed: 20260302 },
  );
});
