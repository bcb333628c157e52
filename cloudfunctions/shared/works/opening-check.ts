// Long work: looks at every row of a sheet of past payments. Nothing is written but what was found.

import type { PastRow } from '@shared/domain/past-rows';
import type { FoundRow, ImportChunkRecord, ImportRecord, RowOutcome } from '@shared/domain/records';
import { findRows, withoutRepeats } from '@shared/listing/past-match';
import { OPENERS } from '@shared/repos/lists';
import { openField } from '@shared/runtime/crypto';
import type { JobKind } from '@shared/runtime/jobs';
import { range, type Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface ImportInput {
  import: string;
}

export const chunkId = (id: string, chunk: number): string => `${id}:${String(chunk).padStart(5, '0')}`;

/** Chunks after a cursor (a chunk's number), in order. */
export function chunksOf(store: Store, id: string, after: string | null, limit: number): Promise<ImportChunkRecord[]> {
  return store.list<ImportChunkRecord>('import_rows', {
    where: { import: id, chunk: range({ gt: after === null ? -1 : Number(after) }) },
    order: ['chunk', 'asc'],
    limit,
  });
}

/** All chunks of an import; 20,000 rows are 400 of them. */
export const allChunks = (store: Store, id: string): Promise<ImportChunkRecord[]> => chunksOf(store, id, null, 1000);

export function talliedRows(chunks: readonly { found: FoundRow[] | null }[]): Record<RowOutcome, number> {
  const tally = { new: 0, known: 0, changed: 0, unmatched: 0, wrong: 0 };
  for (const { found } of chunks) for (const { outcome } of found ?? []) tally[outcome] += 1;
  return tally;
}

/** Sets a state of an import and writes who did it into the trail; the same state twice is once. */
export async function stateImport(
  ctx: Pick<WorkContext, 'change' | 'caller'>,
  id: string,
  status: ImportRecord['status'],
  detail: Record<string, number> = {},
): Promise<void> {
  await ctx.change(async (change) => {
    const before = await change.get<ImportRecord>('imports', id);
    if (!before || before.status === status) return { record: id, version: before?.version ?? 0, note: {} };
    const { version } = await change.put('imports', before, { ...before, status }, { verb: status, role: 'station_clerk', detail });
    return { record: id, version, note: {} };
  });
}

export const openingCheck: JobKind<ImportInput, ImportChunkRecord, Record<RowOutcome, number>> = {
  kind: 'opening.check',
  roles: OPENERS,
  words: '正在一行一行地对',
  perStep: 20,
  async page(job, limit, { store }) {
    const chunks = await chunksOf(store, job.input.import, job.cursor, limit);
    return { items: chunks.map((chunk) => ({ key: `第 ${chunk.chunk + 1} 段`, cursor: String(chunk.chunk), value: chunk })) };
  },
  async each(chunk, job, { store, services }) {
    const rows = JSON.parse(
      openField(services.ring, { collection: 'import_rows', record: chunk._id, field: 'rows' }, chunk.rows),
    ) as PastRow[];
    const places = await store.list<{ _id: string; name: string }>('places', { where: { parent: job.town }, limit: 500 });
    const found = await findRows(
      rows,
      { town: job.town, villageNames: new Map(places.map(({ _id, name }) => [_id, name])) },
      store,
      services.ring,
    );
    await store.transaction((tx) => tx.patch('import_rows', chunk._id, { found }));
    return undefined;
  },
  async finish(job, ctx) {
    const chunks = await allChunks(ctx.store, job.input.import);
    const seen = new Map<string, number>();
    const cleaned = chunks.map((chunk) => ({ ...chunk, found: withoutRepeats(chunk.found ?? [], seen) }));
    for (const [i, chunk] of cleaned.entries()) {
      const was = chunks[i]?.found ?? [];
      if (chunk.found.some((row, at) => row.outcome !== was[at]?.outcome))
        await ctx.store.transaction((tx) => tx.patch('import_rows', chunk._id, { found: chunk.found }));
    }
    const tally = talliedRows(cleaned);
    await stateImport(ctx, job.input.import, 'checked', tally);
    return tally;
  },
};
