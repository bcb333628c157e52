// Long work: looks at every row of a sheet for the registry, chunk by chunk; then which of the registry's people the sheet lacks. Nothing of
// the registry is written.

import { draftOf } from '@shared/domain/columns/draft';
import type {
  Choice,
  IntakeChoices,
  IntakeChunk,
  IntakeLine,
  IntakeRecord,
  LineOutcome,
  PersonRecord,
  SpellRecord,
} from '@shared/domain/records';
import { CHUNKS_PER_READ, chunkId, chunksAfter, cutOf, FIRST_ABSENT, openRows } from '@shared/intake/chunks';
import { planRows, type RowPlan } from '@shared/intake/plan';
import { settingOf } from '@shared/intake/setting';
import { whoAre } from '@shared/intake/who';
import { BRINGERS } from '@shared/repos/intakes';
import { allAmong } from '@shared/repos/ledgers';
import { type JobKind, type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface IntakeInput {
  intake: string;
}

export async function intakeOf(store: Store, id: string): Promise<IntakeRecord> {
  const found = await store.get<IntakeRecord>('intakes', id);
  if (!found) throw new Problem('not_found');
  return found;
}

/** Sets a state of an intake with who did it in the trail; the same state twice is once. */
export async function stateIntake(
  ctx: WorkContext,
  id: string,
  wanted: Partial<IntakeRecord>,
  detail: Record<string, number>,
  /** Further work begun with it. */
  next?: JobRecord,
): Promise<void> {
  await ctx.change(async (change) => {
    const before = await change.get<IntakeRecord>('intakes', id);
    if (!before || before.status === wanted.status) return { record: id, version: before?.version ?? 0, note: {} };
    const { version } = await change.put(
      'intakes',
      before,
      { ...before, ...wanted },
      { verb: String(wanted.status), role: 'station_clerk', detail },
    );
    if (next) await change.begin(next);
    return { record: id, version, note: {} };
  });
}

export const choicesId = (intake: string, row: number): string => `${intake}:${row}`;

async function choicesFor(store: Store, intake: string, rows: readonly number[]): Promise<Map<number, Record<string, Choice>>> {
  const found: IntakeChoices[] = [];
  for (let from = 0; from < rows.length; from += 100)
    found.push(
      ...(await store.getMany<IntakeChoices>(
        'intake_choices',
        rows.slice(from, from + 100).map((row) => choicesId(intake, row)),
      )),
    );
  return new Map(found.map(({ row, choices }) => [row, choices]));
}

/** The plans of a chunk's rows as the registry is now; `only`: the rows that belong together with these. */
export async function plansOf(chunk: IntakeChunk, intake: IntakeRecord, ctx: WorkContext, only?: ReadonlySet<number>): Promise<RowPlan[]> {
  const { store, services, today, caller } = ctx;
  const { ring } = services;
  const rows = openRows(chunk, ring);
  const place = { county: intake.county, town: intake.town, village: intake.village };
  const roles = caller.grants.filter(({ level, code }) => place[level] === code || code === place.town).map(({ role }) => role);
  const setting = await settingOf(
    intake,
    { roles, today, ring, choices: await choicesFor(store, intake._id, only ? [...only] : rows.map(({ row }) => row)) },
    store,
  );
  const times = { asOf: intake.asOf, today };
  const drafts = rows.map((row) => draftOf(row, setting.columns, setting.answers, times));
  // What rows say of each other needs them all; what the registry says only those asked for and their like.
  const asked = only
    ? drafts.filter((draft) => only.has(draft.row) || drafts.some((one) => only.has(one.row) && alike(one, draft)))
    : drafts;
  const found = await whoAre(asked, { town: intake.town, asOf: intake.asOf, work: setting.work, appliedAt: intake.appliedAt }, store, ring);
  return planRows(asked, found, setting);
}

const alike = (a: { code: string; id: { number: string } | null; name: string }, b: typeof a): boolean =>
  (a.code !== '' && a.code === b.code) || (a.id ? a.id.number === b.id?.number : b.id === null && a.name === b.name);

/** Rows in which something may be written: not those that say nothing new, nor those nothing is taken of. */
export const writes = ({ outcome, blocked, changes }: IntakeLine): boolean =>
  blocked === '' && (outcome === 'new' || outcome === 'wrong' || changes.length > 0);

export const outcomesOf = (lines: readonly IntakeLine[]): LineOutcome[] => [...new Set(lines.map(({ outcome }) => outcome))].sort();

export const intakeCheck: JobKind<IntakeInput, IntakeChunk, Record<string, number>> = {
  kind: 'intake.check',
  roles: BRINGERS,
  words: '正在一行一行地对',
  perStep: CHUNKS_PER_READ,
  async page(job, limit, { store }) {
    const intake = await intakeOf(store, job.input.intake);
    const chunks = await chunksAfter(store, cutOf(intake), job.cursor === null ? -1 : Number(job.cursor), limit);
    const own = chunks.filter(({ chunk }) => chunk < FIRST_ABSENT);
    return {
      items: own.map((chunk) => ({ key: `第 ${chunk.chunk + 1} 段`, cursor: String(chunk.chunk), value: chunk })),
      total: Math.ceil(intake.rows / 50),
    };
  },
  async each(chunk, job, ctx) {
    const intake = await intakeOf(ctx.store, job.input.intake);
    const lines = (await plansOf(chunk, intake, ctx)).map(({ line }) => line).sort((a, b) => a.row - b.row);
    await ctx.store.transaction((tx) => tx.patch('intake_rows', chunk._id, { lines, outcomes: outcomesOf(lines) }));
    return undefined;
  },
  async finish(job, ctx) {
    const intake = await intakeOf(ctx.store, job.input.intake);
    const { tally, persons, villages, writing } = await summed(ctx.store, cutOf(intake));
    const absent = await writeAbsent(intake, persons, villages, ctx);
    const all = { ...tally, ...(absent > 0 ? { absent } : {}) };
    const next = intake.compare ? compareJob(intake, job.owner, ctx) : undefined;
    const work = next ? { work: next._id } : {};
    await stateIntake(ctx, intake._id, { status: 'checked', tally: all, writes: writing, ...work }, all, next);
    return all;
  },
};

/** Of a sheet to compare with: who differs is listed next. */
function compareJob({ _id, cut, county, town, village }: IntakeRecord, owner: string, { now }: WorkContext): JobRecord {
  return newJob('retype.build', `${_id}:${cut}`, { intake: _id }, { owner, county, town, village }, now);
}

async function summed(store: Store, cut: string) {
  const tally: Partial<Record<LineOutcome, number>> = {};
  const persons = new Set<string>();
  const villages = new Set<string>();
  let writing = 0;
  for (let after = -1; ; ) {
    const read = await chunksAfter(store, cut, after, CHUNKS_PER_READ);
    const chunks = read.filter(({ chunk }) => chunk < FIRST_ABSENT);
    for (const { lines } of chunks)
      for (const line of lines ?? []) {
        tally[line.outcome] = (tally[line.outcome] ?? 0) + 1;
        if (writes(line)) writing += 1;
        if (line.person !== null) persons.add(line.person);
        if (line.villageName !== '' && line.blocked === '') villages.add(line.villageName);
      }
    if (chunks.length < CHUNKS_PER_READ) return { tally: tally as Record<string, number>, persons, villages, writing };
    after = chunks.at(-1)?.chunk ?? after;
  }
}

const PEOPLE_AT_ONCE = 200;
const MOST_ABSENT = 5000;

/** Who of the sheet's villages is in the registry and not in the sheet (of a sheet of work: who is at work). Listed, never touched. */
async function writeAbsent(
  intake: IntakeRecord,
  seen: ReadonlySet<string>,
  villageNames: ReadonlySet<string>,
  ctx: WorkContext,
): Promise<number> {
  const { store, services, today } = ctx;
  const setting = await settingOf(intake, { roles: [], today, ring: services.ring, choices: new Map() }, store);
  const codes =
    intake.village !== '' ? [intake.village] : [...setting.villageNames].flatMap(([code, name]) => (villageNames.has(name) ? [code] : []));
  const lines: IntakeLine[] = [];
  for (const village of codes)
    for (let after = ''; lines.length < MOST_ABSENT; ) {
      const people = await store.list<PersonRecord>('persons', {
        where: { village, status: 'active', sortKey: range({ gt: after }) },
        order: ['sortKey', 'asc'],
        limit: PEOPLE_AT_ONCE,
      });
      const lacking = people.filter(({ _id }) => !seen.has(_id));
      const working = setting.work ? await atWork(lacking, store) : null;
      for (const person of lacking)
        if (working === null || working.has(person._id)) lines.push(absentLine(person, setting.villageNames.get(village) ?? ''));
      if (people.length < PEOPLE_AT_ONCE) break;
      after = people.at(-1)?.sortKey ?? after;
    }
  const cut = cutOf(intake);
  for (let from = 0; from < lines.length; from += 50) {
    const chunk = FIRST_ABSENT + from / 50;
    const part = lines.slice(from, from + 50);
    const record: IntakeChunk = { _id: chunkId(cut, chunk), cut, chunk, rows: null, lines: part, outcomes: ['absent'] };
    await store.insert('intake_rows', record);
  }
  return lines.length;
}

async function atWork(people: readonly PersonRecord[], store: Store): Promise<Set<string>> {
  const spells = await allAmong<SpellRecord>(
    store,
    'spells',
    'person',
    people.map(({ _id }) => _id),
  );
  return new Set(spells.filter(({ status }) => status === 'open').map(({ person }) => person));
}

const absentLine = (person: PersonRecord, villageName: string): IntakeLine => ({
  row: 0,
  name: person.name,
  idTail: person.idTail,
  villageName,
  person: person._id,
  household: person.household,
  outcome: 'absent',
  blocked: '',
  problems: [],
  changes: [],
  start: '',
});
