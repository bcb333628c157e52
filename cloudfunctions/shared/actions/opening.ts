// Opening state: past payments come from a sheet, looked at before they count; then the clerk opens the programme-year to residents.

import type { Parsed } from '@shared/contract';
import { type NamedProgramme, type PastRow, type PastSheet, readPastSheet } from '@shared/domain/past-rows';
import type { ImportChunkRecord, ImportRecord, YearRecord } from '@shared/domain/records';
import { takeIn } from '@shared/papers/take-in';
import { OPENERS, yearId } from '@shared/repos/lists';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { sealField } from '@shared/runtime/crypto';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { chunkId, chunksOf, talliedRows } from '@shared/works/opening-check';
import { demandFit } from './fit';
import { taskOf } from './tasks';

const ROWS_PER_CHUNK = 50;
const CHUNKS_PER_LOOK = 2;

async function programmesNow({ policies, today }: Context): Promise<NamedProgramme[]> {
  return (await policies.active(today)).map(({ pack }) => ({
    programme: pack.programme,
    name: pack.name,
    spoken: pack.spoken,
    periods: pack.periods,
  }));
}

const yearView = (year: YearRecord | null, one: NamedProgramme, period: string) => ({
  programme: one.programme,
  name: one.name,
  period,
  status: year?.status ?? ('checking' as const),
  openedAt: year?.openedAt ?? null,
  by: year?.by.name ?? '',
  note: year?.note ?? '',
});

const importView = ({ _id: id, version, status, fileName, columns, rows, by, at }: ImportRecord) => ({
  id,
  version,
  status,
  fileName,
  columns,
  rows,
  by: by.name,
  at,
});

export const openingYears = action('opening.years', {
  roles: OPENERS,
  async run(_input, ctx) {
    const town = ctx.repos.lists.openingTown();
    const [programmes, years, imports] = await Promise.all([
      programmesNow(ctx),
      ctx.repos.lists.yearsOf(town),
      ctx.repos.lists.imports(town),
    ]);
    const byId = new Map(years.map((year) => [year._id, year]));
    const rows = programmes.flatMap((one) =>
      [...one.periods]
        .sort()
        .reverse()
        .map((period) => yearView(byId.get(yearId(town, one.programme, period)) ?? null, one, period)),
    );
    return { today: ctx.today, years: rows, imports: imports.map(importView) };
  },
});

export const setYear = action('opening.set', {
  roles: OPENERS,
  async change({ programme, period, open, note }, ctx) {
    const town = ctx.repos.lists.openingTown();
    const known = (await programmesNow(ctx)).find((one) => one.programme === programme);
    if (!known?.periods.includes(period)) throw new Problem('bad_input', { fields: { period: '没有这一项或这一年' } });
    const id = yearId(town, programme, period);
    await demandFit({ note }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<YearRecord>('years', id);
      const wanted: YearRecord = {
        _id: id,
        county: (await ctx.repos.places.get(town))?.county ?? '',
        town,
        village: '',
        status: open ? 'open' : 'checking',
        sortKey: `${programme}:${period}:${id}`,
        programme,
        period,
        openedAt: open ? (before?.status === 'open' ? before.openedAt : ctx.now) : null,
        by: { openid: ctx.caller.openid, name: ctx.caller.name },
        note,
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      if (before && before.status === wanted.status) return { record: id, version: before.version, note: {} };
      const { version } = await change.put('years', before, wanted, {
        verb: open ? 'open' : 'close',
        role: 'station_clerk',
        detail: { note },
      });
      return { record: id, version, note: {} };
    });
  },
  async show({ record }, { programme, period }, ctx) {
    const one = (await programmesNow(ctx)).find((known) => known.programme === programme);
    if (!one) throw new Problem('not_found');
    return { year: yearView(await ctx.store.get<YearRecord>('years', record), one, period) };
  },
});

async function sheetOf(bytes: Uint8Array, defaults: { programme: string | null; period: string | null }, ctx: Context): Promise<PastSheet> {
  const { readSheets } = await import('@shared/papers/tables/read');
  const programmes = await programmesNow(ctx);
  const read = (await readSheets(bytes)).flatMap((sheet) => readPastSheet(sheet.rows, programmes, defaults) ?? []);
  const [first] = read;
  if (!first || read.every(({ rows }) => rows.length === 0))
    throw new Problem('file_refused', {
      message: '表里没找到「姓名」和「金额」这两栏。',
      next: '看看第一行是不是栏目名：姓名、身份证号、补贴项目、年度、金额、发放日期。',
    });
  return { columns: first.columns, rows: read.flatMap(({ rows }) => rows) };
}

/** Rows as they lie in the house: sealed by fifties, since they hold identity numbers. */
function chunked(id: string, rows: readonly PastRow[], ctx: Context): ImportChunkRecord[] {
  const chunks: ImportChunkRecord[] = [];
  for (let at = 0; at < rows.length; at += ROWS_PER_CHUNK) {
    const chunk = chunks.length;
    const _id = chunkId(id, chunk);
    const sealed = sealField(
      ctx.services.ring,
      { collection: 'import_rows', record: _id, field: 'rows' },
      JSON.stringify(rows.slice(at, at + ROWS_PER_CHUNK)),
    );
    chunks.push({ _id, import: id, chunk, rows: sealed, found: null });
  }
  return chunks;
}

