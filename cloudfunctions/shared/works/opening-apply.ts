// Long work: takes the found payments over, row by row, each in a change of its own; and takes them back, as far as no claim rests on them.

import type { ClaimRecord, FoundRow, OutsideRecord, PersonRecord } from '@shared/domain/records';
import { OPENERS } from '@shared/repos/lists';
import type { JobItem, JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
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

async function keep(row: FoundRow, job: JobRecord<ImportInput, unknown>, ctx: WorkContext): Promise<Record<string, number> | undefined> {
  const id = row.outside as string;
  const person = await ctx.store.get<PersonRecord>('persons', row.person as string);
  if (!person) throw new Problem('not_possible_now', { message: '名册里没有这个人了' });
  let counted: Record<string, number> | undefined;
  await ctx.change(async (change) => {
    counted = undefined;
    const before = await change.get<OutsideRecord>('outside', id);
    // Done by a step that was cut off before it could say so.
    if (before?.status === 'kept' && before.import === job.input.import) return { record: id, version: before.version, note: {} };
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
      before: changes && before ? { amountFen: before.amountFen, paidOn: before.paidOn, import: before.import, row: before.row } : null,
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const { version } = await change.put('outside', before, wanted, {
      verb: changes ? 'change' : 'take_over',
      role: 'station_clerk',
      detail: { import: job.input.import, row: row.row, amountFen: row.amountFen },
    });
    counted = changes ? { changed: 1, fen: row.amountFen } : { added: 1, fen: row.amountFen };
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

async function takeBack(
  outside: OutsideRecord,
  job: JobRecord<ImportInput, unknown>,
  ctx: WorkContext,
): Promise<Record<string, number> | undefined> {
  const claim = await restingOn(outside, ctx.store);
  if (claim) throw new Problem('not_possible_now', { message: `${claim.period} 年的申领已经按这一笔算过，不能撤` });
  let counted: Record<string, number> | undefined;
  await ctx.change(async (change) => {
    counted = undefined;
    const before = await change.get<OutsideRecord>('outside', outside._id);
    if (!before || before.import !== job.input.import || before.status !== 'kept')
      return { record: outside._id, version: before?.version ?? 0, note: {} };
    const wanted: OutsideRecord = before.before ? { ...before, ...before.before, before: null } : { ...before, status: 'undone' };
    const { version } = await change.put('outside', before, wanted, {
      verb: 'take_back',
      role: 'station_clerk',
      detail: { import: job.input.import },
    });
    counted = { undone: 1 };
    return { record: outside._id, version, note: {} };
  });
  return counted;
}

export const openingUndo: JobKind<ImportInput, OutsideRecord, Record<string, number>> = {
  kind: 'opening.undo',
  roles: OPENERS,
  words: '正在撤回',
  async page(job, limit, { store }) {
    const rows = await store.list<OutsideRecord>('outside', {
      where: { import: job.input.import, ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: rows.map((row) => ({ key: `第 ${row.row} 行 ${row.personName}`, cursor: row.sortKey, value: row })) };
  },
  each: takeBack,
  async finish(job, ctx) {
    await stateImport(ctx, job.input.import, 'undone', job.tally);
    return job.tally;
  },
};
