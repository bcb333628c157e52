// What every action on bonds needs: how one is shown, who is told of it, and the account that opens or closes with it.

import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { canAgree, canEnd, canInvite } from '@shared/domain/bonds';
import type { AccountRecord, BondRecord, DateText, Role } from '@shared/domain/records';
import type { TellingWords } from '@shared/domain/words/people';
import { BINDERS } from '@shared/repos/bonds';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';

export type BondView = Output<'bond.mine'>['bonds'][number];

/** The page of a resident where bonds are seen and answered. */
export const FAMILY_PAGE = 'packages/people/family/family';

export function isSelfOf({ caller }: Pick<Context, 'caller'>, person: string): boolean {
  return caller.people.some((one) => one.as === 'self' && one.person === person);
}

/** Which hat the caller wears towards a bond; null when none. */
export function partIn(bond: BondRecord, ctx: Pick<Context, 'caller'>): 'helper' | 'person' | 'cadre' | null {
  if (bond.openid === ctx.caller.openid) return 'helper';
  if (isSelfOf(ctx, bond.person)) return 'person';
  return covers(ctx.caller, BINDERS, bond) ? 'cadre' : null;
}

export async function bondView(bond: BondRecord, ctx: Context): Promise<BondView> {
  const village = await ctx.repos.places.get(bond.village);
  const part = partIn(bond, ctx);
  const can: BondView['can'] = [];
  if (part === 'person' && canAgree(bond, ctx.today)) can.push('confirm');
  if (part === 'cadre' && canAgree(bond, ctx.today)) can.push('record');
  if (part === 'cadre' && canInvite(bond)) can.push('code');
  if (part !== null && canEnd(bond)) can.push('end');
  return {
    id: bond._id,
    person: { id: bond.person, name: bond.personName },
    name: bond.name,
    relation: bond.relation,
    as: bond.as,
    status: bond.status,
    how: bond.confirmed?.how ?? null,
    askedAt: bond.askedAt,
    until: bond.until,
    villageName: village?.name ?? '',
    mine: bond.openid === ctx.caller.openid,
    can,
  };
}

/** WeChats that are the person themselves, as bonds in force say. */
export async function selvesOf(person: { _id: string }, ctx: Context): Promise<string[]> {
  const bonds = await ctx.repos.bonds.ofPerson(person);
  return bonds.filter(({ as, status }) => as === 'self' && status === 'confirmed').map(({ openid }) => openid);
}

/** Tells everybody named but the one who does it. */
export function tellAll(
  change: Change,
  openids: readonly string[],
  actor: string,
  about: { subject: string; version: number; kind: string; page?: string },
  words: TellingWords,
): void {
  const { page = FAMILY_PAGE, ...rest } = about;
  // A transaction has room for 20 documents; nobody has that many telephones.
  for (const openid of [...new Set(openids)].filter((one) => one !== actor && one !== '').slice(0, 5))
    change.tell({ ...rest, ...words, openid, page });
}

/** The WeChat may act for the person from now on, until the day. */
export async function openAccount(
  change: Change,
  bond: Pick<BondRecord, 'openid' | 'person' | 'as'>,
  until: DateText | null,
  role: Role,
): Promise<void> {
  const before = await change.get<AccountRecord>('accounts', bond.openid);
  const others = (before?.persons ?? []).filter(({ person }) => person !== bond.person);
  const own = { person: bond.person, as: bond.as, until };
  const account = before ?? { _id: bond.openid, version: 0, auditHead: '', persons: [] };
  // Oneself first: the first person is the one shown when nobody was chosen.
  const persons = bond.as === 'self' ? [own, ...others] : [...others, own];
  await change.put(
    'accounts',
    before,
    { ...account, persons },
    { verb: 'open', role, detail: { person: bond.person, as: bond.as, until } },
  );
}

/** The WeChat no longer acts for the person, from the very next call on. */
export async function closeAccount(change: Change, bond: Pick<BondRecord, 'openid' | 'person'>, role: Role): Promise<void> {
  const before = await change.get<AccountRecord>('accounts', bond.openid);
  if (!before?.persons.some(({ person }) => person === bond.person)) return;
  const persons = before.persons.filter(({ person }) => person !== bond.person);
  await change.put('accounts', before, { ...before, persons }, { verb: 'close', role, detail: { person: bond.person } });
}
