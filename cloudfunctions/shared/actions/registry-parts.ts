// What every action on registry records needs: the sheet of a record, who changed it, what somebody else changed meanwhile.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { ageOn, beijingDate, beijingTime, dayWords } from '@shared/domain/dates';
import {
  type AnyField,
  type FieldValue,
  fieldOf,
  fieldsOf,
  mayChange,
  type RegistryOf,
  sameField,
  sameValue,
  sayValue,
  valuesOf,
  warningsIn,
} from '@shared/domain/fields/registry-fields';
import type { HistoryRecord, HouseholdRecord, PersonRecord, Role, StaffRecord } from '@shared/domain/records';
import { goneWords } from '@shared/domain/words/registry-past';
import type { Context } from '@shared/runtime/context';
import { recordAtVersion } from '@shared/runtime/history';
import { Problem } from '@shared/runtime/problem';

export const REGISTRY_EDITORS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** Who keeps households and persons: adds, moves, takes off. */
export const REGISTRY_KEEPERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk'];

type PersonSheet = Output<'person.sheet'>['sheet'];
type HouseholdSheet = Output<'household.sheet'>['sheet'];
type Placed = { county: string; town: string; village: string };

/** The roles the caller holds at the record's place. */
export function rolesAt({ caller }: Pick<Context, 'caller'>, placed: Placed): Role[] {
  return caller.grants.filter(({ level, code }) => placed[level] === code).map(({ role }) => role);
}

function mayOf(of: RegistryOf, placed: Placed, status: string, ctx: Pick<Context, 'caller'>): string[] {
  if (status !== 'active') return [];
  const roles = rolesAt(ctx, placed);
  return fieldsOf(of)
    .filter((field) => mayChange(field, roles))
    .map(({ id }) => id);
}

/** Values as the contract carries them: lists of their own. */
const plain = (values: Record<string, FieldValue>): PersonSheet['values'] => values as PersonSheet['values'];

export async function personSheetOf(person: PersonRecord, household: HouseholdRecord | null, ctx: Context): Promise<PersonSheet> {
  const village = await ctx.repos.places.get(person.village);
  return {
    id: person._id,
    version: person.version,
    status: person.status as PersonSheet['status'],
    gone: person.gone ?? null,
    household: {
      id: person.household,
      headName: household?.headName ?? '',
      group: household?.group ?? '',
      villageName: village?.name ?? '',
    },
    values: plain(valuesOf('persons', person)),
    warnings: warningsIn('persons', person, ctx),
    may: mayOf('persons', person, person.status, ctx),
    keeps: covers(ctx.caller, REGISTRY_KEEPERS, person),
    mergedFrom: person.mergedFrom ?? [],
  };
}

const RANK: Readonly<Record<string, number>> = { 户主: 0, 配偶: 1 };

export async function householdSheetOf(household: HouseholdRecord, ctx: Context): Promise<HouseholdSheet> {
  const [village, members] = await Promise.all([ctx.repos.places.get(household.village), ctx.repos.registry.members([household])]);
  return {
    id: household._id,
    version: household.version,
    status: household.status as HouseholdSheet['status'],
    gone: household.gone ?? null,
    headName: household.headName,
    villageName: village?.name ?? '',
    keeper: household.keeperName ?? '',
    values: plain(valuesOf('households', household)),
    warnings: warningsIn('households', household, ctx),
    may: mayOf('households', household, household.status, ctx),
    keeps: covers(ctx.caller, REGISTRY_KEEPERS, household),
    members: members
      .sort((a, b) => (RANK[a.relation] ?? 2) - (RANK[b.relation] ?? 2) || (a.born < b.born ? -1 : 1))
      .map((one) => ({
        id: one._id,
        version: one.version,
        name: one.name,
        relation: one.relation,
        sex: one.sex,
        age: ageOn(one.born, ctx.today),
        idTail: one.idTail,
        status: one.status as PersonSheet['status'],
        goneWords: goneWords(one.gone),
      })),
  };
}

