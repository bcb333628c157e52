// What follows a merge of households: its people and everything that names it go over one by one, to the other village too where they lie
// apart; undone, they come back. Each record in a change of its own, safe to be handled again.
import { roleFor } from '@shared/access';
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import type { HomeRef, HouseholdRecord, Placed, Versioned } from '@shared/domain/records';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Stored } from '@shared/runtime/store';

export interface HomeMergeInput {
  keep: string;
  drop: string;
  refs: HomeRef[];
  /** Undone: what went over comes back. */
  back: boolean;
}
type Following = Stored & Placed & Versioned & { household?: string | null; relation?: string };
type Place = Pick<HouseholdRecord, 'county' | 'town' | 'village'>;

const placeOf = ({ county, town, village }: Place): Place => ({ county, town, village });

/** The record as it is afterwards; null where nothing is to be written. */
function followed(before: Following, ref: HomeRef, from: HouseholdRecord, to: HouseholdRecord, back: boolean): Following | null {
  // Work and helpers name no household: they only go along to the other village.
  if (before.household === undefined) return before.village === from.village && ref.place ? { ...before, ...placeOf(to) } : null;
  if (before.household !== from._id) return null;
  const [said, wanted] = back ? [ref.relation, ref.was] : [ref.was, ref.relation];
  const relation = wanted !== undefined && before.relation === said ? { relation: wanted } : {};
  const place = ref.place && before.village === from.village ? placeOf(to) : {};
  return { ...before, ...place, ...relation, household: to._id };
}

export const householdMerge: JobKind<HomeMergeInput, HomeRef, { moved: number }> = {
  kind: 'household.merge',
  roles: REGISTRY_KEEPERS,
  words: '正在合户',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const items = job.input.refs.slice(from, from + limit).map((value, i) => ({ key: value.collection, cursor: String(from + i), value }));
    return { items, total: job.input.refs.length };
  },
  async each(ref, job, ctx) {
    const { keep: keepId, drop: dropId, back } = job.input;
    let moved = 0;
    await ctx.change(async (change) => {
      const [keep, drop] = [
        await change.get<HouseholdRecord>('households', keepId),
        await change.get<HouseholdRecord>('households', dropId),
      ];
      if (!keep || !drop) throw new Problem('not_found');
      const [from, to] = back ? [keep, drop] : [drop, keep];
      const before = await change.get<Following>(ref.collection, ref.id);
      const wanted = before && followed(before, ref, from, to, back);
      // Gone meanwhile, somebody's else by now, or moved by a step that was cut off before it was counted.
      moved = wanted || before?.household === to._id ? 1 : 0;
      if (!before || !wanted) return { record: ref.id, version: before?.version ?? 0, note: {} };
      const deed = { verb: back ? 'unmerge' : 'merge', role: roleFor(ctx.caller, to), detail: { from: from._id, to: to._id } };
      const { version } = await change.put(ref.collection, before, wanted, deed);
      return { record: ref.id, version, note: {} };
    });
    return { moved };
  },
  finish: (job) => Promise.resolve({ moved: job.tally.moved ?? 0 }),
};
