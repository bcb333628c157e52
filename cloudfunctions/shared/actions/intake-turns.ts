// A sheet that was looked at: its rows, what is decided of conflicts, applied, taken back, put aside, and the rows in which something is wrong.
import type { Choice, IntakeChoices, IntakeChunk, IntakeRecord, LineOutcome } from '@shared/domain/records';
import { CHUNKS_PER_READ, chunksAfter, cutOf, openRows, wipeRows } from '@shared/intake/chunks';
import { rowWords } from '@shared/intake/tables';
import { noteExport, offerFile } from '@shared/papers/offer';
import { BRINGERS } from '@shared/repos/intakes';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import { choicesId } from '@shared/works/intake-check';
import { fieldWords, intakeViewOf, jobFor, shownWork, taskId } from './intake-parts';

const LINES_PER_LOOK = 50;

/** The next chunks that hold such rows. */
function chunksWith(
  record: IntakeRecord,
  outcome: LineOutcome | undefined,
  after: number,
  limit: number,
  { store }: Context,
): Promise<IntakeChunk[]> {
  const cut = cutOf(record);
  if (outcome === undefined) return chunksAfter(store, cut, after, limit);
  return store.list<IntakeChunk>('intake_rows', {
    where: { cut, outcomes: outcome, chunk: range({ gt: after }) },
    order: ['chunk', 'asc'],
    limit,
  });
}

export const lookIntake = action('intake.look', {
  roles: BRINGERS,
  async run({ intake: id, outcome, cursor }, ctx) {
    const record = await ctx.repos.intakes.byId(id);
    // The cursor is `chunk:place`: a chunk may hold more rows than a page shows.
    const [chunkText, placeText] = (cursor ?? '').split(':');
    let after = cursor === undefined ? -1 : Number(chunkText) - 1;
    let beyond = cursor === undefined ? -1 : Number(placeText);
    const found: { chunk: number; place: number; line: NonNullable<IntakeChunk['lines']>[number] }[] = [];
    let more = true;
    while (found.length <= LINES_PER_LOOK && more) {
      const chunks = await chunksWith(record, outcome, after, 2, ctx);
      more = chunks.length === 2;
      for (const { chunk, lines } of chunks) {
        for (const [place, line] of (lines ?? []).entries())
          if (
            (outcome === undefined ? line.outcome !== 'absent' : line.outcome === outcome) &&
            (chunk > after + 1 || place > beyond || chunk !== Number(chunkText))
          )
            found.push({ chunk, place, line });
        after = chunk;
        beyond = -1;
      }
    }
    const shown = found.slice(0, LINES_PER_LOOK);
    const choices = await choicesOf(
      record,
      shown.map(({ line }) => line.row),
      ctx,
    );
    const last = shown.at(-1);
    return {
      intake: await intakeViewOf(record, ctx),
      items: shown.map(({ line }) => ({
        row: line.row,
        rowWords: line.outcome === 'absent' ? '表里没有' : rowWords(line.row, record.pages),
        name: line.name,
        idTail: line.idTail,
        villageName: line.villageName,
        person: line.person,
        outcome: line.outcome,
        blocked: line.blocked,
        read: line.read ?? '',
        problems: line.problems.map(({ field, words }) => ({ words, fieldWords: fieldWords(field) })),
        changes: line.changes.map((change) => ({
          ...change,
          choice:
            change.kind === 'set'
              ? ('' as const)
              : (choices.get(line.row)?.[change.field] ?? (change.kind === 'conflict' ? record.all : '')),
        })),
      })),
      next: last && found.length > shown.length ? `${last.chunk}:${last.place}` : null,
    };
  },
});

async function choicesOf(record: IntakeRecord, rows: readonly number[], { store }: Context): Promise<Map<number, Record<string, Choice>>> {
  const found =
    rows.length === 0
      ? []
      : await store.getMany<IntakeChoices>(
          'intake_choices',
          rows.map((row) => choicesId(record._id, row)),
        );
  return new Map(found.map(({ row, choices }) => [row, choices]));
}

const notNow = () => new Problem('not_possible_now', { message: '这张表现在办不了这一步。', next: '刷新再看它办到哪了。' });

