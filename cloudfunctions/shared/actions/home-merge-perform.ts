// The heart of merging households, within one change: the chosen fields, the one that goes closed, a row of 人员变动 in either.
import { roleFor } from '@shared/access';
import { type FieldValue, fieldOf, withValues } from '@shared/domain/fields/registry-fields';
import type { Gone, HistoryRecord, HomeMergeRecord, HomeTwinRecord, HouseholdRecord } from '@shared/domain/records';
import { homeTwinId } from '@shared/repos/home-merges';
import { canonical } from '@shared/runtime/canonical';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { historyEntry } from '@shared/runtime/history';
import { Problem } from '@shared/runtime/problem';
import { putHappening } from './happenings';
import type { HomePair } from './home-merge-parts';

type Changed = HistoryRecord['changed'];

/** The household that stays, with what it takes from the other. */
function keptHome(keep: HouseholdRecord, drop: HouseholdRecord, merge: HomeMergeRecord, headName: string, ctx: Context): HouseholdRecord {
  const values: Record<string, FieldValue> = {};
  for (const id of merge.take) {
    const field = fieldOf('households', id);
    if (!field) throw new Problem('bad_input', { fields: { take: '没有这一项' } });
    values[id] = field.read(drop);
  }
  const after = withValues('households', keep, values, ctx);
  const keeper =
    !after.keeper && drop.keeper && drop.village === keep.village ? { keeper: drop.keeper, keeperName: drop.keeperName ?? '' } : {};
  const visits = [keep.visited, drop.visited].flatMap((one) => one ?? []).sort((a, b) => (a.on < b.on ? 1 : -1));
  return {
    ...after,
    ...keeper,
    ...(visits[0] ? { visited: visits[0] } : {}),
    headName,
    sortKey: merge.take.includes('code') ? `${after.code}:${keep._id}` : keep.sortKey,
    mergedFrom: [...(keep.mergedFrom ?? []), drop._id, ...(drop.mergedFrom ?? [])],
  };
}

/** Puts two households together within a change: 14 documents and the merge's own. Their people follow by long work. */
export async function performHome(
  change: Change,
  merge: HomeMergeRecord,
  pair: Pick<HomePair, 'members'>,
  happenings: readonly [keep: string, drop: string],
  ctx: Context,
): Promise<{ keep: Changed; drop: Changed }> {
  const { caller, today } = ctx;
  const [keep, drop] = await Promise.all([
    change.get<HouseholdRecord>('households', merge.keep),
    change.get<HouseholdRecord>('households', merge.drop),
  ]);
  if (keep?.status !== 'active' || drop?.status !== 'active')
    throw new Problem('not_possible_now', { message: '有一户已经撤了，重新看一遍。' });
  if (keep.version !== merge.versions[0] || drop.version !== merge.versions[1])
    throw new Problem('changed_meanwhile', { message: '看的时候到现在，有人改过其中一户。', next: '重新看一遍再合。' });
  const gone: Gone = { why: 'merged', on: today, note: merge.note, into: keep._id };
  const role = roleFor(caller, keep);
  const detail = { keep: keep._id, drop: drop._id, take: merge.take.join(' ') };
  // A code is nobody's twice: the one that goes gives it free first, and has it back with an undoing.
  const away = { ...drop, status: 'gone', gone, code: merge.take.includes('code') ? `merged-${drop._id}` : drop.code };
  const dropped = await change.put('households', drop, away, { verb: 'merge', role, detail });
  const said = merge.relations.find(({ relation }) => relation === '户主');
  const headName = pair.members.drop.find(({ _id }) => _id === said?.person)?.name ?? keep.headName;
  const kept = await change.put('households', keep, keptHome(keep, drop, merge, headName, ctx), { verb: 'merge', role, detail });
  const note = merge.note === '' ? '' : `，${merge.note}`;
  const of = (id: string, place: HouseholdRecord, words: string) =>
    putHappening(change, { id, kind: 'household_merged', place, person: null, household: place, on: today, words: `${words}${note}` }, ctx);
  await of(happenings[0], keep, `${drop.headName}家（${drop.code}）合到这一户`);
  await of(happenings[1], drop, `合到${keep.headName}家（${keep.code}）`);
  const twin = await change.get<HomeTwinRecord>('home_twins', homeTwinId(keep._id, drop._id));
  if (twin?.status === 'open') await change.put('home_twins', twin, { ...twin, status: 'merged' as const }, { verb: 'merge', role });
  const deed = { at: ctx.now, action: ctx.action, verb: 'merge', by: { openid: caller.openid, role } };
  const changes = (before: HouseholdRecord, after: HouseholdRecord): Changed =>
    historyEntry('households', before, after, deed)?.changed ?? [];
  return { keep: changes(keep, kept), drop: changes(drop, dropped) };
}

/** What the merge changed, taken back where nobody wrote since. */
function takenBack(home: HouseholdRecord, changed: Changed): HouseholdRecord {
  const fields: Record<string, unknown> = { ...home };
  for (const { field, was, is, wasAbsent } of changed) {
    if (canonical(fields[field] ?? null) !== canonical(is ?? null)) continue;
    if (wasAbsent) delete fields[field];
    else fields[field] = was;
  }
  return fields as unknown as HouseholdRecord;
}

/** Parts them again within a change. */
export async function undoHome(
  change: Change,
  merge: HomeMergeRecord,
  note: string,
  happenings: readonly [keep: string, drop: string],
  ctx: Context,
): Promise<void> {
  const { caller, today } = ctx;
  const [keep, drop] = [
    await change.get<HouseholdRecord>('households', merge.keep),
    await change.get<HouseholdRecord>('households', merge.drop),
  ];
  if (!keep || !drop || !merge.changed) throw new Problem('not_found');
  if (keep.status !== 'active' || drop.gone?.into !== keep._id)
    throw new Problem('not_possible_now', { message: '留下的那一户后来又变了，撤不了。', next: '要分开，按新立一户办。' });
  const role = roleFor(caller, keep);
  const others = (keep.mergedFrom ?? []).filter((one) => one !== drop._id && !(drop.mergedFrom ?? []).includes(one));
  const { mergedFrom: _was, ...rest } = takenBack(
    keep,
    merge.changed.keep.filter(({ field }) => field !== 'mergedFrom'),
  );
  // The one that stays gives the code back before the other takes it again.
  await change.put('households', keep, (others.length > 0 ? { ...rest, mergedFrom: others } : rest) as HouseholdRecord, {
    verb: 'unmerge',
    role,
  });
  await change.put('households', drop, takenBack(drop, merge.changed.drop), { verb: 'unmerge', role });
  const words = note === '' ? '' : `，${note}`;
  const of = (id: string, place: HouseholdRecord, other: string) =>
    putHappening(
      change,
      { id, kind: 'household_parted', place, person: null, household: place, on: today, words: `和${other}家的合并撤销了${words}` },
      ctx,
    );
  await of(happenings[0], keep, drop.headName);
  await of(happenings[1], drop, keep.headName);
}
