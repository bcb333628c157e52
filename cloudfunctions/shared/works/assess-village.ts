// Long work of the night: answers about everybody of one village made anew, those changed written, the eligible told, the equations counted.

import { addDays, beijingDate } from '@shared/domain/dates';
import type { BondRecord, ClaimRecord, Instant, PersonRecord, PlaceRecord } from '@shared/domain/records';
import { mergedHints } from '@shared/listing/hints';
import { nightMark, tellEligible } from '@shared/listing/notify';
import { periodsToday } from '@shared/listing/periods';
import { type Made, makeAnswers, rebuildEquation, writeAnswers } from '@shared/listing/rebuild';
import { allAmong } from '@shared/repos/ledgers';
import { LIST_READERS } from '@shared/repos/lists';
import { canonical } from '@shared/runtime/canonical';
import { type JobKind, newJob } from '@shared/runtime/jobs';
import { range, type Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface NightInput {
  village: string;
}
interface Item extends Made {
  bonds: BondRecord[];
}

/** Living and dead: somebody who died may be owed for work done before. */
const STATUSES = ['active', 'dead', 'gone'] as const;

/** The next persons of the village after `status|sortKey`. */
async function personsAfter(store: Store, village: string, cursor: string | null, limit: number): Promise<PersonRecord[]> {
  const [status, sortKey] =
    cursor === null ? [STATUSES[0], ''] : ([cursor.slice(0, cursor.indexOf('|')), cursor.slice(cursor.indexOf('|') + 1)] as const);
  const found: PersonRecord[] = [];
  let after = sortKey;
  for (let at = STATUSES.indexOf(status as (typeof STATUSES)[number]); at < STATUSES.length && found.length < limit; at += 1) {
    const page = await store.list<PersonRecord>('persons', {
      where: { village, status: STATUSES[at] as string, sortKey: range({ gt: after }) },
      order: ['sortKey', 'asc'],
      limit: limit - found.length,
    });
    found.push(...page);
    after = '';
  }
  return found;
}

export const assessVillage: JobKind<NightInput, Item, { years: number }> = {
  kind: 'assess.village',
  roles: LIST_READERS,
  words: '正在逐人核对谁能领',
  async page(job, limit, { store, now }) {
    const persons = await personsAfter(store, job.input.village, job.cursor, limit);
    const [made, bonds] = await Promise.all([
      makeAnswers(store, persons, now),
      allAmong<BondRecord>(
        store,
        'bonds',
        'person',
        persons.map(({ _id }) => _id),
      ),
    ]);
    const bondsOf = (id: string) => bonds.filter(({ person, status }) => person === id && status === 'confirmed');
    return {
      items: made.map((one) => ({
        key: one.person.name,
        cursor: `${one.person.status}|${one.person.sortKey}`,
        value: { ...one, bonds: bondsOf(one.person._id) },
      })),
    };
  },
  async each(item, _job, ctx) {
    const { changed } = await writeAnswers(ctx.store, item, ctx.now);
    await refreshHints(item, ctx);
    const told = await tellEligible(item, item.bonds, ctx);
    return { changed: changed.length, told };
  },
  async finish(job, { store, policies, now, today }) {
    const { village, town, county } = job;
    let years = 0;
    for (const policy of await policies.active(today))
      for (const period of periodsToday(policy, today)) {
        await rebuildEquation(store, { county, town, village }, policy.pack.programme, period, now);
        years += 1;
      }
    return { years };
  },
};

/** Claims still being looked at carry the hints of tonight: what their reviewer sees is not what was true weeks ago. */
async function refreshHints({ ledger, records }: Made, ctx: WorkContext): Promise<void> {
  for (const seen of ledger.claims) {
    const answer = records.find(({ claim }) => claim === seen._id);
    if (seen.status !== 'in_stage' || !answer) continue;
    if (canonical(mergedHints(seen.hints ?? [], answer.hints)) === canonical(seen.hints ?? [])) continue;
    await ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', seen._id);
      if (before?.status !== 'in_stage') return { record: seen._id, version: before?.version ?? 0, note: {} };
      const hints = mergedHints(before.hints ?? [], answer.hints);
      const { version } = await change.put('claims', before, { ...before, hints }, { verb: 'hint', role: 'visitor' });
      return { record: seen._id, version, note: {} };
    });
  }
}

const MOST_VILLAGES = 1000;
/** What is made anew for every village each night: who can be paid, what the data rules find. */
const NIGHTLY = ['assess.village', 'look.village', 'where.village'] as const;

/** Begins the night for every village: one job of each kind, named by the day, so that a timer that fires twice begins it once. */
export async function beginNight(store: Store, now: Instant): Promise<number> {
  const day = beijingDate(now);
  const settings = await store.get<{ _id: string; county: string }>('settings', 'installation');
  if (!settings) return 0;
  const towns = await store.list<PlaceRecord>('places', { where: { parent: settings.county }, limit: MOST_VILLAGES });
  let begun = 0;
  for (const town of towns)
    for (const village of await store.list<PlaceRecord>('places', { where: { parent: town._id }, limit: MOST_VILLAGES })) {
      const about = { owner: '', county: settings.county, town: town._id, village: village._id };
      for (const kind of NIGHTLY) {
        // The night before last is over for good: nobody asks for it again.
        await store.remove('jobs', `job:${kind}:${nightMark(village._id, addDays(day, -2))}`);
        if (await store.insert('jobs', newJob(kind, nightMark(village._id, day), { village: village._id }, about, now))) begun += 1;
      }
    }
  return begun;
}
