// Taking a visit step by step, each one transaction guarded by the visit's own count of steps: cut off anywhere, it goes on where it stopped.
import { addDays, beijingDate, dayWords } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import type {
  ConflictRecord,
  HouseholdRecord,
  InstallationRecord,
  PersonRecord,
  SpellRecord,
  VisitOutcome,
  VisitRecord,
} from '@shared/domain/records';
import { mergeWork, openSpell, seenOf, stepsOf, type VisitUnit } from '@shared/domain/sync/merge';
import type { WorkDeed } from '@shared/domain/sync/visit';
import { AWAY_WORDS, workDeedWords } from '@shared/domain/sync/words';
import { markStale } from '@shared/listing/month-figures';
import { readInstallation } from '@shared/repos/installation';
import { type Change, runChange } from '@shared/runtime/change';
import type { Services } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';
import { nextSpellId, putMove } from './spell-parts';
import { readyHelpers, takeHelper } from './visit-helper';
import { readyGoings, readyReturns, takeComing, takeGoing } from './visit-members';
import { historiesOf, type LastWriter, lastWriter, mergeRecord } from './visit-merge';
import { answerCheck } from './visit-month';
import { readySigns, takeSign } from './visit-sign';

/** Days within which a clash should be decided. */
const DECIDE_DAYS = 7;

export interface Taking {
  store: Store;
  services: Services;
  now: string;
  action: string;
}

/** Steps per visit: the same for the same visit, whoever continues it. */
const planOf = (visit: VisitRecord): VisitUnit[][] => stepsOf(visit);

/** Writes what is left of a visit. Two at once do each step once: the second finds the count moved on. */
export async function takeSteps(id: string, taking: Taking): Promise<VisitRecord> {
  for (;;) {
    const visit = await taking.store.get<VisitRecord>('visits', id);
    if (!visit) throw new Error('a visit being taken is gone');
    const step = planOf(visit)[visit.steps];
    // Before the first thing is written, for whoever is cut off in between, and after the last, for whoever counted meanwhile.
    const over = visit.status === 'taken' || step === undefined;
    if (visit.works.length > 0 && (over || visit.steps === 0)) await markStale(taking.store, visit.village, visit.on.slice(0, 7));
    if (over) return visit;
    await taken(takeStep(visit, step, taking));
  }
}

/** Somebody began a work of the same person at the same moment: busy, so that the phone sends it again and it is set against theirs. */
async function taken(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    throw error instanceof Problem && error.code === 'already_done' ? new Problem('busy') : error;
  }
}

async function takeStep(seen: VisitRecord, units: readonly VisitUnit[], taking: Taking): Promise<void> {
  const { store, now, action } = taking;
  const by = { openid: seen.visitor, name: seen.visitorName };
  const [histories, spells, signs, goings, returns, helpers, installation] = await Promise.all([
    historiesOf(units, store),
    spellsOf(units, store),
    readySigns(units, seen, taking),
    readyGoings(units, seen, taking),
    readyReturns(units, seen, taking),
    readyHelpers(units, seen, store),
    readInstallation(store),
  ]);
  const newIds = new Map([...spells].map(([person, own]) => [person, nextSpellId({ _id: person }, own)] as const));
  await runChange({ store, now, openid: seen.visitor, action, request: null }, async (change) => {
    const visit = await change.get<VisitRecord>('visits', seen._id);
    const outcome = { record: seen._id, version: visit?.version ?? 0, note: {} };
    if (!visit || visit.steps !== seen.steps) return outcome;
    const household = await change.get<HouseholdRecord>('households', visit.household);
    const conflicts: string[] = [];
    const became: VisitOutcome[] = [];
    const clash = async (wanted: Pick<ConflictRecord, 'collection' | 'record' | 'name' | 'fields' | 'why'>): Promise<void> => {
      conflicts.push(await putConflict(change, visit, household, wanted, now, by));
    };
    for (const unit of units) {
      if (unit.kind === 'record') await mergeRecord(change, visit, unit, { taking, by, histories, clash });
      if (unit.kind === 'work')
        await takeWork(change, visit, unit.work, { spells, histories, newIds, clash, by, installation, today: beijingDate(now), now });
      if (unit.kind === 'promise') await takePromise(change, visit, unit.n, household, now, by);
      if (unit.kind === 'coming') became.push(await takeComing(change, visit, unit.n, returns, taking));
      if (unit.kind === 'going') became.push(await takeGoing(change, visit, unit.n, goings, taking));
      if (unit.kind === 'helper') became.push(await takeHelper(change, visit, unit.n, helpers, taking));
      if (unit.kind === 'sign') became.push(await takeSign(change, visit, unit.n, signs, taking));
    }
    const steps = visit.steps + 1;
    const done = planOf(visit).length === steps;
    const stored = await change.put(
      'visits',
      visit,
      { ...visit, steps, status: done ? 'taken' : 'taking', conflicts: [...visit.conflicts, ...conflicts], ...grown(visit, became) },
      { verb: 'take', role: 'cadre', detail: { step: steps, conflicts: conflicts.length } },
    );
    return { ...outcome, version: stored.version };
  });
}

const grown = ({ became = [] }: VisitRecord, more: readonly VisitOutcome[]): Pick<VisitRecord, 'became'> =>
  more.length === 0 ? {} : { became: [...became, ...more] };

async function spellsOf(units: readonly VisitUnit[], store: Store): Promise<Map<string, SpellRecord[]>> {
  const persons = units.flatMap((unit) => (unit.kind === 'work' ? [unit.work.person] : []));
  const lists = await Promise.all(
    persons.map((person) => store.list<SpellRecord>('spells', { where: { person }, order: ['start', 'asc'], limit: 200 })),
  );
  return new Map(persons.map((person, i) => [person, lists[i] ?? []]));
}

