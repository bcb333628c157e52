// The clerk's policies: edited within the schema, previewed on the registry, switched on by a second person, decided ones unchanged.
import type { Output } from '@shared/contract';
import { handedIn } from '../support/claiming';
import { openTown, type Town } from '../support/town';

type Draft = Output<'pack.draft'>['draft'];
let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const BEGIN = { version: 'transport@2025-44', suffix: '2026-trial', periods: ['2025'], from: '2026-03-02' };
const begin = async (suffix: string, more: Partial<typeof BEGIN> = {}): Promise<Draft> =>
  (await town.as('clerk').call('pack.begin', { ...BEGIN, suffix, ...more })).draft;

async function edited(draft: Draft, fen: number): Promise<Draft> {
  return (
    await town.as('clerk').call('pack.edit', { draft: draft.id, version: draft.version, edits: [{ path: pathOf(draft), value: fen }] })
  ).draft;
}
/** The field of the sum for work outside the province, by what it is now. */
function pathOf(draft: Draft): string {
  const field = draft.fields.find(({ kind, value }) => kind === 'fen' && Number(value) >= 100_000);
  if (!field) throw new Error('no field holds the sum for work outside the province');
  return field.path;
}
async function previewed(draft: Draft): Promise<Draft> {
  let view = (await town.as('clerk').call('pack.preview', { draft: draft.id, version: draft.version })).draft;
  for (let step = 0; view.preview?.running && step < 60; step += 1) {
    await town.as('clerk').call('task.drive', { task: view.preview.job });
    view = (await town.as('clerk').call('pack.draft', { draft: draft.id })).draft;
  }
  return view;
}

describe('refused', () => {
  test('to whoever has nothing to do with policies', async () => {
    for (const who of ['labourer', 'cadre', 'head']) expect((await town.as(who).refused('pack.list', {})).code).toBe('not_allowed');
  });
  test('a number that is already taken, a day that is over, a version nobody knows', async () => {
    expect((await town.as('clerk').refused('pack.begin', { ...BEGIN, suffix: '2025-44' })).fields?.suffix).toContain('已经有');
    expect((await town.as('clerk').refused('pack.begin', { ...BEGIN, from: '2026-03-01' })).fields?.from).toContain('不能早于今天');
    expect((await town.as('clerk').refused('pack.begin', { ...BEGIN, version: 'transport@none' })).code).toBe('not_found');
  });
  test('an edit out of bounds or of what is no field: nothing is changed, every error told at once', async () => {
    const draft = await begin('bad');
    const refusal = await town.as('clerk').refused('pack.edit', {
      draft: draft.id,
      version: draft.version,
      edits: [
        { path: pathOf(draft), value: 0 },
        { path: 'conditions.nonsense', value: 3 },
      ],
    });
    expect(Object.keys(refusal.fields ?? {})).toHaveLength(2);
    expect((await town.as('clerk').call('pack.draft', { draft: draft.id })).draft.changes).toHaveLength(draft.changes.length);
  });
  test('proposing without a preview of this very state; switching on what is not proposed, or by an author', async () => {
    const draft = await edited(await begin('early'), 160_000);
    const asked = { draft: draft.id, version: draft.version };
    expect((await town.as('clerk').refused('pack.propose', asked)).message).toContain('预览');
    expect((await town.as('clerk2').refused('pack.switch', asked)).code).toBe('not_possible_now');
    const seen = await previewed(draft);
    const again = await edited(seen, 170_000);
    expect(again.preview?.stale).toBe(true);
    expect((await town.as('clerk').refused('pack.propose', { draft: again.id, version: again.version })).message).toContain('预览');
    const ready = await previewed(again);
    const proposed = (await town.as('clerk').call('pack.propose', { draft: ready.id, version: ready.version })).draft;
    expect((await town.as('clerk').refused('pack.switch', { draft: proposed.id, version: proposed.version })).message).toContain(
      '另一个人',
    );
    expect((await town.as('clerk').call('pack.draft', { draft: proposed.id })).draft.barred).toContain('另一个人');
    const back = (await town.as('clerk2').call('pack.back', { draft: proposed.id, version: proposed.version, note: '金额和文件不符' }))
      .draft;
    expect(back.status).toBe('draft');
  });
});

test('versions are read in plain words, those of other counties as examples, and compared', async () => {
  const { versions, writes } = await town.as('clerk').call('pack.list', {});
  expect(writes).toBe(true);
  expect(
    versions
      .filter(({ status }) => status === 'in_force')
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['stabilisation@2025-44', 'transport@2025-44']);
  const example = versions.find(({ id, status }) => status === 'example' && id.startsWith('transport@'));
  expect(example).toBeDefined();
  const read = await town.as('clerk').call('pack.read', { version: 'transport@2025-44' });
  expect(read.notice).toBe('示例，以本县文件为准');
  expect(read.lines.some(({ line, basis }) => line.includes('1500') && basis?.docNo.includes('44号'))).toBe(true);
  const { changes } = await town.as('clerk').call('pack.compare', { before: 'transport@2025-44', after: String(example?.id) });
  expect(changes.length).toBeGreaterThan(0);
});

test('the preview counts real people; a lower sum makes losers by name and what it saves', async () => {
  const draft = await edited(await begin('lower'), 100_000);
  expect(draft.changes.some(({ before, after }) => before?.includes('1500') && after?.includes('1000'))).toBe(true);
  expect(draft.summary.join('')).toContain('1000');
  const view = await previewed(draft);
  const sum = view.preview?.sum;
  const less = sum?.parts.find(({ part }) => part === 'less');
  expect(less?.people).toBeGreaterThan(0);
  expect(less?.fen).toBe(-50_000 * (less?.people ?? 0));
  expect((sum?.afterFen ?? 0) - (sum?.beforeFen ?? 0)).toBe(sum?.parts.reduce((all, { fen }) => all + fen, 0));
  const { rows } = await town.as('clerk').call('pack.previewRows', { draft: view.id, part: 'less' });
  expect(rows.some(({ name, beforeFen, afterFen }) => name === '周满仓' && beforeFen === 150_000 && afterFen === 100_000)).toBe(true);
});

test('switched on by a second person from its day: new claims by it, what was handed in keeps its own, for ever', async () => {
  const kept = await handedIn(town, 'labourer');
  const seen = await previewed(await edited(await begin('switched'), 120_000));
  const { rows } = await town.as('clerk').call('pack.previewRows', { draft: seen.id, part: 'less' });
  expect(rows.find(({ name }) => name === '周满仓')?.kept).toBe(true);
  const proposed = (await town.as('clerk').call('pack.propose', { draft: seen.id, version: seen.version, note: '县里新文件' })).draft;
  const switched = (await town.as('clerk2').call('pack.switch', { draft: proposed.id, version: proposed.version })).draft;
  expect(switched.status).toBe('switched');
  expect((await town.as('clerk2').refused('pack.switch', { draft: switched.id, version: proposed.version })).code).toBe(
    'changed_meanwhile',
  );
  const active = (await town.as('labourer').call('policy.active', {})).programmes.filter(({ programme }) => programme === 'transport');
  expect(active.map(({ version }) => version)).toContain('transport@switched');
  const fresh = await handedIn(town, await town.newcomer('labourer'));
  expect(fresh.amountFen).toBe(120_000);
  const old = (await town.as('labourer').call('claim.track', { claim: kept.id })).claim;
  expect(old.amountFen).toBe(150_000);
});
