// Long work: from the checked rows of a sheet to compare with, the list of only those who differ. What agrees now is confirmed, what still
// differs is opened again, saying since when.
import { beijingDate, dayWords } from '@shared/domain/dates';
import type { IntakeChunk, IntakeRecord, RetypeRecord, RetypeSource } from '@shared/domain/records';
import { compareNow, fieldsIn } from '@shared/exchange/compare';
import { comparedFields, sourceOf, theirCells } from '@shared/exchange/theirs';
import { chunksAfter, cutOf, FIRST_ABSENT } from '@shared/intake/chunks';
import type { RowPlan } from '@shared/intake/plan';
import { takenColumns } from '@shared/intake/setting';
import { oursOf, RETYPERS } from '@shared/repos/retypes';
import { blindIndex, sealField } from '@shared/runtime/crypto';
import type { JobKind } from '@shared/runtime/jobs';
import { range } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';
import { type IntakeInput, intakeOf, plansOf } from './intake-check';

type Wanted = Omit<RetypeRecord, 'status' | 'came' | 'since' | 'typed' | 'choices' | 'version' | 'auditHead' | 'differs'>;
type Tally = Record<RetypeRecord['came'], number>;

/** Whose being missing there is something to do: the labour station's sheet is of whom it chose. */
const ALL_OF_US: readonly RetypeSource[] = ['working', 'people'];

const base = (intake: IntakeRecord, source: RetypeSource, key: string) => ({
  _id: `${intake.town}:${source}:${key}`,
  source: `${intake.town}:${source}`,
  county: intake.county,
  town: intake.town,
  intake: intake._id,
  asOf: intake.asOf,
  fields: comparedFields(takenColumns(intake), source),
});

/** The rows of one person as a record would say them. */
function wantedOf(plans: readonly RowPlan[], intake: IntakeRecord, source: RetypeSource, ctx: WorkContext): Wanted {
  const [first] = plans as [RowPlan];
  const { ring } = ctx.services;
  const { known, line, draft } = first;
  const blocked = plans.find((plan) => plan.line.blocked !== '')?.line.blocked ?? '';
  const elsewhere = known !== null && known.town !== intake.town;
  const person = blocked === '' && known?.status === 'active' && !elsewhere ? known._id : null;
  const key =
    known && !elsewhere
      ? known._id
      : `x${blindIndex(ring, 'persons.idNumber', draft.id?.number ?? `${draft.name}|${draft.row}`)
          .replace(/[^A-Za-z0-9]/g, '')
          .slice(0, 24)}`;
  const shared = base(intake, source, key);
  // Whom they have and we do not is nobody to be taken in here: what an import would ask of a new person is not asked.
  const unknown = person === null && known === null && draft.id !== null && draft.blocked === '';
  const phone = plans.map((plan) => plan.draft.persons.phone).find((one): one is string => typeof one === 'string' && one !== '');
  return {
    ...shared,
    village: known && !elsewhere ? known.village : '',
    sortKey: `${known && !elsewhere ? `${known.village}:${known.sortKey}` : '~'}:${key}`,
    kind: person === null ? 'theirs_only' : 'differs',
    person,
    name: line.name,
    idTail: line.idTail,
    villageName: line.villageName,
    theirs: plans.map(({ draft: one }) => ({ row: one.row, cells: theirCells(one, shared.fields) })).sort((a, b) => a.row - b.row),
    phone: phone
      ? {
          index: blindIndex(ring, 'persons.phone', phone),
          sealed: sealField(ring, { collection: 'retypes', record: shared._id, field: 'phone' }, phone),
          tail: phone.slice(-4),
        }
      : null,
    why: person !== null ? '' : unknown ? '名册里没有这个证件号的人' : blocked || '名册里没有这个人',
  };
}

