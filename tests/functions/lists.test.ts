// Lists: each served by a declared index, read with a cursor, complete and without repeats, whatever is asked.
import type { ClaimRecord, PostingRecord } from '@shared/domain/records';
import { dueKeyOf } from '@shared/domain/stages';
import { claimSortKey } from '@shared/repos/claims';
import { collections } from '@shared/repos/indexes';
import { handedIn, passedByVillage } from '../support/claiming';
import { jpeg } from '../support/pictures';
import { openTown, type Town } from '../support/town';

let town: Town;
/** Claims of the first village waiting there, what is due soonest first. */
const waiting: string[] = [];

beforeAll(async () => {
  town = await openTown();
  const real = (await handedIn(town, 'labourer')).id;
  const model = (await town.cloud.database.get('claims', real)) as unknown as ClaimRecord;
  const urgent: string[] = [];
  const copies = Array.from({ length: 45 }, (_, i) => {
    const second = i % 3 === 2;
    const since = new Date(Date.parse('2026-02-20T01:00:00.000Z') + Math.floor(i / 4) * 60_000).toISOString();
    const _id = `claim:transport:p-copy-${String(i).padStart(3, '0')}:2025:0`;
    const done = i % 5 === 0;
    const copy: ClaimRecord = {
      ...model,
      _id,
      person: `p-copy-${i}`,
      village: second ? '140799201202' : model.village,
      since,
      status: done ? 'approved' : 'in_stage',
      stage: done ? null : 0,
      waiting: done ? '' : 'village',
      // Every seventh came with less time: it is due before older ones.
      stages: i % 7 === 1 ? model.stages.map((stage) => ({ ...stage, days: 1 })) : model.stages,
    };
    if (!done && !second) (i % 7 === 1 ? urgent : waiting).push(_id);
    return { ...copy, sortKey: claimSortKey({ _id, since }), dueKey: dueKeyOf(copy) };
  });
  await town.cloud.database.import('claims', copies);
  expect(urgent.length).toBeGreaterThan(2);
  waiting.unshift(...urgent);
  waiting.push(real);
});
afterAll(() => town.close());

async function paged<T extends { id: string }>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await page(cursor);
    all.push(...items);
    if (next === null) return all;
    if (all.length > 1000) throw new Error('the pages do not end');
    cursor = next;
  }
}

describe('claim.queue', () => {
  test.each([5, 50])('by pages of %i: everything once, what is due soonest first', async (limit) => {
    const all = await paged((cursor) => town.as('cadre').call('claim.queue', { view: 'waiting', limit, cursor }));
    expect(all.map(({ id }) => id)).toEqual(waiting);
  });

  test('the clock is shown to whoever must act and to nobody else', async () => {
    const mine = await town.as('cadre').call('claim.queue', { view: 'waiting', limit: 50 });
    expect(mine.items.every(({ due }) => due !== null)).toBe(true);
    const done = await town.as('cadre').call('claim.queue', { view: 'done', limit: 50 });
    expect(done.items.every(({ due }) => due === null)).toBe(true);
    const [first] = waiting;
    const dues = async (who: string) =>
      (await town.as(who).call('claim.case', { claim: waiting.at(-1) ?? first ?? '' })).case.steps.map(({ due }) => due);
    expect((await dues('cadre')).filter((due) => due !== null)).toHaveLength(1);
    expect((await dues('clerk')).filter((due) => due !== null)).toHaveLength(0);
  });

  test('what was decided, newest first, for each level its places', async () => {
    const village = await paged((cursor) => town.as('cadre').call('claim.queue', { view: 'done', limit: 4, cursor }));
    const township = await paged((cursor) => town.as('clerk').call('claim.queue', { view: 'done', limit: 4, cursor }));
    const one = await paged((cursor) => town.as('clerk').call('claim.queue', { view: 'done', village: '140799201202', limit: 4, cursor }));
    expect(township).toHaveLength(9);
    expect(village.length + one.length).toBe(township.length);
    for (const list of [village, township, one]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      expect(list.map(({ since }) => since)).toEqual(
        list
          .map(({ since }) => since)
          .sort()
          .reverse(),
      );
    }
    expect(new Set(one.map(({ villageName }) => villageName)).size).toBe(1);
  });

  test('a claim that moves between two pages is neither lost nor shown twice', async () => {
    const first = await town.as('cadre').call('claim.queue', { view: 'waiting', limit: 10 });
    const moved = first.items[3];
    const claim = (await town.cloud.database.get('claims', moved?.id ?? '')) as unknown as ClaimRecord;
    const elsewhere: ClaimRecord = { ...claim, waiting: 'town', stage: 1 };
    await town.cloud.database.put('claims', elsewhere);
    const rest = await paged((cursor) =>
      town.as('cadre').call('claim.queue', { view: 'waiting', limit: 10, cursor: cursor ?? first.next ?? undefined }),
    );
    expect([...first.items, ...rest].map(({ id }) => id)).toEqual(waiting);
    await town.cloud.database.put('claims', { ...claim });
  });

  test('a cursor from nowhere is only a place in the order', async () => {
    const { items } = await town.as('cadre').call('claim.queue', { view: 'waiting', cursor: '9999' });
    expect(items).toEqual([]);
    const all = await town.as('cadre').call('claim.queue', { view: 'waiting', cursor: '{"$gt":""}', limit: 5 });
    expect(all.items.every(({ villageName }) => villageName === '石桥村')).toBe(true);
  });
});

