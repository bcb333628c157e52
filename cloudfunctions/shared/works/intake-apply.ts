// Long work: writes what a sheet says into the registry, row by row, and takes it back as far as nobody changed it since.

import type { IntakeChunk, IntakeDeed, IntakeLine, IntakeRecord } from '@shared/domain/records';
import { chunksAfter, cutOf, FIRST_ABSENT } from '@shared/intake/chunks';
import { rowWords } from '@shared/intake/tables';
import { takeBack } from '@shared/intake/take-back';
import { writeRow } from '@shared/intake/write';
import { BRINGERS } from '@shared/repos/intakes';
import type { JobItem, JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { type IntakeInput, intakeOf, plansOf, stateIntake, writes } from './intake-check';

interface Line {
  chunk: IntakeChunk;
  line: IntakeLine;
}

/** Rows to write after the cursor `chunk:place`; chunks without any are passed over. */
async function linesAfter(store: Store, intake: IntakeRecord, cursor: string | null, limit: number): Promise<JobItem<Line>[]> {
  const [chunkText, placeText] = (cursor ?? '').split(':');
  let after = cursor === null ? -1 : Number(chunkText) - 1;
  let beyond = cursor === null ? -1 : Number(placeText);
  const items: JobItem<Line>[] = [];
  while (items.length < limit) {
    const [chunk] = await chunksAfter(store, cutOf(intake), after, 1);
    if (!chunk || chunk.chunk >= FIRST_ABSENT) break;
    // Persons together, earlier work first: the order of the plans.
    const lines = [...(chunk.lines ?? [])].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    for (const [place, line] of lines.entries())
      if (place > beyond && writes(line))
        items.push({ key: `${rowWords(line.row, intake.pages)} ${line.name}`, cursor: `${chunk.chunk}:${place}`, value: { chunk, line } });
    after = chunk.chunk;
    beyond = -1;
  }
  return items.slice(0, limit);
}

const orderOf = ({ name, idTail, start, row }: IntakeLine): string => `${name}|${idTail}|${start}|${String(row).padStart(9, '0')}`;

async function write(
  { chunk, line }: Line,
  job: JobRecord<IntakeInput, unknown>,
  ctx: WorkContext,
): Promise<Record<string, number> | undefined> {
  const intake = await intakeOf(ctx.store, job.input.intake);
  const plans = await plansOf(chunk, intake, ctx, new Set([line.row]));
  const plan = plans.find(({ draft }) => draft.row === line.row);
  if (!plan) throw new Problem('not_found');
  if (plan.line.blocked !== '') throw new Problem('not_possible_now', { message: `对过以后又变了：${plan.line.blocked}` });
  // A conflict that came up after the look was shown to nobody: it waits.
  const known = new Set(line.changes.filter(({ kind }) => kind !== 'set').map(({ field }) => field));
  const fresh = plan.line.changes.filter(({ kind, field }) => kind !== 'set' && !known.has(field));
  const tally = await writeRow(ctx, intake, plan);
  if (fresh.length > 0)
    throw new Problem('not_possible_now', { message: `对过以后这里又有人改了${fresh.map(({ words }) => words).join('、')}，这几样没动` });
  return tally;
}

export const intakeApply: JobKind<IntakeInput, Line, Record<string, number>> = {
  kind: 'intake.apply',
  roles: BRINGERS,
  words: '正在收进名册',
  async page(job, limit, { store }) {
    const intake = await intakeOf(store, job.input.intake);
    return { items: await linesAfter(store, intake, job.cursor, limit), total: intake.writes };
  },
  each: write,
  async finish(job, ctx) {
    await stateIntake(ctx, job.input.intake, { status: 'applied' }, job.tally);
    return job.tally;
  },
};

export const intakeUndo: JobKind<IntakeInput, IntakeDeed, Record<string, number>> = {
  kind: 'intake.undo',
  roles: BRINGERS,
  words: '正在撤回',
  async page(job, limit, { store }) {
    const intake = await intakeOf(store, job.input.intake);
    const deeds = await store.list<IntakeDeed>('intake_deeds', {
      where: { intake: intake._id, ...(job.cursor === null ? {} : { sortKey: range({ lt: job.cursor }) }) },
      order: ['sortKey', 'desc'],
      limit,
    });
    return { items: deeds.map((deed) => ({ key: `${rowWords(deed.row, intake.pages)} ${deed.name}`, cursor: deed.sortKey, value: deed })) };
  },
  each: (deed, _job, ctx) => takeBack(deed, ctx),
  async finish(job, ctx) {
    await stateIntake(ctx, job.input.intake, { status: 'undone' }, job.tally);
    return job.tally;
  },
};