export const chooseIntake = action('intake.choose', {
  roles: BRINGERS,
  async change(input, ctx) {
    const record = await ctx.repos.intakes.byId(input.intake);
    if (record.status !== 'checked') throw notNow();
    return ctx.change(async (change) => {
      if ('all' in input) {
        const before = await change.get<IntakeRecord>('intakes', record._id);
        if (before?.status !== 'checked') throw notNow();
        const { version } = await change.put(
          'intakes',
          before,
          { ...before, all: input.all },
          { verb: 'choose_all', role: 'station_clerk', detail: { how: input.all } },
        );
        return { record: record._id, version, note: {} };
      }
      const id = choicesId(record._id, input.row);
      const before = await change.get<IntakeChoices>('intake_choices', id);
      const wanted: IntakeChoices = {
        _id: id,
        intake: record._id,
        row: input.row,
        choices: { ...before?.choices, [input.field]: input.how },
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      const { version } = await change.put('intake_choices', before, wanted, {
        verb: 'choose',
        role: 'station_clerk',
        detail: { field: input.field, how: input.how },
      });
      return { record: record._id, version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ intake: await intakeViewOf(await ctx.repos.intakes.byId(record), ctx) }),
});

/** Moves an intake on and begins its work, as one. */
async function moved(id: string, version: number, from: IntakeRecord['status'], to: IntakeRecord['status'], kind: string, ctx: Context) {
  await ctx.repos.intakes.byId(id);
  return ctx.change(async (change) => {
    const before = await change.get<IntakeRecord>('intakes', id);
    if (!before) throw new Problem('not_found');
    if (before.compare) throw new Problem('not_possible_now', { message: '这张表是拿来比的，不能收进名册。', next: '要收，重新选一次。' });
    if (before.status === to) throw new Problem('already_done');
    if (before.version !== version || before.status !== from) throw notNow();
    const work = taskId(kind, id, before.version + 1);
    const appliedAt = to === 'applying' ? ctx.now : before.appliedAt;
    const stored = await change.put('intakes', before, { ...before, status: to, work, appliedAt }, { verb: to, role: 'station_clerk' });
    await change.begin(jobFor(kind, stored, stored.version, ctx));
    return { record: id, version: stored.version, note: { work } };
  });
}

export const applyIntake = action('intake.apply', {
  roles: BRINGERS,
  change: ({ intake, version }, ctx) => moved(intake, version, 'checked', 'applying', 'intake.apply', ctx),
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

export const undoIntake = action('intake.undo', {
  roles: BRINGERS,
  change: ({ intake, version }, ctx) => moved(intake, version, 'applied', 'undoing', 'intake.undo', ctx),
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

export const dropIntake = action('intake.drop', {
  roles: BRINGERS,
  async change({ intake: id, version }, ctx) {
    await ctx.repos.intakes.byId(id);
    return ctx.change(async (change) => {
      const before = await change.get<IntakeRecord>('intakes', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version || !['columns', 'checked'].includes(before.status)) throw notNow();
      const stored = await change.put('intakes', before, { ...before, status: 'dropped' }, { verb: 'drop', role: 'station_clerk' });
      return { record: id, version: stored.version, note: {} };
    });
  },
  // What was typed goes with the sheet; cut off in the middle, the same request goes on with it.
  async show({ record }, _input, ctx) {
    const intake = await ctx.repos.intakes.byId(record);
    await wipeRows(intake, ctx.store);
    return { intake: await intakeViewOf(intake, ctx) };
  },
});

const MOST_WRONG = 5000;

export const wrongRows = action('intake.errors', {
  roles: BRINGERS,
  async run({ intake: id, reason }, ctx) {
    const record = await ctx.repos.intakes.byId(id);
    const rows: { at: number; cells: string[]; words: string }[] = [];
    for (let after = -1; rows.length < MOST_WRONG; ) {
      const chunks = await chunksWith(record, 'wrong', after, CHUNKS_PER_READ, ctx);
      for (const chunk of chunks) {
        const wrong = new Map((chunk.lines ?? []).filter(({ outcome }) => outcome === 'wrong').map((line) => [line.row, line]));
        for (const { row, cells } of openRows(chunk, ctx.services.ring)) {
          const line = wrong.get(row);
          if (line)
            rows.push({
              at: row,
              cells,
              words: [line.blocked, ...line.problems.map(({ field, words }) => `${fieldWords(field)}：${words}`)]
                .filter((one) => one !== '')
                .join('；'),
            });
        }
      }
      if (chunks.length < CHUNKS_PER_READ) break;
      after = chunks.at(-1)?.chunk ?? after;
    }
    if (rows.length === 0) throw new Problem('not_found', { message: '这张表里没有要改的行。' });
    rows.sort((a, b) => a.at - b.at);
    const place = { county: record.county, town: record.town, village: record.village };
    await noteExport('intake.errors', { place, rows: rows.length, reason, detail: { intake: id } }, ctx);
    const { writeSheets } = await import('@shared/papers/sheets');
    const heads = record.columns.map(({ head, at }) => ({ head: head.split('／').at(-1) ?? head, at }));
    const bytes = await writeSheets([
      {
        name: '要改的行',
        columns: [{ head: '问题', width: 40 }, { head: '原来的行', width: 14 }, ...heads.map(({ head }) => ({ head, width: 16 }))],
        rows: rows.map(({ at, cells, words }) => [words, rowWords(at, record.pages), ...heads.map((one) => cells[one.at] ?? '')]),
      },
    ]);
    return { file: await offerFile('要改的行.xlsx', bytes, ctx), rows: rows.length };
  },
});
