// A claim still open for filling in, reached by the person, who helps them, or the cadre of the village who files for them.
import { actsFor } from '@shared/access';
import { withFillers } from '@shared/domain/fillers';
import type { ClaimRecord, ReceiptRecord, Role } from '@shared/domain/records';
import type { Subject } from '@shared/repos/persons';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { fileable } from './list-parts';

export const FILLERS: readonly [Role, ...Role[]] = ['resident', 'cadre', 'village_head'];

const OPEN: readonly ClaimRecord['status'][] = ['draft', 'returned'];

export function demandOpenFor(claim: ClaimRecord, what: string): void {
  if (!OPEN.includes(claim.status))
    throw new Problem('not_possible_now', { message: `已经交上去了，${what}不能再改。`, next: '要改就先撤回来，或者等退回来再补。' });
}

/** @throws Problem 'not_found' when it is out of reach; 'not_possible_now' when it is not open. */
export async function openClaim(id: string, what: string, ctx: Context): Promise<{ claim: ClaimRecord; role: Role; subject: Subject }> {
  const claim = await reachedClaim(id, ctx);
  demandOpenFor(claim, what);
  return { claim, role: actsFor(ctx.caller, claim.person) ? 'resident' : 'cadre', subject: await ctx.repos.persons.ofClaim(claim) };
}

/** The claim itself, open or not, for those who may fill it in. */
export async function reachedClaim(id: string, ctx: Context): Promise<ClaimRecord> {
  const claim = await ctx.store.get<ClaimRecord>('claims', id);
  if (!claim) throw new Problem('not_found');
  if (!actsFor(ctx.caller, claim.person)) await fileable(claim.person, ctx);
  return claim;
}

/** Who fills something in as an officer is noted on the claim: they may not decide on it. */
export function filledAs(role: Role, claim: ClaimRecord, { caller }: Pick<Context, 'caller'>): Pick<ClaimRecord, 'filledBy'> {
  return role === 'resident' ? {} : { filledBy: withFillers(claim, [caller.openid]) };
}

/** What an officer brought may be looked at and taken off by the officers of the village; what the person gave before handing in is theirs. */
export function laidByOfficer({ laidBy }: Pick<ReceiptRecord, 'laidBy'>): boolean {
  return laidBy === 'officer';
}
