// How labour is counted: an example until somebody decided from a document; refusals; everybody counted both ways before it is confirmed; then true.
import type { CountingRecord, WhereaboutsRecord } from '@shared/domain/records';
import type { PreviewResult } from '@shared/works/counting';
import { openTown, type Town } from '../support/town';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await town.cloud.trigger('work', 'nightly');
  await town.cloud.trigger('work', 'minute');
  town.cloud.queries.take();
});
afterAll(() => town?.close());

const all = async <T>(collection: string): Promise<T[]> => (await town.cloud.database.all(collection)) as unknown as T[];
const aged = async () => (await all<WhereaboutsRecord>('whereabouts')).filter(({ figures }) => figures.includes('aged' as never)).length;
async function driven(task: string) {
  for (;;) {
    const { task: at } = await town.as('clerk').call('task.drive', { task });
    if (at.state !== 'running') return at;
  }
}
const VALUES = { agedFrom: 45, justBackDays: 30 };
const SOURCE = { document: '云岭县就业援助实施办法', docNo: '云人社发〔2026〕3 号', decidedBy: '县人社局' };

test('shown to all who read figures, as an example; changed by the administrator or the station alone', async () => {
  const page = await town.as('cadre').call('counting.show', {});
  expect([page.version, page.may, page.decisions]).toEqual([0, false, []]);
  expect(page.fields.map(({ decided }) => decided)).toEqual(page.fields.map(() => false));
  expect(page.fields.find(({ id }) => id === 'retiredFrom')).toMatchObject({ value: null, said: '没有这条线' });
  expect((await town.as('clerk').call('counting.show', {})).may).toBe(true);
  for (const who of ['cadre', 'head', 'lead', 'labourer'])
    expect((await town.as(who).refused('counting.preview', { version: 0, values: VALUES })).code).toBe('not_allowed');
  const refused = async (values: object) => (await town.as('clerk').refused('counting.preview', { version: 0, values })).fields;
  expect(await refused({ agedMen: 20 })).toHaveProperty('agedMen');
  expect(await refused({ retiredFrom: 49 })).toHaveProperty('retiredFrom');
  expect(await refused({})).toHaveProperty('values');
  expect((await town.as('clerk').refused('counting.preview', { version: 3, values: VALUES })).code).toBe('changed_meanwhile');
});

test('nobody decides before having seen how many are counted otherwise, for these very values', async () => {
  const before = await aged();
  const set = { version: 0, values: VALUES, ...SOURCE };
  expect((await town.as('clerk').refused('counting.set', { ...set, preview: 'job:counting.preview:none' })).code).toBe('not_possible_now');
  const { task } = await town.as('clerk').call('counting.preview', { version: 0, values: VALUES });
  expect((await town.as('clerk').refused('counting.set', { ...set, preview: task })).next).toContain('先看变多少');
  const seen = (await driven(task)).result as PreviewResult;
  expect(seen.people).toBe(
    (await all<{ status: string; household: string }>('persons')).filter(({ household }) => household !== '').length,
  );
  const line = seen.lines.find(({ figure }) => figure === 'aged');
  expect(line).toMatchObject({ before, after: before + (line?.came ?? 0), went: 0 });
  expect(line?.came).toBeGreaterThan(0);
  expect(await aged()).toBe(before);
  expect((await town.as('clerk').refused('counting.set', { ...set, values: { agedFrom: 46 }, preview: task })).code).toBe(
    'not_possible_now',
  );
  expect((await town.as('clerk').refused('counting.set', { ...set, document: ' ', preview: task })).fields).toHaveProperty('document');

  const { page, task: applied } = await town.as('clerk').call('counting.set', { ...set, preview: task });
  expect(page.decisions).toMatchObject([{ ...SOURCE, otherwise: seen.otherwise, by: expect.any(String) }]);
  expect(page.fields.filter(({ decided }) => decided).map(({ id, value }) => [id, value])).toEqual([
    ['agedFrom', 45],
    ['justBackDays', 30],
  ]);
  expect(await driven(applied)).toMatchObject({ state: 'finished', failed: 0 });
  await town.cloud.trigger('work', 'minute');
  expect(await aged()).toBe(line?.after);
  // The village's figures say the same, and the trail who decided it.
  const { figures } = { figures: await town.as('clerk').call('where.figures', {}) };
  expect(figures.counts.aged).toBe(line?.after);
  const stored = (await town.cloud.database.get('settings', 'counting')) as unknown as CountingRecord;
  const entry = await town.cloud.database.get('audits', `counting:${stored.version}`);
  expect(entry).toMatchObject({ verb: 'decide', by: { role: 'station_clerk' }, detail: { document: SOURCE.document } });
  expect((await town.as('clerk').refused('counting.set', { ...set, preview: task })).code).toBe('changed_meanwhile');
  const queries = town.cloud.queries.take();
  expect(queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20)).toEqual([]);
});
