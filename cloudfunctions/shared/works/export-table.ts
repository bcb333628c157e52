// Long work of a sheet that goes out: batches of people read by index, their rows packed one after the other, put together at the end.
import type {
  ExportMarkRecord,
  ExportPartRecord,
  ExportRecord,
  HouseholdRecord,
  PersonRecord,
  PlaceRecord,
  SpellRecord,
} from '@shared/domain/records';
import { type OutRow, outCell } from '@shared/exchange/out-cells';
import { layoutOf, NUMBERS, type OutLayout } from '@shared/exchange/out-layouts';
import { offerStored, sweptLater } from '@shared/papers/offer';
import type { Column } from '@shared/papers/sheets';
import { type Before, closeSheet, openSheet, packRows, type SheetPart, zipBook } from '@shared/papers/tables/write-parts';
import { EXPORTERS } from '@shared/repos/exports';
import { allAmong } from '@shared/repos/ledgers';
import { sha256 } from '@shared/runtime/canonical';
import type { JobItem, JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

interface ExportInput {
  export: string;
}
interface Batch {
  n: number;
  persons: PersonRecord[];
}

const PIECES_KEPT_MS = 86_400_000;
const BATCH = 100;
const BATCHES_A_STEP = 4;
const partId = (id: string, n: number): string => `part:${id}:${String(n).padStart(5, '0')}`;

async function recordOf({ input }: JobRecord<ExportInput, unknown>, { store }: WorkContext): Promise<ExportRecord> {
  const found = await store.get<ExportRecord>('exports', input.export);
  if (!found) throw new Problem('not_found', { message: '这一张已经不在了。' });
  return found;
}

const columnsOf = ({ columns }: OutLayout): Column[] =>
  columns.map(({ head, field }) => ({ head, width: NUMBERS.includes(field) ? 22 : 14 }));

/** The rows of a batch and the mark each person's leaves. */
async function rowsOf(batch: Batch, record: ExportRecord, layout: OutLayout, ctx: WorkContext): Promise<string[][]> {
  const { store, open } = ctx;
  const { persons } = batch;
  const ids = persons.map(({ _id }) => _id);
  const [households, spells] = await Promise.all([
    store.getMany<HouseholdRecord>('households', [...new Set(persons.map(({ household }) => household))]),
    allAmong<SpellRecord>(store, 'spells', 'person', ids),
  ]);
  const places = new Map<string, PlaceRecord>();
  for (const code of new Set(persons.flatMap(({ village, town, county }) => [village, town, county]))) {
    const place = await store.get<PlaceRecord>('places', code);
    if (place) places.set(code, place);
  }
  const nameOf = (code: string): string => places.get(code)?.name ?? '';
  const rows: { person: string; cells: string[] }[] = [];
  for (const person of persons) {
    const household = households.find(({ _id }) => _id === person.household);
    if (!household) continue;
    const own = spells.filter((spell) => spell.person === person._id).sort((a, b) => (a.start < b.start ? -1 : 1));
    for (const spell of spellsFor(layout, person, own)) {
      const row: OutRow = {
        person,
        household,
        spell,
        place: { county: nameOf(person.county), town: nameOf(person.town), village: nameOf(person.village) },
        open: record.full ? (field, sealed) => open({ collection: 'persons', record: person._id, field }, sealed) : null,
      };
      rows.push({ person: person._id, cells: layout.columns.map(({ field }) => outCell(field, row)) });
    }
  }
  return record.changes || layout.changes ? changed(rows, record, ctx) : rows.map(({ cells }) => cells);
}

/** What a layout has a row for: everybody, each open work, or each plan. */
function spellsFor(layout: OutLayout, person: PersonRecord, own: SpellRecord[]): (SpellRecord | null)[] {
  const present = own.find(({ end }) => end === null) ?? null;
  if (layout.rows === 'person') return [present];
  if (layout.rows === 'plan') return person.workWish?.plans ? [present] : [];
  return present === null ? [] : [present];
}

/** The rows that differ from the last sheet of this layout, when only those are wanted; every whole-number sheet leaves its marks. */
async function changed(rows: { person: string; cells: string[] }[], record: ExportRecord, { store }: WorkContext): Promise<string[][]> {
  const byPerson = new Map<string, string[][]>();
  for (const { person, cells } of rows) byPerson.set(person, [...(byPerson.get(person) ?? []), cells]);
  const ids = [...byPerson.keys()].map((person) => `mark:${record.layout}:${person}`);
  const marks = new Map<string, ExportMarkRecord>();
  for (let at = 0; at < ids.length; at += 100)
    for (const one of await store.getMany<ExportMarkRecord>('export_marks', ids.slice(at, at + 100))) marks.set(one._id, one);
  const done = await finished([...new Set([...marks.values()].map((mark) => mark.export))], store);
  const wanted: string[][] = [];
  for (const [person, cells] of byPerson) {
    const _id = `mark:${record.layout}:${person}`;
    const hash = sha256(JSON.stringify(cells));
    const before = marks.get(_id);
    // A mark counts once its sheet was finished: one left by this very export, or by one that never came to an end, does not.
    const sent = before === undefined ? null : done.has(before.export) ? before.hash : before.prev;
    if (!record.changes || sent !== hash) wanted.push(...cells);
    if (!record.full || (before?.hash === hash && (done.has(before.export) || before.export === record._id))) continue;
    const mark: ExportMarkRecord = { _id, layout: record.layout, person, hash, export: record._id, prev: sent };
    await store.transaction(async (tx) => {
      if (await tx.get('export_marks', _id)) await tx.replace('export_marks', mark);
      else await tx.insert('export_marks', mark);
    });
  }
  return wanted;
}

/** Which of these exports came to an end. */
async function finished(ids: readonly string[], store: WorkContext['store']): Promise<Set<string>> {
  const found = ids.length === 0 ? [] : await store.getMany<ExportRecord>('exports', ids.slice(0, 100));
  return new Set(found.filter(({ status }) => status === 'ready' || status === 'over').map(({ _id }) => _id));
}

/** Everything packed so far, in order. */
async function partsOf(id: string, { store }: WorkContext): Promise<ExportPartRecord[]> {
  const parts: ExportPartRecord[] = [];
  for (;;) {
    const page = await store.list<ExportPartRecord>('export_parts', {
      where: { export: id, n: range({ gte: parts.length }) },
      order: ['n', 'asc'],
      limit: 500,
    });
    parts.push(...page);
    if (page.length < 500) return parts;
  }
}

/** Takes the pieces away, from the last: what a step that is cut off leaves are the first ones, found in order by the next. */
async function dropParts(parts: readonly ExportPartRecord[], { store, files }: WorkContext): Promise<void> {
  for (const { _id, fileID } of [...parts].reverse()) {
    await files.remove(fileID).catch(() => undefined);
    await store.remove('export_parts', _id);
  }
}

async function keepPart(id: string, n: number, part: SheetPart, { store, files, now }: WorkContext): Promise<void> {
  const { packed, bytes, crc, rows } = part;
  const path = `work/exports/${id.slice(id.indexOf(':') + 1)}-${n}.part`;
  // Work that is stopped and never taken up again leaves no numbers behind.
  await sweptLater(partId(id, n), path, PIECES_KEPT_MS, { store, now });
  const fileID = await files.store(path, packed);
  await store.insert('export_parts', {
    _id: partId(id, n),
    export: id,
    n,
    fileID,
    size: packed.length,
    bytes,
    crc,
    rows,
  } as ExportPartRecord);
}

export const exportTable: JobKind<ExportInput, Batch, { rows: number; name: string }> = {
  kind: 'export.table',
  roles: EXPORTERS,
  words: '正在做表',
  perStep: BATCHES_A_STEP,
  async page(job, limit, ctx) {
    const record = await recordOf(job, ctx);
    const found = await ctx.store.list<PersonRecord>('persons', {
      where: { [record.level]: record[record.level], status: 'active', sortKey: range({ gt: job.cursor ?? '' }) },
      order: ['sortKey', 'asc'],
      limit: limit * BATCH,
    });
    const items: JobItem<Batch>[] = [];
    for (let at = 0; at < found.length; at += BATCH) {
      const persons = found.slice(at, at + BATCH);
      const last = persons[persons.length - 1];
      items.push({ key: persons[0]?.name ?? '', cursor: last?.sortKey ?? '', value: { n: job.done + items.length + 1, persons } });
    }
    return { items };
  },
  async each(batch, job, ctx) {
    const record = await recordOf(job, ctx);
    const layout = layoutOf(record.layout);
    if (!layout) throw new Problem('not_found', { message: '没有这种表。' });
    // Part 0 is what stands before the rows; a batch whose part is there was done by a step that was cut off.
    const first = openSheet(columnsOf(layout), layout.above);
    if (batch.n === 1) await keepPart(record._id, 0, first, ctx);
    if (await ctx.store.get('export_parts', partId(record._id, batch.n))) return undefined;
    const before: Before | null =
      batch.n === 1 ? first : await ctx.store.get<ExportPartRecord>('export_parts', partId(record._id, batch.n - 1));
    if (before === null) throw new Problem('not_possible_now', { message: '前面的还没做完。', next: '重新出一次。' });
    const rows = await rowsOf(batch, record, layout, ctx);
    await keepPart(record._id, batch.n, packRows(columnsOf(layout), rows, before), ctx);
    return { rows: rows.length };
  },
  async finish(job, ctx) {
    const record = await recordOf(job, ctx);
    const layout = layoutOf(record.layout);
    if (!layout) throw new Problem('not_found', { message: '没有这种表。' });
    const parts = await partsOf(record._id, ctx);
    if (record.status === 'ready') {
      // Put together by a step that was cut off before its pieces were gone.
      await dropParts(parts, ctx);
      return { rows: record.rows, name: record.name };
    }
    const first = openSheet(columnsOf(layout), layout.above);
    const last: Before = parts[parts.length - 1] ?? first;
    const end = closeSheet(last);
    const pieces: Uint8Array[] = parts.length === 0 ? [first.packed] : [];
    for (const { fileID } of parts) {
      const bytes = await ctx.files.read(fileID);
      if (!bytes) throw new Problem('not_possible_now', { message: '做到一半的表不在了。', next: '重新出一次。' });
      pieces.push(bytes);
    }
    pieces.push(end.packed);
    const whole: Uint8Array[] = [];
    const packed = pieces.reduce((sum, one) => sum + one.length, 0);
    for await (const piece of zipBook(record.name, pieces, end, packed)) whole.push(piece);
    const rows = last.rows - first.rows;
    const { fileID, until } = await offerStored(`${record.name}.xlsx`, Buffer.concat(whole), ctx);
    await ctx.change(async (change) => {
      const before = await change.get<ExportRecord>('exports', record._id);
      if (before?.status !== 'running') return { record: record._id, version: before?.version ?? 0, note: {} };
      const { version } = await change.put(
        'exports',
        before,
        { ...before, status: 'ready', rows, fileID, until },
        { verb: 'made', role: 'visitor', detail: { rows } },
      );
      return { record: record._id, version, note: {} };
    });
    await dropParts(parts, ctx);
    return { rows, name: record.name };
  },
};
