// The YAML cases, and the proof that they would notice: any number of a shipped pack moved by one breaks a case.
import { assess, evidenceOf, type PolicyPack, parsePack } from '@shared/policies';
import { conditionsOf } from '@shared/policies/assess';
import { allCases, type Case, expectation, factsFrom, outcome, parseCases } from './support/case';
import { packsByName, shippedPacks, withEdits } from './support/packs';

const packs = packsByName();
const cases = allCases();

/** What a pack, with what the case fills in, says about the case. */
function answer(pack: PolicyPack, one: Case) {
  return assess(withEdits(pack, one.edits), factsFrom(one));
}

const files = [...new Set(cases.map((one) => one.file))];

describe.each(files)('%s', (file) => {
  test.each(cases.filter((one) => one.file === file).map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const pack = packs[one.pack];
    if (!pack) throw new Error(`no pack named ${one.pack}`);
    const assessment = answer(pack, one);
    expect(outcome(assessment)).toEqual(expectation(one));
    for (const [id, records] of Object.entries(one.expect.from ?? {})) {
      expect(assessment.checks.find((check) => check.id === id)?.from.map((source) => source.record)).toEqual(records);
    }
    for (const [id, remedy] of Object.entries(one.expect.remedy ?? {})) {
      expect(assessment.checks.find((check) => check.id === id)?.remedy).toBe(remedy);
    }
    if (one.expect.asks) {
      const sets = evidenceOf(withEdits(pack, one.edits), factsFrom(one));
      expect(sets.flatMap((set) => set.kinds.map(({ kind }) => kind))).toEqual(one.expect.asks);
    }
  });
});

test('case names say what they are about, once', () => {
  const names = cases.map((one) => `${one.pack}: ${one.name}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('the reader of cases', () => {
  const good = '- { name: a, pack: transport, expect: { eligible: true, fen: 1 } }';
  test('takes a plain case', () => expect(parseCases(good, 'x')).toHaveLength(1));
  test.each([
    ['an unknown keyword', '- { name: a, pack: transport, given: {}, expect: { eligible: true, fen: 1 } }'],
    ['an unknown fact', '- { name: a, pack: transport, facts: { age: 3 }, expect: { eligible: true, fen: 1 } }'],
    ['an unknown expectation', '- { name: a, pack: transport, expect: { eligible: true, fen: 1, amount: 2 } }'],
    [
      'a place nobody knows',
      '- { name: a, pack: transport, facts: { spells: [{ at: 火星, from: 2025-01-01 }] }, expect: { eligible: true, fen: 1 } }',
    ],
  ])('refuses %s', (_what, text) => expect(() => parseCases(text, 'x')).toThrow(/x, case 1/));
});

type Path = (string | number)[];

/** Every number, and every day of a window, that decides something in a pack. */
function decidingPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'number') return [path];
  if (typeof value === 'string' && /^day$|Day$/.test(String(path[path.length - 1]))) return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'basis' ? [] : decidingPaths(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function moved(value: unknown, by: number): unknown {
  if (typeof value === 'number') return value + by;
  const at = new Date(`2025-${String(value)}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(5, 10);
}

/** The pack with one number moved; null where the schema itself refuses that. */
function mutant(pack: PolicyPack, path: Path, by: number): PolicyPack | null {
  const copy = JSON.parse(JSON.stringify(pack)) as Record<string, unknown>;
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path[path.length - 1] as string;
  at[last] = moved(at[last], by);
  try {
    return parsePack(copy);
  } catch {
    return null;
  }
}

const shipped = Object.entries(shippedPacks());
const casesOf = new Map(shipped.map(([name]) => [name, cases.filter((one) => one.pack === name)] as const));

const mutations = shipped.flatMap(([name, pack]) =>
  [
    ...decidingPaths(pack.conditions, ['conditions']),
    ...decidingPaths(pack.amount, ['amount']),
    ...decidingPaths(pack.work.span ?? {}, ['work', 'span']),
  ].flatMap((path) => [-1, 1].map((by) => ({ label: `${name} ${path.join('.')} ${by > 0 ? '+1' : '-1'}`, name, pack, path, by }))),
);

test('there are numbers to move', () => expect(mutations.length).toBeGreaterThan(150));

test.each(mutations.map((one) => [one.label, one] as const))('a case notices %s', (_label, { name, pack, path, by }) => {
  const changed = mutant(pack, path, by);
  if (changed === null) return;
  const holds = (one: Case): boolean => {
    try {
      return JSON.stringify(outcome(answer(changed, one))) === JSON.stringify(expectation(one));
    } catch {
      // What the case fills in no longer fits the moved number: noticed.
      return false;
    }
  };
  expect((casesOf.get(name) ?? []).every(holds)).toBe(false);
});

test.each(shipped)('%s: every condition is refused or asked about, and met, in some case', (name, pack) => {
  const own = (casesOf.get(name) ?? []).map((one) => ({ one, asked: conditionsOf(withEdits(pack, one.edits)).map(({ id }) => id) }));
  for (const { id } of pack.conditions) {
    const asked = own.filter((each) => each.asked.includes(id)).map((each) => each.one.expect);
    expect([id, asked.some((expected) => expected.failed.includes(id))]).toEqual([id, true]);
    expect([id, asked.some((expected) => !expected.failed.includes(id) && !expected.unknown.includes(id))]).toEqual([id, true]);
  }
});
