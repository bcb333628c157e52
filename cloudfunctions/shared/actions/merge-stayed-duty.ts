// Work that a merge left because it overlaps becomes somebody's to settle within a week; settled or parted, the duty is over.
import { addDays } from '@shared/domain/dates';
import { newDuty } from '@shared/domain/duties';
import { UNDO_DAYS } from '@shared/domain/merging';
import type { DutyRecord, HouseholdRecord, MergeRecord, PersonRecord } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import type { WorkContext } from '@shared/runtime/work-context';

export const stayedDutyId = (merge: string): string => `duty:overlap:${merge}`;

/** Spells nobody has settled yet. */
export const unsettled = ({ stayed, settled = [] }: Pick<MergeRecord, 'stayed' | 'settled'>): string[] =>
  stayed.filter((id) => !settled.some(({ spell }) => spell === id));

export async function putStayedDuty(id: string, ctx: WorkContext): Promise<void> {
  const { now, today, caller } = ctx;
  await ctx.change(async (change) => {
    const merge = await change.get<MergeRecord>('merges', id);
    const person = merge && (await change.get<PersonRecord>('persons', merge.keep));
    const left = merge?.status === 'done' ? unsettled(merge).length : 0;
    if (!merge || !person || left === 0 || (await change.get<DutyRecord>('duties', stayedDutyId(id))))
      return { record: id, version: 0, note: {} };
    const household = await change.get<HouseholdRecord>('households', person.household);
    const duty = newDuty(
      {
        id: stayedDutyId(id),
        kind: 'overlap',
        place: { county: person.county, town: person.town, village: person.village },
        owner: household?.keeper ?? '',
        ownerName: household?.keeper ? (household.keeperName ?? '') : '',
        person: { id: person._id, name: person.name },
        household: person.household,
        words: `${person.name}的两条登记合成了一条，有 ${left} 段务工时间重了，问清哪段对，转过来或者不要`,
        dueOn: addDays(today, UNDO_DAYS),
        from: { collection: 'merges', record: id },
      },
      now,
      { openid: caller.openid, name: caller.name },
    );
    await change.put('duties', null, duty, { verb: 'open', role: 'cadre' });
    return { record: duty._id, version: 0, note: {} };
  });
}

/** Ends the duty within a change; nothing when there is none or it is over. */
export async function endStayedDuty(
  change: Change,
  merge: string,
  status: 'done' | 'dropped',
  words: string,
  { caller, now }: Pick<Context, 'caller' | 'now'>,
): Promise<void> {
  const before = await change.get<DutyRecord>('duties', stayedDutyId(merge));
  if (before?.status !== 'open') return;
  const outcome = { words, at: now, by: { openid: caller.openid, name: caller.name } };
  await change.put('duties', before, { ...before, status, outcome }, { verb: status, role: 'cadre' });
}

export async function dropStayedDuty(id: string, ctx: WorkContext): Promise<void> {
  await ctx.change(async (change) => {
    await endStayedDuty(change, id, 'dropped', '合并撤销了', ctx);
    return { record: stayedDutyId(id), version: 0, note: {} };
  });
}