const jobFor = (kind: string, record: ImportRecord, round: number, ctx: Context): JobRecord =>
  newJob(
    kind,
    `${record._id}:${round}`,
    { import: record._id },
    { owner: ctx.caller.openid, county: record.county, town: record.town, village: '' },
    ctx.now,
  );

const taskId = (kind: string, id: string, round: number) => `job:${kind}:${id}:${round}`;

async function checkSheet(bytes: Uint8Array, { fileName, programme, period }: Parsed<'opening.check'>, ctx: Context): Promise<Outcome> {
  const town = ctx.repos.lists.openingTown();
  const { columns, rows } = await sheetOf(bytes, { programme, period }, ctx);
  const hash = sha256(bytes);
  const base = `import:${town}:${sha256(`${hash}|${programme ?? ''}|${period ?? ''}`).slice(0, 32)}`;
  // The same sheet again after it was taken back is looked at anew, as an import of its own.
  let id = base;
  for (let again = 1; (await ctx.store.get<ImportRecord>('imports', id))?.status === 'undone'; again += 1) id = `${base}:${again}`;
  const known = await ctx.store.get<ImportRecord>('imports', id);
  if (!known) for (const chunk of chunked(id, rows, ctx)) await ctx.store.insert('import_rows', chunk);
  const place = await ctx.repos.places.get(town);
  return ctx.change(async (change) => {
    const before = await change.get<ImportRecord>('imports', id);
    if (before) return { record: id, version: before.version, note: {} };
    const wanted: ImportRecord = {
      _id: id,
      county: place?.county ?? '',
      town,
      village: '',
      status: 'checking',
      sortKey: `${ctx.now}:${id}`,
      // A number of somebody's in the name of a file does not stay.
      fileName: fileName.replace(/\d{11,}[Xx]?/g, '…'),
      sha256: hash,
      programme,
      period,
      columns,
      rows: rows.length,
      by: { openid: ctx.caller.openid, name: ctx.caller.name },
      at: ctx.now,
      version: 0,
      auditHead: '',
    };
    const { version } = await change.put('imports', null, wanted, {
      verb: 'check',
      role: 'station_clerk',
      detail: { rows: rows.length, sha256: hash },
    });
    await change.begin(jobFor('opening.check', wanted, 0, ctx));
    return { record: id, version, note: {} };
  });
}

export const checkImport = action('opening.check', {
  roles: OPENERS,
  limit: { times: 30, seconds: 3600 },
  async change(input, ctx) {
    await demandFit({ fileName: input.fileName }, ctx);
    return takeIn(input.fileID, ctx, (bytes) => checkSheet(bytes, input, ctx));
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => shown(record, 'opening.check', 0, ctx),
});

async function shown(id: string, kind: string, round: number, ctx: Context) {
  const [record, job] = await Promise.all([ctx.repos.lists.importById(id), ctx.store.get<JobRecord>('jobs', taskId(kind, id, round))]);
  if (!job) throw new Problem('not_found');
  return { import: importView(record), ...(await taskOf(job)) };
}

export const lookImport = action('opening.look', {
  roles: OPENERS,
  async run({ import: id, outcome, cursor }, ctx) {
    const record = await ctx.repos.lists.importById(id);
    const villages = await ctx.repos.places.villagesIn([{ level: 'town', code: record.town }]);
    const names = new Map(villages.map((village) => [village._id, village.name]));
    const tally = talliedRows(await chunksOf(ctx.store, id, null, 1000));
    // Pages are chunks: a few of them until there is something to show.
    let after = cursor ?? null;
    const items = [];
    let more = true;
    while (items.length < ROWS_PER_CHUNK && more) {
      const chunks = await chunksOf(ctx.store, id, after, CHUNKS_PER_LOOK);
      more = chunks.length === CHUNKS_PER_LOOK;
      after = chunks.length === 0 ? after : String(chunks.at(-1)?.chunk);
      items.push(...chunks.flatMap(({ found }) => found ?? []).filter((row) => outcome === undefined || row.outcome === outcome));
    }
    return {
      import: importView(record),
      tally,
      items: items.map((row) => ({ ...row, villageName: names.get(row.village) ?? '' })),
      next: more ? after : null,
    };
  },
});

/** Moves an import on and begins its work, as one. */
async function moved(id: string, version: number, from: ImportRecord['status'], to: ImportRecord['status'], kind: string, ctx: Context) {
  await ctx.repos.lists.importById(id);
  return ctx.change(async (change) => {
    const before = await change.get<ImportRecord>('imports', id);
    if (!before) throw new Problem('not_found');
    if (before.status === to) throw new Problem('already_done');
    if (before.version !== version || before.status !== from)
      throw new Problem('not_possible_now', { message: '这张表现在办不了这一步。', next: '刷新再看它办到哪了。' });
    const stored = await change.put('imports', before, { ...before, status: to }, { verb: to, role: 'station_clerk' });
    await change.begin(jobFor(kind, stored, stored.version, ctx));
    return { record: id, version: stored.version, note: {} };
  });
}

export const applyImport = action('opening.apply', {
  roles: OPENERS,
  change: ({ import: id, version }, ctx) => moved(id, version, 'checked', 'applying', 'opening.apply', ctx),
  show: ({ record, version }, _input, ctx) => shown(record, 'opening.apply', version, ctx),
});

export const undoImport = action('opening.undo', {
  roles: OPENERS,
  change: ({ import: id, version }, ctx) => moved(id, version, 'applied', 'undoing', 'opening.undo', ctx),
  show: ({ record, version }, _input, ctx) => shown(record, 'opening.undo', version, ctx),
});