describe('job.list', () => {
  const open = () =>
    town.county.postings
      .filter(({ status, until }) => status === 'open' && until >= '2026-03-02')
      .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));

  test.each([11, 50])('by pages of %i: every open posting once, newest first', async (limit) => {
    const all = await paged((cursor) => town.as('visitor').call('job.list', { limit, cursor }));
    expect(all.map(({ id }) => id)).toEqual(open().map(({ _id }) => _id));
  });

  test('by place and by word', async () => {
    for (const area of ['outside_province', 'in_province', 'in_county'] as const) {
      const all = await paged((cursor) => town.as('labourer').call('job.list', { area, cursor, limit: 9 }));
      expect(all.map(({ id }) => id)).toEqual(
        open()
          .filter((one) => one.area === area)
          .map(({ _id }) => _id),
      );
    }
    const word = (open()[0] as PostingRecord).title.slice(0, 2);
    const found = await paged((cursor) => town.as('labourer').call('job.list', { text: ` ${word} `, cursor, limit: 9 }));
    expect(found.map(({ id }) => id)).toEqual(
      open()
        .filter((one) => one.searchText.includes(word))
        .map(({ _id }) => _id),
    );
    expect(found.length).toBeGreaterThan(0);
    expect((await town.as('labourer').call('job.list', { text: '没有这种活' })).items).toEqual([]);
  });

  test('past its last day a posting is not listed, and says so when opened', async () => {
    const model = open()[0] as PostingRecord;
    await town.cloud.database.put('postings', { ...model, _id: 'job-past', until: '2026-03-01', sortKey: '9999:job-past' } as {
      _id: string;
    });
    const { items } = await town.as('visitor').call('job.list', { limit: 50 });
    expect(items.map(({ id }) => id)).not.toContain('job-past');
    expect((await town.as('visitor').call('job.detail', { id: 'job-past' })).status).toBe('expired');
  });
});

test('every query of every action is served by an index and examines little more than it returns', async () => {
  town.cloud.queries.take();
  const { call } = town.as('labourer');
  const person = town.personOf('labourer');
  await town.as('visitor').call('session.me', {});
  await town.as('visitor').call('job.list', {});
  await town.as('visitor').call('job.list', { area: 'in_county', text: '工', limit: 3 });
  await town.as('visitor').call('policy.active', {});
  await call('session.me', {});
  await call('assess.me', { person });
  const { claim } = await call('claim.draft', { person, programme: 'stabilisation', period: '2025' });
  const shot = await call('receipt.accept', {
    claim: claim.id,
    kind: 'wage_proof',
    fileID: await town.as('labourer').upload(jpeg({ mark: 9 })),
  });
  await call('claim.submit', { claim: claim.id, version: shot.claim.version, agreed: true });
  await call('claim.mine', { person });
  await call('claim.track', { claim: claim.id });
  await call('receipt.link', { claim: claim.id, receipt: shot.receipt.id });
  for (const view of ['waiting', 'done'] as const) {
    for (const who of ['cadre', 'clerk', 'lead']) await town.as(who).call('claim.queue', { view });
    await town.as('clerk').call('claim.queue', { view, village: '140799201201', limit: 5 });
  }
  await town.as('cadre').call('claim.case', { claim: claim.id });
  await town.as('cadre').call('case.picture', { claim: claim.id, receipt: shot.receipt.id });
  await town.as('cadre').call('case.reveal', { claim: claim.id, field: 'phone', reason: '核实' });
  await passedByVillage(town, 'neighbour');
  town.cloud.clock.advance(20 * 60_000);
  await town.cloud.trigger('work', 'minute');
  await town.cloud.trigger('work', 'ten_minutes');
  const queries = town.cloud.queries.take();
  expect(queries.length).toBeGreaterThan(100);
  const bad = queries.filter(({ index, examined, returned }) => index === null || examined > 2 * returned + 20);
  expect(bad).toEqual([]);
  expect(queries.filter(({ limit, index }) => limit === null && index !== '_id_')).toEqual([]);
  // Nothing is asked of a collection that is not declared.
  expect([...new Set(queries.map(({ collection }) => collection))].filter((name) => !Object.hasOwn(collections, name))).toEqual([]);
});
