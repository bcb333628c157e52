// What follows a merge: work that does not overlap and what was wanted go to the record that stays, whoever acts for the one acts for the other; and back again.
import { roleFor } from '@shared/access';
import { moveWish } from '@shared/actions/application-merge';
import { openAccount } from '@shared/actions/bond-parts';
import { giveSpell } from '@shared/actions/merge-perform';
import { dropStayedDuty, putStayedDuty } from '@shared/actions/merge-stayed-duty';
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import type { AccountRecord, BondRecord, MergeRef, PersonRecord } from '@shared/domain/records';
import { bondId } from '@shared/repos/bonds';
import type { Change } from '@shared/runtime/change';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { WorkContext } from '@shared/runtime/work-context';

export interface MergeInput {
  keep: string;
  drop: string;
  refs: MergeRef[];
  /** Undone: what went over comes back. */
  back: boolean;
  /** The merge, where work was left that overlaps: it becomes somebody's to settle. */
  stayed?: string;
}

type Ctx = Pick<WorkContext, 'caller' | 'now'>;

/** Whoever acts for the one that went acts for the one that stays; their word for the first stays as it is, so that what hangs on it opens. */
async function followBond(change: Change, id: string, keep: PersonRecord, { caller }: Ctx): Promise<boolean> {
  const bond = await change.get<BondRecord>('bonds', id);
  if (bond?.status !== 'confirmed') return false;
  const _id = bondId(keep._id, bond.openid);
  const there = await change.get<BondRecord>('bonds', _id);
  // One of their own, or made by a step that was cut off before it was counted.
  if (there) return there.status === 'confirmed' && there.askedAt === bond.askedAt;
  const role = roleFor(caller, keep);
  const { auditHead: _head, version: _version, ...rest } = bond;
  const made: BondRecord = {
    ...rest,
    _id,
    county: keep.county,
    town: keep.town,
    village: keep.village,
    person: keep._id,
    personName: keep.name,
    sortKey: `${bond.askedAt}:${_id}`,
    version: 0,
    auditHead: '',
  };
  await change.put('bonds', null, made, { verb: 'merge', role, detail: { from: bond.person } });
  await openAccount(change, made, made.until, role);
  return true;
}

async function dropBond(change: Change, id: string, keep: PersonRecord, { caller, now }: Ctx): Promise<boolean> {
  const bond = await change.get<BondRecord>('bonds', id);
  const made = bond && (await change.get<BondRecord>('bonds', bondId(keep._id, bond.openid)));
  // Ended by a step that was cut off before it was counted.
  if (bond && made?.status === 'ended' && made.askedAt === bond.askedAt) return true;
  // One that was there before the merge stays.
  if (!bond || made?.status !== 'confirmed' || made.askedAt !== bond.askedAt) return false;
  const role = roleFor(caller, keep);
  const ended = { at: now, why: '合并撤销了', by: { openid: caller.openid, name: caller.name, role } };
  await change.put('bonds', made, { ...made, status: 'ended' as const, ended }, { verb: 'unmerge', role });
  const account = await change.get<AccountRecord>('accounts', bond.openid);
  if (account) {
    const persons = account.persons.filter(({ person }) => person !== keep._id);
    await change.put('accounts', account, { ...account, persons }, { verb: 'close', role, detail: { person: keep._id } });
  }
  return true;
}

export const registryMerge: JobKind<MergeInput, MergeRef, { moved: number }> = {
  kind: 'registry.merge',
  roles: REGISTRY_KEEPERS,
  words: '正在合并',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const items = job.input.refs.slice(from, from + limit).map((value, i) => ({ key: value.collection, cursor: String(from + i), value }));
    return { items, total: job.input.refs.length };
  },
  async each({ collection, id }, job, ctx) {
    const { keep: keepId, drop: dropId, back } = job.input;
    if (collection === 'applications') return { moved: (await moveWish(id, { keep: keepId, drop: dropId, back }, ctx)) ? 1 : 0 };
    let moved = 0;
    await ctx.change(async (change) => {
      const [keep, drop] = [await change.get<PersonRecord>('persons', keepId), await change.get<PersonRecord>('persons', dropId)];
      if (!keep || !drop) throw new Problem('not_found');
      const done =
        collection === 'spells'
          ? await giveSpell(change, id, back ? keepId : dropId, back ? drop : keep, ctx)
          : back
            ? await dropBond(change, id, keep, ctx)
            : await followBond(change, id, keep, ctx);
      moved = done ? 1 : 0;
      return { record: id, version: 0, note: {} };
    });
    return { moved };
  },
  async finish(job, ctx) {
    const { stayed, back } = job.input;
    if (stayed !== undefined) await (back ? dropStayedDuty(stayed, ctx) : putStayedDuty(stayed, ctx));
    return { moved: job.tally.moved ?? 0 };
  },
};
