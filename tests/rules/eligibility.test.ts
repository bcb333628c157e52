// The YAML cases, and the proof that they would notice: any number of a shipped pack moved by one breaks a case.
import { compilePack, examplePacks, type PolicyPack, parsePack } from '@shared/policies';
import { allCases, type Case, expectation, factsFrom, outcome, parseCases } from './support/case';
import { packsByName } from './support/packs';

const packs = packsByName();
const cases = allCases();
const compiled = Object.fromEntries(Object.entries(packs).map(([name, pack]) => [name, compilePack(pack)]));

const files = [...new Set(cases.map((one) => one.file))];

describe.each(files)('%s', (file) => {
  test.each(cases.filter((one) => one.file === file).map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const run = compiled[one.pack];
    if (!run) throw new Error(`no pack named ${one.pack}`);
    const assessment = run(factsFrom(one));
    expect(outcome(assessment)).toEqual(expectation(one));
    for (const [id, records] of Object.entries(one.expect.from ?? {})) {
      expect(assessment.checks.find((check) => check.id === id)?.from.map((source) => source.record)).toEqual(records);
    }
    for (const [id, remedy] of Object.entries(one.expect.remedy ?? {})) {
      expect(assessment.checks.find((check) => check.id === id)?.remedy).toBe(remedy);
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
  if (typeof value === 'string' && /Day$/.test(String(path[path.length - 1]))) return [path];
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

const mutations = examplePacks().flatMap((pack) =>
  [...decidingPaths(pack.conditions, ['conditions']), ...decidingPaths(pack.amount, ['amount'])].flatMap((path) =>
    [-1, 1].map((by) => ({ name: `${pack.programme} ${path.join('.')} ${by > 0 ? '+1' : '-1'}`, pack, path, by })),
  ),
);

test('there are numbers to move', () => expect(mutations.length).toBeGreaterThan(20));

test.each(mutations.map((one) => [one.name, one] as const))('a case notices %s', (_name, { pack, path, by }) => {
  const changed = mutant(pack, path, by);
  if (changed === null) return;
  const run = compilePack(changed);
  const noticed = cases.some(
    (one: Case) => one.pack === pack.programme && JSON.stringify(outcome(run(factsFrom(one)))) !== JSON.stringify(expectation(one)),
  );
  expect(noticed).toBe(true);
});

test.each(examplePacks().map((pack) => [pack.programme, pack] as const))(
  '%s: every condition is refused and met in some case',
  (programme, pack) => {
    const own = cases.filter((one) => one.pack === programme);
    for (const { id } of pack.conditions) {
      expect([id, own.some((one) => one.expect.failed.includes(id))]).toEqual([id, true]);
      expect([id, own.some((one) => !one.expect.failed.includes(id) && !one.expect.unknown.includes(id))]).toEqual([id, true]);
    }
  },
);
