// Who may see which record: from the platform's openid to roles, places and persons, and from those to yes or no.

import { type Actor, grantsInForce } from '@shared/domain/actor';
import type { AccountRecord, DateText, Grant, PersonRecord, Placed, Role, ScopeLevel, StaffRecord } from '@shared/domain/records';
import type { Reader } from '@shared/runtime/store';

/** The caller as the house knows them today. Built once per call from the openid; nothing of it comes from input. */
export interface Caller extends Actor {
  grants: Grant[];
  /** visitor always; resident when acting for somebody; staff roles whose term covers today. */
  roles: ReadonlySet<Role>;
  /** null for people without a role in force. */
  staff: { name: string; title: string; phone: string } | null;
  /** Persons this WeChat acts for, as today; the first is the default. */
  people: { person: string; as: 'self' | 'helper' }[];
}

const LEVELS: readonly ScopeLevel[] = ['county', 'town', 'village'];

/** Reads staff and account records anew at each call, so that a revoked role fails the very next one. */
export async function callerOf(reader: Reader, openid: string, today: DateText): Promise<Caller> {
  const [staff, account] = await Promise.all([reader.get<StaffRecord>('staff', openid), reader.get<AccountRecord>('accounts', openid)]);
  const grants =
    staff && staff.status === 'active' ? [...grantsInForce(staff.grants, today), ...(await stoodFor(reader, staff, today))] : [];
  const serving = staff && grants.length > 0 ? staff : null;
  const people = (account?.persons ?? []).filter(({ until }) => until === null || today <= until).map(({ person, as }) => ({ person, as }));
  const roles = new Set<Role>(['visitor', ...grants.map(({ role }) => role)]);
  if (people.length > 0) roles.add('resident');
  // A staff member's own person may be declared by the office or bound by themselves: either makes a claim their own.
  const self = staff?.self ?? people.find(({ as }) => as === 'self')?.person ?? null;
  const own = serving && self ? await reader.get<PersonRecord>('persons', self) : null;
  return {
    openid,
    name: serving?.name ?? '',
    grants,
    roles,
    staff: serving ? { name: serving.name, title: serving.title, phone: serving.phone } : null,
    people,
    persons: people.map(({ person }) => person),
    self,
    relatives: staff?.relatives ?? [],
    household: own?.household ?? null,
  };
}

/** The grants of those this one stands in for today, read from their own documents: a role revoked there is gone here too. */
async function stoodFor(reader: Reader, staff: StaffRecord, today: DateText): Promise<Grant[]> {
  const now = (staff.standIns ?? []).filter(({ from, until }) => from <= today && today <= until);
  const away = await Promise.all(now.map(({ forOpenid }) => reader.get<StaffRecord>('staff', forOpenid)));
  return away.flatMap((one) => (one?.status === 'active' ? grantsInForce(one.grants, today) : []));
}

export function actsFor(caller: Pick<Caller, 'persons'>, person: string): boolean {
  return caller.persons.includes(person);
}

/** Whether one of the caller's grants in these roles covers the record's place. */
export function covers(caller: Pick<Caller, 'grants'>, roles: readonly Role[], placed: Pick<Placed, ScopeLevel>): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role) && placed[grant.level] === grant.code);
}

/**
 * Whether one of the caller's grants in these roles covers the place or lies within it: work over a whole county may be asked for by one of
 * its townships. Codes of places hold those of the places above them, as the national code of divisions has it.
 */
export function touches(caller: Pick<Caller, 'grants'>, roles: readonly Role[], placed: Pick<Placed, ScopeLevel>): boolean {
  if (covers(caller, roles, placed)) return true;
  if (placed.village !== '') return false;
  const above = placed.town === '' ? placed.county.slice(0, 6) : placed.town.slice(0, 9);
  return above !== '' && caller.grants.some(({ role, code }) => roles.includes(role) && code.length > 6 && code.startsWith(above));
}

/** The role under which the caller reaches a record's place; kept in the trail. */
export function roleFor(caller: Pick<Caller, 'grants'>, placed: Pick<Placed, ScopeLevel>): Role {
  return caller.grants.find(({ level, code }) => placed[level] === code)?.role ?? 'visitor';
}

/** One place whose records a list may show. */
export interface Scope {
  level: ScopeLevel;
  code: string;
}

/** The places the caller holds these roles for, without repeats, widest first. */
export function scopesOf(caller: Pick<Caller, 'grants'>, roles: readonly Role[]): Scope[] {
  const found = new Map<string, Scope>();
  for (const { role, level, code } of caller.grants) if (roles.includes(role)) found.set(`${level}:${code}`, { level, code });
  return [...found.values()].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.code < b.code ? -1 : 1));
}