/** Writes how a person stands after this sheet; a sheet counts once. */
async function settle(wanted: Wanted, differs: string[], ctx: WorkContext): Promise<Partial<Tally>> {
  let tally: Partial<Tally> = {};
  await ctx.change(async (change) => {
    const before = await change.get<RetypeRecord>('retypes', wanted._id);
    const nothing = { record: wanted._id, version: before?.version ?? 0, note: {} };
    const agrees = wanted.kind !== 'theirs_only' && differs.length === 0;
    // Written by a step that was cut off: what it made of it stands in the record.
    tally = before?.intake === wanted.intake ? { [before.came]: 1 } : { same: 1 };
    if (before?.intake === wanted.intake || (before === null && agrees)) return nothing;
    // A sheet of before it was typed says nothing of the typing.
    const older = before?.status === 'typed' && before.typed !== null && wanted.asOf < beijingDate(before.typed.at);
    const again = before?.status === 'typed' && !agrees && !older;
    const came = agrees ? 'confirmed' : older ? 'same' : again ? 'reopened' : 'open';
    tally = { [came]: 1 };
    const after: RetypeRecord = {
      ...wanted,
      status: agrees ? 'confirmed' : older ? 'typed' : 'open',
      came,
      differs,
      since: before && before.status !== 'confirmed' ? before.since : ctx.now,
      typed: agrees || older ? (before?.typed ?? null) : null,
      // A field waits with its word until the two agree on it.
      choices: (before?.choices ?? []).filter(({ field }) => differs.includes(field)),
      why: agrees || older ? '' : wanted.why || reopenedWords(before, wanted, ctx),
      version: before?.version ?? 0,
      auditHead: before?.auditHead ?? '',
    };
    const verb = agrees ? 'confirmed' : again ? 'reopened' : 'differs';
    const { version } = await change.put('retypes', before, after, { verb, role: 'station_clerk', detail: { fields: differs.join(' ') } });
    return { record: wanted._id, version, note: {} };
  });
  return tally;
}

function reopenedWords(before: RetypeRecord | null, { asOf }: Wanted, { today }: WorkContext): string {
  if (before?.status === 'typed' && before.typed)
    return `${before.typed.by.name}${dayWords(beijingDate(before.typed.at), today)}录过，${dayWords(asOf, today)}的表里还是不一样`;
  return before?.status === 'open' ? before.why : before ? `原来对上了，${dayWords(asOf, today)}的表里又不一样` : '';
}

/** A chunk of their rows, or of whom they lack. */
async function each(chunk: IntakeChunk, intake: IntakeRecord, ctx: WorkContext): Promise<Record<string, number>> {
  const source = sourceOf(intake);
  const wanted = chunk.chunk < FIRST_ABSENT ? await ofRows(chunk, intake, source, ctx) : ofAbsent(chunk, intake, source);
  const ours = await oursOf(
    wanted.flatMap(({ person }) => (person === null ? [] : [person])),
    ctx.store,
  );
  const sum: Record<string, number> = {};
  for (const one of wanted) {
    const mine = one.person === null ? null : (ours.get(one.person) ?? null);
    const place = mine
      ? { village: mine.person.village, sortKey: `${mine.person.village}:${mine.person.sortKey}`, villageName: mine.place.village }
      : {};
    const placed = { ...one, ...place };
    const differs = fieldsIn(compareNow(placed as RetypeRecord, mine));
    for (const [key, n] of Object.entries(await settle(placed, differs, ctx))) sum[key] = (sum[key] ?? 0) + n;
  }
  return sum;
}

async function ofRows(chunk: IntakeChunk, intake: IntakeRecord, source: RetypeSource, ctx: WorkContext): Promise<Wanted[]> {
  const byPerson = new Map<string, RowPlan[]>();
  for (const plan of await plansOf(chunk, intake, ctx)) {
    const key = plan.known?._id ?? plan.draft.id?.number ?? `row ${plan.draft.row}`;
    byPerson.set(key, [...(byPerson.get(key) ?? []), plan]);
  }
  return [...byPerson.values()].map((plans) => wantedOf(plans, intake, source, ctx));
}

