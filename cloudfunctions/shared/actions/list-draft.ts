// The claim of a line: begun by whoever files for the person when nobody has yet, taken up again when it was taken back.
import type { ClaimRecord } from '@shared/domain/records';
import { step } from '@shared/domain/stages';
import { claimId } from '@shared/repos/claims';
import { runChange } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { draftOf } from './claims';
import { choiceOf, fileable } from './list-parts';
import { demandOpenFor } from './open-claim';
import { ledgerOf } from './person-facts';
import { stepping } from './refuse';
import { demandTopUp } from './top-up';

/** The claim to go on with: one begun before, by whomever, one taken back begun again, or a fresh one. */
export function goneOn(before: ClaimRecord | null, draft: ClaimRecord, { caller, now }: Pick<Context, 'caller' | 'now'>): ClaimRecord {
  if (before === null) return draft;
  if (before.status !== 'withdrawn') return before;
  return {
    ...stepping(() => step(before, 'begin', caller, now)).claim,
    facts: null,
    checks: [],
    amountFen: 0,
    account: null,
    submittedAt: null,
  };
}

/**
 * The claim a person's papers are laid to by an officer of their village.
 * @throws Problem when the caller does not file there, it is handed in already, or a top-up is not possible now.
 */
export async function claimFor(
  { person: personId, programme, period, seq }: { person: string; programme: string; period: string; seq: 0 | 1 },
  ctx: Context,
): Promise<ClaimRecord> {
  const person = await fileable(personId, ctx);
  const { policy } = await choiceOf(programme, period, ctx);
  const id = claimId(programme, person._id, period, seq);
  const known = await ctx.store.get<ClaimRecord>('claims', id);
  if (known && known.status !== 'withdrawn') {
    demandOpenFor(known, '材料');
    return known;
  }
  const { subject } = await ledgerOf({ person, household: null }, ctx);
  if (seq === 1) await demandTopUp(policy, period, subject, ctx);
  const filer: ClaimRecord['filedBy'] = { openid: ctx.caller.openid, role: 'cadre', name: ctx.caller.name };
  const draft = draftOf(id, subject, policy, period, filer, ctx.now, seq);
  // Not under the request's own record: that belongs to what follows in the same call.
  await runChange({ store: ctx.store, now: ctx.now, openid: ctx.caller.openid, action: ctx.action, request: null }, async (change) => {
    const before = await change.get<ClaimRecord>('claims', id);
    // The person was faster.
    if (before && before.status !== 'withdrawn') return { record: id, version: before.version, note: {} };
    const { version } = await change.put('claims', before, goneOn(before, draft, ctx), { verb: 'begin', role: 'cadre' });
    return { record: id, version, note: {} };
  });
  return (await ctx.store.get<ClaimRecord>('claims', id)) ?? draft;
}
