// Who came and who went, as told at a door. Who is gone is taken off by the registry's own rules; somebody new needs an identity number, which
// no phone keeps: what was told waits as a duty, with what is missing.
import { covers } from '@shared/access';
import { addDays, beijingDate, dayWords } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import type { HouseholdRecord, PersonRecord, VisitOutcome, VisitRecord } from '@shared/domain/records';
import type { VisitUnit } from '@shared/domain/sync/merge';
import type { VisitComing } from '@shared/domain/sync/visit';
import { GONE_WORDS } from '@shared/domain/words/registry-past';
import type { Change } from '@shared/runtime/change';
import { Problem } from '@shared/runtime/problem';
import { type WorkContext, workContext } from '@shared/runtime/work-context';
import { demandDay, type ReadyToLeave, readyToLeave, takeOff } from './leaving';
import { REGISTRY_KEEPERS } from './registry-parts';
import type { Taking } from './visit-steps';

/** Days within which somebody new is registered with their number, and what was refused is put right. */
const REGISTER_DAYS = 7;

/** Nobody has that large a household, those gone included. */
const MOST_OF_A_HOME = 100;

const HOW_WORDS: Readonly<Record<VisitComing['how'], (coming: VisitComing) => string>> = {
  born: ({ on }) => `${dayWords(on)}出生，登记新人口：还差身份证号（没有就用系统给的临时号）`,
  married_in: ({ on }) => `${dayWords(on)}嫁进来（上门），登记：还差身份证号`,
  moved_in: ({ on }) => `${dayWords(on)}户口迁来，登记：还差身份证号`,
  missed: () => '以前漏登，补登记：还差身份证号',
  back: ({ on }) => `${dayWords(on)}回来了（当兵、上学、服刑满），以前在册的，到他的登记页点「恢复在册」`,
};

export interface GoingReady {
  ready: ReadyToLeave | null;
  /** Why it cannot be; '' = it can. */
  no: string;
  ctx: WorkContext;
}

/** Read for those who go in a step, on behalf of whoever was at the door. */
export async function readyGoings(
  units: readonly VisitUnit[],
  visit: VisitRecord,
  { services, now }: Taking,
): Promise<ReadonlyMap<string, GoingReady>> {
  const goings = units.flatMap((unit) => (unit.kind === 'going' ? (visit.goings?.[unit.n] ?? []) : []));
  if (goings.length === 0) return new Map();
  const ctx = await workContext(services, 'visit', visit.visitor, now);
  const one = async (id: string, why: (typeof goings)[number]['why']): Promise<GoingReady> => {
    const person = await ctx.store.get<PersonRecord>('persons', id);
    if (person?.status !== 'active') return { ready: null, no: '已经不在册了', ctx };
    if (!covers(ctx.caller, REGISTRY_KEEPERS, person)) return { ready: null, no: '不归您登记，告诉村里', ctx };
    const household = await ctx.store.get<HouseholdRecord>('households', person.household);
    return { ready: await readyToLeave(person, household, why, ctx), no: '', ctx };
  };
  return new Map(await Promise.all(goings.map(async ({ person, why }) => [person, await one(person, why)] as const)));
}

async function putDuty(
  change: Change,
  visit: VisitRecord,
  id: string,
  words: string,
  person: PersonRecord | null,
  now: string,
  newcomer?: VisitComing,
): Promise<void> {
  const { county, town, village, visitor, visitorName, household, _id } = visit;
  const duty = newDuty(
    {
      id: `duty:${id}`,
      kind: 'promise',
      place: { county, town, village },
      owner: visitor,
      ownerName: visitorName,
      person: person && { id: person._id, name: person.name },
      household,
      words: words.slice(0, 120),
      dueOn: addDays(beijingDate(now), REGISTER_DAYS),
      from: { collection: 'visits', record: _id },
      ...(newcomer && { newcomer: toldOf(newcomer) }),
    },
    now,
    { openid: visitor, name: visitorName },
  );
  await change.put('duties', null, duty, { verb: 'begin', role: 'cadre' });
}

const toldOf = ({ how, name, sex, relation, on }: VisitComing) => ({ how, name, sex, relation, on });

/** Those of the household who are gone, where somebody of a step is told to be back. */
export async function readyReturns(
  units: readonly VisitUnit[],
  visit: VisitRecord,
  { store }: Pick<Taking, 'store'>,
): Promise<readonly PersonRecord[]> {
  if (!units.some((unit) => unit.kind === 'coming' && visit.comings?.[unit.n]?.how === 'back')) return [];
  const members = await store.list<PersonRecord>('persons', { where: { household: visit.household }, limit: MOST_OF_A_HOME });
  return members.filter(({ status }) => status !== 'active');
}

/** Whom somebody told to be back was; null when nobody of that name is gone, or several. */
function returning({ how, name, sex }: VisitComing, gone: readonly PersonRecord[]): PersonRecord | null {
  const found = gone.filter((one) => one.name === name && one.sex === sex && one.gone?.why !== 'merged' && one.gone?.why !== 'dead');
  return how === 'back' && found.length === 1 ? (found[0] ?? null) : null;
}

/** Somebody new of a visit, within the visit's step. */
export async function takeComing(
  change: Change,
  visit: VisitRecord,
  n: number,
  gone: readonly PersonRecord[],
  { now }: Taking,
): Promise<VisitOutcome> {
  const coming = visit.comings?.[n];
  if (!coming) throw new Error('somebody new nobody told of');
  const { name, sex, relation, how } = coming;
  const words = `${visit.headName}家${name}（${sex}，${relation}）${HOW_WORDS[how](coming)}`;
  await putDuty(change, visit, `coming:${visit._id}:${n}`, words, returning(coming, gone), now, coming);
  return { kind: 'coming', person: '', done: false, words, record: null };
}

/** Somebody gone of a visit, within a step of its own. */
export async function takeGoing(
  change: Change,
  visit: VisitRecord,
  n: number,
  all: ReadonlyMap<string, GoingReady>,
  { now }: Taking,
): Promise<VisitOutcome> {
  const going = visit.goings?.[n];
  const found = going && all.get(going.person);
  if (!going || !found) throw new Error('somebody gone nobody looked at');
  const { person: id, why, on } = going;
  const { ready, no, ctx } = found;
  const before = await change.get<PersonRecord>('persons', id);
  const refused = async (reason: string): Promise<VisitOutcome> => {
    const words = `${before?.name ?? ''}（${GONE_WORDS[why]}）没登记上：${reason}`;
    await putDuty(change, visit, `going:${visit._id}:${n}`, words, before, now);
    return { kind: 'going', person: id, done: false, words, record: null };
  };
  // Told already, by whoever was faster: nothing is left to be done.
  if (before && before.status !== 'active')
    return { kind: 'going', person: id, done: true, words: `${before.name}：已经登记过不在册了`, record: id };
  if (!before || !ready) return refused(no);
  try {
    demandDay(before, on, ctx.today);
    await takeOff(change, before, { why, on, note: '上门时家里人说的' }, ready, ctx);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'bad_input') throw error;
    return refused(Object.values(error.details.fields ?? {})[0] ?? error.message);
  }
  const head = before.relation === '户主' ? '；他是户主，家里还有人就定个新户主' : '';
  return { kind: 'going', person: id, done: true, words: `${before.name}：${GONE_WORDS[why]}，${dayWords(on)}起不在册${head}`, record: id };
}
