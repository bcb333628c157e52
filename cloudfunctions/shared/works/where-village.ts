// Long work of the night: where everybody of one village stands, made anew for the new day; the village's figures of the month counted.
import type { HouseholdRecord, Instant, PlaceRecord } from '@shared/domain/records';
import { rebuildStats, remakeWhereabouts } from '@shared/listing/whereabouts';
import { REGISTRY_READERS } from '@shared/repos/registry';
import type { Context } from '@shared/runtime/context';
import { type JobKind, type JobRecord, newJob } from '@shared/runtime/jobs';
import { range, type Store } from '@shared/runtime/store';
import { drive } from '.';

interface Input {
  village: string;
}

const STATUSES = ['active', 'gone'] as const;
const AT_ONCE = 25;

/** Households of the village after `status|sortKey`, those that left included: their people still stand somewhere. */
async function householdsAfter(store: Store, village: string, cursor: string | null, limit: number): Promise<HouseholdRecord[]> {
  const [from, key] = cursor === null ? [STATUSES[0], ''] : [cursor.slice(0, cursor.indexOf('|')), cursor.slice(cursor.indexOf('|') + 1)];
  const found: HouseholdRecord[] = [];
  let after = key as string;
  for (const status of STATUSES.slice(STATUSES.indexOf(from as (typeof STATUSES)[number]))) {
    if (found.length === limit) break;
    const page = await store.list<HouseholdRecord>('households', {
      where: { village, status, sortKey: range({ gt: after }) },
      order: ['sortKey', 'asc'],
      limit: limit - found.length,
    });
    found.push(...page);
    after = '';
  }
  return found;
}

/** An item is some households at once: their reads are shared. */
export const whereVillage: JobKind<Input, string[], { people: number }> = {
  kind: 'where.village',
  roles: REGISTRY_READERS,
  words: '正在逐户看每个人在哪',
  perStep: 4,
  async page(job, limit, { store }) {
    const rows = await householdsAfter(store, job.input.village, job.cursor, limit * AT_ONCE);
    const items = [];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      const last = some[some.length - 1] as HouseholdRecord;
      items.push({ key: some[0]?.headName ?? '', cursor: `${last.status}|${last.sortKey}`, value: some.map(({ _id }) => _id) });
    }
    return { items };
  },
  async each(households, job, { store, now }) {
    const { changed, villages } = await remakeWhereabouts(store, households, now);
    // Somebody who lived elsewhere until now: that village is one the less.
    for (const place of villages) if (place.village !== job.village) await rebuildStats(store, place, now);
    return { changed };
  },
  async finish({ county, town, village }, { store, now }) {
    const { counts } = await rebuildStats(store, { county, town, village }, now);
    return { people: (counts.labourers ?? 0) + (counts.not_counted ?? 0) };
  },
};

const jobOf = ({ county, town, _id }: PlaceRecord, mark: string, now: Instant) =>
  newJob('where.village', `${_id}:${mark}`, { village: _id }, { owner: '', county, town, village: _id }, now);

const LONGEST_MS = 12_000;
const LONGEST_ONE_MS = 5_000;

/** A village made anew as the night does, once for each mark; what one call's time does not allow the minute timer goes on with. */
export async function remakeVillage(village: PlaceRecord, mark: string, services: Context['services'], now: Instant): Promise<void> {
  const startedAt = performance.now();
  const job = jobOf(village, mark, now);
  await services.store.insert('jobs', job);
  let at: JobRecord = job;
  while (at.state === 'running' && performance.now() - startedAt < LONGEST_ONE_MS) {
    const after = await drive(services, job, now);
    if (after.state === 'running' && after.done + after.failed === at.done + at.failed) return;
    at = after;
  }
}

/**
 * Villages looked at before their first night are counted now, as far as one call's time allows: the minute timer goes on with the rest.
 * @returns those not counted yet.
 */
export async function countedOnce(villages: readonly PlaceRecord[], { store, services, now, today }: Context): Promise<string[]> {
  const startedAt = performance.now();
  const missing: string[] = [];
  for (const village of villages) {
    const job = jobOf(village, `${today.slice(0, 7)}:first`, now);
    await store.insert('jobs', job);
    let at: JobRecord = job;
    while (at.state === 'running' && performance.now() - startedAt < LONGEST_MS) {
      const after = await drive(services, job, now);
      const still = after.state === 'running' && after.done + after.failed === at.done + at.failed;
      at = after;
      if (still) break;
    }
    if (at.state === 'running') missing.push(village._id);
  }
  return missing;
}
