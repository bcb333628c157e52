// Wishes of a record that was merged go over to the one that stays, and back with an undoing: both records, their duties and what the posting
// counts, in one transaction.
import { roleFor } from '@shared/access';
import { apart, joined } from '@shared/domain/application-joining';
import { applicationId, holdsPlace } from '@shared/domain/applications';
import type { ApplicationRecord, PersonRecord } from '@shared/domain/records';
import type { WorkContext } from '@shared/runtime/work-context';
import { countingIn } from './application-counting';
import { putDuty } from './application-parts';

/** One wish of the record that goes, by its id. Safe to run again. @returns whether it is where it belongs now. */
export async function moveWish(
  id: string,
  { keep: keepId, drop: dropId, back }: { keep: string; drop: string; back: boolean },
  ctx: Pick<WorkContext, 'store' | 'today' | 'now' | 'caller' | 'change'>,
): Promise<boolean> {
  const seen = await ctx.store.get<ApplicationRecord>('applications', id);
  if (!seen) return false;
  const by = { openid: ctx.caller.openid, name: ctx.caller.name };
  const verb = back ? 'unmerge' : 'merge';
  const role = (one: ApplicationRecord): string => roleFor(ctx.caller, one);
  await countingIn(seen.posting, { ...ctx, role }, async (change) => {
    const outcome = { record: id, version: seen.version, note: {} };
    const [keep, drop] = [await change.get<PersonRecord>('persons', keepId), await change.get<PersonRecord>('persons', dropId)];
    const own = await change.get<ApplicationRecord>('applications', id);
    const there = await change.get<ApplicationRecord>('applications', applicationId(seen.posting, keepId));
    const both = keep && drop && own ? (back ? apart(own, there, { keep, drop }) : joined(own, there, keep)) : null;
    if (both === null || !own) return { afters: [], outcome };
    const afters: ApplicationRecord[] = [];
    for (const [before, wanted] of [
      [own, both.drop],
      [there, both.keep],
    ] as const) {
      if (wanted === null) continue;
      const stored = await change.put('applications', before, wanted, { verb, role: role(wanted), detail: { keep: keepId, drop: dropId } });
      await putDuty(change, stored, role(stored), { now: ctx.now, by });
      afters.push(stored);
    }
    const counts = [own, there].some((one) => one !== null && holdsPlace(one)) || afters.some(holdsPlace);
    return { afters: counts ? afters : [], outcome };
  });
  return true;
}
