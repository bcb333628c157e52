// Long work: takes the found payments over, row by row, each in a change of its own; and takes them back, as far as no claim rests on them.

import type { ClaimRecord, FoundRow, OutsideRecord, PersonRecord } from '@shared/domain/records';
import { OPENERS } from '@shared/repos/lists';
import type { JobItem, JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { chunksOf, type ImportInput, stateImport } from './opening-check';

const WANTED: readonly string[] = ['new', 'changed'];

/** Rows to take over after the cursor `chunk:place in it`; chunks without any are passed over. */
async function rowsAfter(store: Store, job: JobRecord<ImportInput, unknown>, limit: number): Promise<JobItem<FoundRow>[]> {
  const [chunkText, placeText] = (job.cursor ?? '').split(':');
  let after = job.cursor === null ? null : String(Number(chunkText) - 1);
  let beyond = job.cursor === null ? -1 : Number(placeText);
  const items: JobItem<FoundRow>[] = [];
  while (items.length < limit) {
    const [chunk] = await chunksOf(store, job.input.import, after, 1);
    if (!chunk) break;
    for (const [place, row] of (chunk.found ?? []).entries())
      if (place > beyond && WANTED.includes(row.outcome) && row.outside !== null)
        items.push({ key: `第 ${row.row} 行 ${row.name}`, cursor: `${chunk.chunk}:${place}`, value: row });
    after = String(chunk.chunk);
    beyond = -1;
  }
  return items.slice(0, limit);
}

/** Takes one row over. What it counts is read off the record, so that a row done by a step that was cut off is counted all the same. */
async function keep(row: FoundRow, job: JobRecord<ImportInput, unknown>, ctx: WorkContext): Promise<Record<string, number> | undefined> {
  const id = row.outside as string;
  const counts = (changed: boolean): Record<string, number> =>
    changed ? { changed: 1, fen: row.amountFen } : { added: 1, fen: row.amountFen };
  const person = await ctx.store.get<PersonRecord>('persons', row.person as string);
  if (!person) throw new Problem('not_possible_now', { message: '名册里没有这个人了' });
  let counted: Record<string, number> | undefined;
  await ctx.change(async (change) => {
    counted = undefined;
    const before = await change.get<OutsideRecord>('outside', id);
    // Done by a step that was cut off before it could say so.
    if (before?.status === 'kept' && before.import === job.input.import) {
      counted = counts(before.before !== null);
      return { record: id, version: before.version, note: {} };
    }
    const changes = before?.status === 'kept';
    const wanted: OutsideRecord = {
      _id: id,
      county: person.county,
      town: person.town,
      village: person.village,
      status: 'kept',
      sortKey: `${row.programme}:${row.period}:${id}`,
      person: person._id,
      personName: person.name,
      household: person.household,
      programme: row.programme,
      period: row.period,
      amountFen: row.amountFen,
      paidOn: row.paidOn,
      import: job.input.import,
      row: row.row,
      takenBack: null,
      before: changes && before ? { amountFen: before.amountFen, paidOn: before.paidOn, import: before.import, row: before.row } : null,
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const { version } = await change.put('outside', before, wanted, {
      verb: changes ? 'change' : 'take_over',
      role: 'station_clerk',
      detail: { import: job.input.import, row: row.row, amountFen: row.amountFen },
    });
    counted = counts(changes);
    return { record: id, version, note: {} };
  });
  return counted;
}

export const openingApply: JobKind<ImportInput, FoundRow, Record<string, number>> = {
  kind: 'opening.apply',
  roles: OPENERS,
  words: '正在接过来',
  page: async (job, limit, { store }) => ({ items: await rowsAfter(store, job, limit) }),
  each: keep,
  async finish(job, ctx) {
    await stateImport(ctx, job.input.import, 'applied', job.tally);
    return job.tally;
  },
};

/** A claim handed in whose frozen facts counted this payment: taking it back would make that decision wrong. */
export async function restingOn(outside: OutsideRecord, store: Store): Promise<ClaimRecord | null> {
  const claims = await store.list<ClaimRecord>('claims', { where: { person: outside.person }, order: ['sortKey', 'desc'], limit: 100 });
  const alive = claims.filter(({ status }) => status !== 'draft' && status !== 'withdrawn' && status !== 'rejected');
  return alive.find((claim) => claim.facts?.prior.some(({ id }) => id === outside._id)) ?? null;
}

/** Takes one row back as far as it is this import's; counted by the record, as in `keep`. */
async function takeBack(
  row: FoundRow,
  job: JobRecord<ImportInput, unknown>,
  ctx: WorkContext,
): Promise<Record<string, number> | undefined> {
  const id = row.outside as string;
  const own = job.input.import;
  const seen = await ctx.store.get<OutsideRecord>('outside', id);
  const claim = seen?.status === 'kept' && seen.import === own ? await restingOn(seen, ctx.store) : null;
  if (claim) throw new Problem('not_possible_now', { message: `${claim.period} 年的申领已经按这一笔算过，不能撤` });
  let counted: Record<string, number> | undefined;
  await ctx.change(async (change) => {
    counted = undefined;
    const before = await change.get<OutsideRecord>('outside', id);
    const still = before?.status === 'kept' && before.import === own;
    if (!before || !still) {
      if (before?.takenBack === own) counted = { undone: 1 };
      return { record: id, version: before?.version ?? 0, note: {} };
    }
    const wanted: OutsideRecord = before.before
      ? { ...before, ...before.before, before: null, takenBack: own }
      : { ...before, status: 'undone', takenBack: own };
    const { version } = await change.put('outside', before, wanted, { verb: 'take_back', role: 'station_clerk', detail: { import: own } });
    counted = { undone: 1 };
    return { record: id, version, note: {} };
  });
  return counted;
}

export const openingUndo: JobKind<ImportInput, FoundRow, Record<string, number>> = {
  kind: 'opening.undo',
  roles: OPENERS,
  words: '正在撤回',
  // By the sheet's own rows: what was put back as it stood before belongs to another import by then and is not found under this one.
  page: async (job, limit, { store }) => ({ items: await rowsAfter(store, job, limit) }),
  each: takeBack,
  async finish(job, ctx) {
    await stateImport(ctx, job.input.import, 'undone', job.tally);
    return job.tally;
  },
};