/** Who did something, as colleagues know them; residents are not named by their WeChat. */
export async function doerName(openid: string, { store }: Pick<Context, 'store'>): Promise<string> {
  if (openid === 'house' || openid === '') return '系统';
  return (await store.get<StaffRecord>('staff', openid))?.name ?? '本人或家里人';
}

/** 「3月2日 09:00」 */
export function momentWords(at: string, today: string): string {
  return `${dayWords(beijingDate(at), today)} ${beijingTime(at)}`;
}

interface Edit<R> {
  /** As it is now, read within the change. */
  before: R;
  /** The version the editor saw. */
  seen: number;
  values: Readonly<Record<string, FieldValue>>;
  /** Whether a field would be as it already is, for sealed ones; others are compared by value. */
  already(field: string): boolean;
  /** History after the seen version. */
  entries: readonly HistoryRecord[];
}

/**
 * Looks for fields that somebody else changed since the version seen.
 * @returns ids of fields others changed that this edit does not touch.
 * @throws Problem 'changed_meanwhile' naming each field both changed to different values: what it was, what it is, by whom, what one wrote.
 */
export async function demandUncrossed<C extends RegistryOf>(
  of: C,
  { before, seen, values, already, entries }: Edit<C extends 'persons' ? PersonRecord : HouseholdRecord>,
  ctx: Pick<Context, 'store' | 'today'>,
): Promise<string[]> {
  if (before.version === seen) return [];
  if (before.version < seen) throw new Problem('changed_meanwhile');
  const base = recordAtVersion(before, entries, seen);
  if (base === null) throw new Problem('changed_meanwhile');
  const moved = fieldsOf(of).filter((field) => !sameField(field as never, base as never, before as never));
  const crossed: Record<string, string> = {};
  for (const field of moved) {
    const mine = values[field.id];
    if (mine === undefined) continue;
    const now = field.read(before as never);
    if (field.sealed ? already(field.id) : sameValue(mine, now)) continue;
    const last = entries.find(({ version, changed }) => version > seen && changed.some(({ field: stored }) => touches(field.id, stored)));
    const who = last ? await doerName(last.by.openid, ctx) : '别人';
    const when = last ? momentWords(last.at, ctx.today) : '刚才';
    const say = (value: FieldValue) => sayValue(field as unknown as AnyField, value);
    const own = field.sealed ? '您也改了' : `您写的是「${say(mine)}」`;
    crossed[field.id] = `${who} ${when} 把「${say(field.read(base as never))}」改成了「${say(now)}」；${own}`;
  }
  const names = Object.keys(crossed).map((id) => fieldOf(of, id)?.words.official ?? id);
  if (names.length > 0)
    throw new Problem('changed_meanwhile', {
      message: `${names.join('、')}刚才有人先改了，您这次还没存。`,
      fields: crossed,
      next: '一项一项看：留他的，还是用您的。',
    });
  return moved.map(({ id }) => id);
}

/** Whether a stored field is what a field of the table reads: `workWish.plans` lies in workWish, the account's index goes with it. */
function touches(id: string, stored: string): boolean {
  const top = id.split('.')[0];
  return stored === top || (top === 'idNumber' && stored === 'idIndex') || stored === `${top}Index`;
}

/** @throws Problem for a place the caller does not keep. */
export function demandKeeping(placed: Placed, ctx: Pick<Context, 'caller'>): void {
  if (!covers(ctx.caller, REGISTRY_KEEPERS, placed))
    throw new Problem('not_allowed', { message: '这个村不归您管。', next: '两个村都归管的人才能办，找乡里的站里办。' });
}

const MOST_TRIES = 4;

/** Somebody wrote between our looking and our writing: looked at again, so that what does not cross is merged and not refused. */
export async function whileMoving<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'busy' || attempt >= MOST_TRIES) throw error;
    }
  }
}
