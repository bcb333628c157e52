// The duty a door left of somebody new: registering them, or taking them up again, closes it in the same transaction and names them in it.
import { roleFor } from '@shared/access';
import type { DutyRecord, HouseholdRecord, PersonRecord } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** Whoever is registered from a duty has an id that follows from it: two who do it at once make one person. */
export const personOfDuty = (duty: string): string => `p-${sha256(duty).slice(0, 32)}`;

/** @throws Problem when the duty is not about somebody new of this household, or is closed. */
export function demandNewcomer(duty: DutyRecord, household: Pick<HouseholdRecord, '_id' | 'mergedFrom'>): void {
  if (!duty.newcomer) throw new Problem('bad_input', { message: '这一件不是登记新来的人。' });
  if (duty.status !== 'open')
    throw new Problem('already_done', {
      message: `这一件已经办结了：${duty.outcome?.words ?? ''}`,
      next: '到这一户的登记页看看人在不在。',
    });
  if (duty.newcomer.how === 'back')
    throw new Problem('bad_input', { message: '他以前在册，不用重登。', next: '到他的登记页点「恢复在册」。' });
  if (duty.household !== household._id && !household.mergedFrom?.includes(duty.household ?? ''))
    throw new Problem('bad_input', { message: '这一件说的是另一户的人。', next: '从「要办的事」里那一件点进来登。' });
}

/** Closes it with who it became. */
export async function closeNewcomer(
  change: Change,
  duty: DutyRecord,
  person: PersonRecord,
  words: string,
  { caller, now }: Pick<Context, 'caller' | 'now'>,
): Promise<void> {
  const outcome = { words, at: now, by: { openid: caller.openid, name: caller.name } };
  const wanted = { ...duty, status: 'done' as const, person: person._id, personName: person.name, outcome };
  await change.put('duties', duty, wanted, { verb: 'done', role: roleFor(caller, duty), detail: { person: person._id } });
}

/** Ids of open duties that say this person is back. */
export async function returnDuties(person: Pick<PersonRecord, '_id'>, { store }: Pick<Context, 'store'>): Promise<string[]> {
  const found = await store.list<DutyRecord>('duties', { where: { person: person._id }, limit: 200 });
  return found.filter(({ status, newcomer }) => status === 'open' && newcomer?.how === 'back').map(({ _id }) => _id);
}

/** Closes those that are still open. */
export async function closeReturns(change: Change, ids: readonly string[], person: PersonRecord, ctx: Context): Promise<void> {
  for (const id of ids) {
    const duty = await change.get<DutyRecord>('duties', id);
    if (duty?.status === 'open') await closeNewcomer(change, duty, person, `${person.name}恢复在册了`, ctx);
  }
}