function ofAbsent({ lines }: IntakeChunk, intake: IntakeRecord, source: RetypeSource): Wanted[] {
  if (!ALL_OF_US.includes(source)) return [];
  return (lines ?? []).flatMap(({ person, name, idTail, villageName }): Wanted[] => {
    if (person === null) return [];
    const who = { person, name, idTail, villageName, village: '', sortKey: '' };
    return [{ ...base(intake, source, person), ...who, kind: 'ours_only', theirs: [], phone: null, why: '' }];
  });
}

const PAGE = 200;

/** Records of a source in a state, a page at a time. */
async function* pagesOf(intake: IntakeRecord, status: RetypeRecord['status'], { store }: WorkContext) {
  const source = `${intake.town}:${sourceOf(intake)}`;
  for (let after = ''; ; ) {
    const where = { source, status, sortKey: range({ gt: after }) };
    const page = await store.list<RetypeRecord>('retypes', { where, order: ['sortKey', 'asc'], limit: PAGE });
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.sortKey ?? after;
  }
}

/** Who was listed and is nowhere in this sheet any more, in the villages it speaks of: nothing is left to do. Answers how many. */
async function leftOver(intake: IntakeRecord, villages: ReadonlySet<string>, ctx: WorkContext): Promise<number> {
  for (const status of ['open', 'typed'] as const)
    for await (const page of pagesOf(intake, status, ctx))
      for (const one of page) {
        if (one.intake === intake._id || (one.village !== '' && !villages.has(one.village))) continue;
        await ctx.change(async (change) => {
          const before = await change.get<RetypeRecord>('retypes', one._id);
          if (!before || before.intake === intake._id || before.status === 'confirmed')
            return { record: one._id, version: before?.version ?? 0, note: {} };
          const gone = { status: 'confirmed', came: 'left', differs: [], why: '' } as const;
          const after: RetypeRecord = { ...before, ...gone, differs: [], intake: intake._id, asOf: intake.asOf };
          const { version } = await change.put('retypes', before, after, { verb: 'confirmed', role: 'station_clerk' });
          return { record: one._id, version, note: {} };
        });
      }
  // Read off the records: what a step that was cut off wrote counts too.
  let count = 0;
  for await (const page of pagesOf(intake, 'confirmed', ctx))
    count += page.filter((one) => one.intake === intake._id && one.came === 'left').length;
  return count;
}

/** Codes of the villages the sheet speaks of. */
async function villagesOf(intake: IntakeRecord, ctx: WorkContext): Promise<Set<string>> {
  const places = await ctx.repos.places.villagesIn([{ level: 'town', code: intake.town }]);
  const names = new Set<string>();
  for (let after = -1; ; ) {
    const chunks = await chunksAfter(ctx.store, cutOf(intake), after, 100);
    for (const { lines } of chunks) for (const { villageName, blocked } of lines ?? []) if (blocked === '') names.add(villageName);
    if (chunks.length < 100) break;
    after = chunks.at(-1)?.chunk ?? after;
  }
  return new Set(places.filter(({ name }) => names.has(name)).map(({ _id }) => _id));
}

export const retypeBuild: JobKind<IntakeInput, IntakeChunk, Record<string, number>> = {
  kind: 'retype.build',
  roles: RETYPERS,
  words: '正在挑出不一样的',
  perStep: 4,
  async page(job, limit, { store }) {
    const intake = await intakeOf(store, job.input.intake);
    const chunks = await chunksAfter(store, cutOf(intake), job.cursor === null ? -1 : Number(job.cursor), limit);
    const total = Math.ceil((intake.rows + (intake.tally.absent ?? 0)) / 50);
    return { items: chunks.map((chunk) => ({ key: '', cursor: String(chunk.chunk), value: chunk })), total };
  },
  each: async (chunk, job, ctx) => each(chunk, await intakeOf(ctx.store, job.input.intake), ctx),
  async finish(job, ctx) {
    const intake = await intakeOf(ctx.store, job.input.intake);
    const left = await leftOver(intake, await villagesOf(intake, ctx), ctx);
    return { ...job.tally, confirmed: (job.tally.confirmed ?? 0) + left };
  },
};
