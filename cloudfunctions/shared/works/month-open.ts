// Opening a village's month: a check for each labourer to be asked, shared among its cadres, each told on their own phone; then the round itself.

import { grantsInForce } from '@shared/domain/actor';
import { isAskedMonthly } from '@shared/domain/asked-monthly';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { checkId, cutoffOf, monthBefore, monthOf, openSpell, roundId } from '@shared/domain/month';
import { seenOf } from '@shared/domain/month-seen';
import type {
  BondRecord,
  CheckRecord,
  HouseholdRecord,
  InstallationRecord,
  Instant,
  MonthText,
  PersonRecord,
  PlaceRecord,
  RoundRecord,
  SpellRecord,
  StaffRecord,
} from '@shared/domain/records';
import { shareOut } from '@shared/domain/share-out';
import { placeWords } from '@shared/domain/spells';
import { monthShort } from '@shared/domain/words/month';
import { rebuildFigures } from '@shared/listing/month-figures';
import { allAmong } from '@shared/repos/ledgers';
import { ASKERS, manyById, spellsAmong } from '@shared/repos/months';
import { type JobKind, type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface MonthOpenInput {
  village: string;
  month: MonthText;
}
interface Item {
  person: PersonRecord;
  household: HouseholdRecord | null;
  before: CheckRecord | null;
  spells: SpellRecord[];
  caller: string | null;
  hearers: string[];
}

const MOST_HOUSEHOLDS = 1000;
const MOST_STAFF = 1000;
const MOST_HEARERS = 5;

/** Those who ask in a village, in one order for all. */
async function officersOf(store: Store, village: string, today: string): Promise<string[]> {
  const staff = await store.list<StaffRecord>('staff', { where: {}, order: ['_id', 'asc'], limit: MOST_STAFF });
  return staff
    .filter(
      ({ status, grants }) =>
        status === 'active' &&
        grantsInForce(grants, today).some(({ role, code }) => code === village && (role === 'cadre' || role === 'village_head')),
    )
    .map(({ _id }) => _id);
}

async function sharesOf({ store, today }: WorkContext, village: string): Promise<Map<string, string>> {
  const [households, officers] = await Promise.all([
    store.list<HouseholdRecord>('households', { where: { village, status: 'active' }, order: ['sortKey', 'asc'], limit: MOST_HOUSEHOLDS }),
    officersOf(store, village, today),
  ]);
  return shareOut(
    households.map(({ _id, group, keeper }) => ({ id: _id, group, keeper: keeper ?? null })),
    officers,
  );
}

export const monthOpen: JobKind<MonthOpenInput, Item, { asked: number; round: string }> = {
  kind: 'month.open',
  roles: ASKERS,
  words: '正在列这个月要问的人',
  async page(job, limit, ctx) {
    const { store } = ctx;
    const { village, month } = job.input;
    const persons = await store.list<PersonRecord>('persons', {
      where: { village, status: 'active', ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    const ids = persons.map(({ _id }) => _id);
    const [households, before, spells, bonds, shares] = await Promise.all([
      manyById<HouseholdRecord>(
        store,
        'households',
        persons.map(({ household }) => household),
      ),
      manyById<CheckRecord>(
        store,
        'checks',
        ids.map((id) => checkId(monthBefore(month), id)),
      ),
      spellsAmong(store, ids),
      allAmong<BondRecord>(store, 'bonds', 'person', ids),
      sharesOf(ctx, village),
    ]);
    return {
      items: persons.map((person) => ({
        key: person.name,
        cursor: person.sortKey,
        value: {
          person,
          household: households.get(person.household) ?? null,
          before: before.get(checkId(monthBefore(month), person._id)) ?? null,
          spells: spells.get(person._id) ?? [],
          caller: shares.get(person.household) ?? null,
          hearers: bonds.filter((one) => one.person === person._id && one.status === 'confirmed').map(({ openid }) => openid),
        },
      })),
    };
  },
  async each({ person, household, before, spells, caller, hearers }, job, ctx) {
    const { month } = job.input;
    const installation = await ctx.repos.installation.get();
    if (!isAskedMonthly(person, household, spells, installation, ctx.today)) return undefined;
    const _id = checkId(month, person._id);
    // Found there = written by a step that broke off before its cursor moved; it is counted here.
    if (await ctx.store.get('checks', _id)) return { asked: 1 };
    const fresh = newCheck(person, household as HouseholdRecord, month, before, caller);
    const check = before?.after ? lateOpening(fresh, before, seenOf(person, spells, installation, ctx.today)) : fresh;
    const spell = openSpell(spells);
    const cutoff = cutoffOf(month, installation);
    await ctx.change(async (change) => {
      const { version } = await change.put('checks', null, check, { verb: 'ask', role: 'visitor' });
      if (check.status === 'due')
        for (const openid of hearers.slice(0, MOST_HEARERS))
          change.tell({
            openid,
            subject: _id,
            version,
            kind: 'month',
            title: `${monthShort(month)}了，问一声${person.name}在哪`,
            text: `${spell === null ? '在家，还是出去干活了？' : `现在在${placeWords(spell.place)}，对吗？`}点一下就行，${dayWords(cutoff)}前。`,
            page: '/pages/me/me',
          });
      return { record: _id, version, note: {} };
    });
    return { asked: 1 };
  },
  async finish(job, ctx) {
    const { village, month } = job.input;
    const _id = roundId(village, month);
    if (!(await ctx.store.get('rounds', _id))) {
      const round = newRound(job, cutoffOf(month, await ctx.repos.installation.get()), ctx.now);
      await ctx.change(async (change) => {
        const { version } = await change.put('rounds', null, round, {
          verb: 'open',
          role: 'visitor',
          detail: { asked: job.tally.asked ?? 0 },
        });
        return { record: _id, version, note: {} };
      });
    }
    await rebuildFigures(ctx.store, job, month, ctx.now);
    return { asked: job.tally.asked ?? 0, round: _id };
  },
};

function newCheck(
  person: PersonRecord,
  household: HouseholdRecord,
  month: MonthText,
  before: CheckRecord | null,
  caller: string | null,
): CheckRecord {
  const { county, town, village } = person;
  return {
    _id: checkId(month, person._id),
    county,
    town,
    village,
    status: 'due',
    sortKey: `${household.group}:${household._id}:${person._id}`,
    version: 0,
    auditHead: '',
    month,
    person: person._id,
    name: person.name,
    household: household._id,
    headName: household.headName,
    group: household.group,
    caller,
    how: null,
    first: before !== null && (before.status === 'carried' || before.status === 'unreached' || before.status === 'due'),
    note: '',
    at: null,
    by: null,
    tries: [],
    seen: null,
  };
}

/** What came for the month before after it was closed answers this one, and says so. */
function lateOpening(check: CheckRecord, before: CheckRecord, seen: CheckRecord['seen']): CheckRecord {
  const { outcome, how, note, at, by } = before.after as NonNullable<CheckRecord['after']>;
  if (outcome === 'unreached' || outcome === 'due' || outcome === 'carried') return check;
  return { ...check, status: outcome, how, note, at, by, first: false, late: before.month, seen };
}

function newRound({ input, county, town, village }: JobRecord<MonthOpenInput>, cutoff: string, now: Instant): RoundRecord {
  return {
    _id: roundId(village, input.month),
    county,
    town,
    village,
    status: 'open',
    sortKey: `${village}:${input.month}`,
    version: 0,
    auditHead: '',
    month: input.month,
    cutoff,
    openedAt: now,
    closedAt: null,
    closedBy: null,
    figures: null,
    drawSeed: null,
  };
}

/** The one job that opens a village's month; asked for twice it is begun once. */
export function openingJob(place: Pick<PlaceRecord, '_id' | 'county' | 'town'>, month: MonthText, owner: string, now: Instant) {
  const about = { owner, county: place.county, town: place.town, village: place._id };
  return newJob<MonthOpenInput>('month.open', `${place._id}:${month}`, { village: place._id, month }, about, now);
}

/**
 * Opens the month of every village whose round is not there yet, from its first day to its cut-off: a night that was missed is made up for.
 * @returns how many were begun.
 */
export async function beginMonth(
  store: Store,
  villages: readonly PlaceRecord[],
  installation: InstallationRecord,
  now: Instant,
): Promise<number> {
  const today = beijingDate(now);
  const month = monthOf(today);
  if (today > cutoffOf(month, installation)) return 0;
  const open = await manyById<RoundRecord>(
    store,
    'rounds',
    villages.map(({ _id }) => roundId(_id, month)),
  );
  let begun = 0;
  for (const village of villages)
    if (!open.has(roundId(village._id, month)) && (await store.insert('jobs', openingJob(village, month, '', now)))) begun += 1;
  return begun;
}

/** @throws Problem when the days for asking are over. */
export function demandOpenable(month: MonthText, today: string, installation: InstallationRecord): void {
  const cutoff = cutoffOf(month, installation);
  if (today > cutoff)
    throw new Problem('not_possible_now', {
      message: `${monthShort(month)}的已经过了 ${dayWords(cutoff)}，不再开了。`,
      next: '下个月 1 号自己会开。',
    });
}