interface WorkSetting {
  spells: ReadonlyMap<string, SpellRecord[]>;
  histories: ReadonlyMap<string, LastWriter[]>;
  newIds: ReadonlyMap<string, string>;
  clash: (wanted: Pick<ConflictRecord, 'collection' | 'record' | 'name' | 'fields' | 'why'>) => Promise<void>;
  by: { openid: string; name: string };
  installation: InstallationRecord | null;
  today: string;
  now: string;
}

async function takeWork(change: Change, visit: VisitRecord, work: WorkDeed, setting: WorkSetting): Promise<void> {
  const person = await change.get<PersonRecord>('persons', work.person);
  if (!person) return;
  const listed = setting.spells.get(work.person) ?? [];
  // The spell itself is read within the change; what was listed a moment ago may be older.
  const own = work.base === null ? null : await change.get<SpellRecord>('spells', work.base.spell);
  const spells = own === null ? listed : [...listed.filter(({ _id }) => _id !== own._id), own];
  const merged = mergeWork(spells, work, setting.today);
  const answered = async (after: readonly SpellRecord[]): Promise<void> => {
    const { installation, now, today } = setting;
    if (installation) await answerCheck(change, visit, { person, move: work.move, spells: after }, { installation, now, today });
  };
  if (merged.verdict === 'same') {
    await answered(spells);
    return;
  }
  if (merged.verdict === 'apply') {
    const last = await putMove(change, spells, {
      person,
      spell: merged.spell,
      move: work.move,
      newId: setting.newIds.get(work.person) ?? nextSpellId(person, spells),
      role: 'cadre',
      today: setting.today,
      detail: { visit: visit._id },
    });
    const { changed } = merged.result;
    const kept = spells.map((one) => (one._id === changed?._id ? changed : one)).filter(({ _id }) => _id !== last?._id);
    await answered(last ? [...kept, last] : kept);
    return;
  }
  const now = openSpell(spells) ?? own;
  const writer = lastWriter(setting.histories.get(now?._id ?? '') ?? [], null);
  await setting.clash({
    collection: 'spells',
    record: work.person,
    name: person.name,
    why: merged.why,
    fields: [
      {
        field: 'work',
        base: work.base?.words ?? '',
        ours: { value: { move: work.move, spell: work.base?.spell ?? null, words: workDeedWords(work.move) }, at: work.at, by: setting.by },
        theirs: {
          value: { spell: now?._id ?? null, words: now ? currentWords(now) : '没有在干的活' },
          at: writer?.at ?? setting.now,
          by: writer?.by ?? { openid: '', name: '' },
        },
        decided: null,
      },
    ],
  });
}

function currentWords(spell: SpellRecord): string {
  const { words, end } = seenOf(spell);
  if (end !== null) return `${words}，干到${dayWords(end)}`;
  return spell.away ? `${words}，${AWAY_WORDS[spell.away.why]}，${dayWords(spell.away.backOn)}再去` : `${words}，一直在干`;
}

async function putConflict(
  change: Change,
  visit: VisitRecord,
  household: HouseholdRecord | null,
  wanted: Pick<ConflictRecord, 'collection' | 'record' | 'name' | 'fields' | 'why'>,
  now: string,
  by: { openid: string; name: string },
): Promise<string> {
  const { county, town, village } = visit;
  const _id = `conflict:${visit._id}:${wanted.record}${wanted.collection === 'spells' ? ':work' : ''}`;
  const owner = household?.keeper ?? '';
  const ownerName = owner === '' ? '' : (household?.keeperName ?? '');
  const record: ConflictRecord = {
    ...wanted,
    _id,
    county,
    town,
    village,
    status: 'open',
    sortKey: `${now}:${_id}`,
    visit: visit._id,
    household: visit.household,
    headName: visit.headName,
    owner,
    ownerName,
    at: now,
    version: 0,
    auditHead: '',
  };
  await change.put('conflicts', null, record, { verb: 'find', role: 'cadre' });
  const duty = newDuty(
    {
      id: `duty:${_id}`,
      kind: 'conflict',
      place: { county, town, village },
      owner,
      ownerName,
      person: wanted.collection === 'households' ? null : { id: wanted.record, name: wanted.name },
      household: visit.household,
      words: `${wanted.name}有 ${wanted.fields.length} 样两个人填的不一样，定一个`,
      dueOn: addDays(beijingDate(now), DECIDE_DAYS),
      from: { collection: 'conflicts', record: _id },
    },
    now,
    by,
  );
  await change.put('duties', null, duty, { verb: 'begin', role: 'cadre' });
  return _id;
}

async function takePromise(
  change: Change,
  visit: VisitRecord,
  n: number,
  household: HouseholdRecord | null,
  now: string,
  by: { openid: string; name: string },
): Promise<void> {
  const promise = visit.promises[n];
  if (!promise) return;
  const { county, town, village } = visit;
  const person = promise.person === null ? null : await change.get<PersonRecord>('persons', promise.person);
  const duty = newDuty(
    {
      id: `duty:promise:${visit._id}:${n}`,
      kind: 'promise',
      place: { county, town, village },
      // Whoever promised keeps it.
      owner: by.openid,
      ownerName: by.name,
      person: person && { id: person._id, name: person.name },
      household: household?._id ?? visit.household,
      words: promise.words,
      dueOn: promise.dueOn,
      from: { collection: 'visits', record: visit._id },
    },
    now,
    by,
  );
  await change.put('duties', null, duty, { verb: 'begin', role: 'cadre' });
}
