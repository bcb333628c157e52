// What follows a move of people: their open work, helpers, drafts, duties and the month's open question go to the new village one by one;
// what was handed in or is over stays where it was made. And everybody's relation when the head changes.
import { roleFor } from '@shared/access';
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import type { Gone, HouseholdRecord, PersonRecord, Placed, Versioned } from '@shared/domain/records';
import type { CollectionName } from '@shared/repos/indexes';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Stored } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface MoveRef {
  collection: Extract<CollectionName, 'persons' | 'spells' | 'bonds' | 'claims' | 'duties' | 'checks' | 'applications' | 'second_jobs'>;
  id: string;
}
export interface MoveInput {
  refs: MoveRef[];
  to: { county: string; town: string; village: string };
  /** The household people belong to afterwards. */
  household: string;
  /** A household nobody is left in by then, and since when. */
  closes?: string;
  on?: string;
}

type Following = Stored & Placed & Versioned & { household?: string | null; person?: string };

export const registryMove: JobKind<MoveInput, MoveRef, { moved: number }> = {
  kind: 'registry.move',
  roles: REGISTRY_KEEPERS,
  words: '正在迁户',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const items = job.input.refs.slice(from, from + limit).map((value, i) => ({ key: value.collection, cursor: String(from + i), value }));
    return { items, total: job.input.refs.length };
  },
  async each({ collection, id }, job, ctx) {
    const { to, household } = job.input;
    let moved = 0;
    await ctx.change(async (change) => {
      const before = await change.get<Following>(collection, id);
      moved = before ? 1 : 0;
      // Gone meanwhile, or moved by a step that was cut off before it was counted.
      const inHouse = !before || before.household === undefined || before.household === household;
      if (!before || (before.village === to.village && inHouse)) return { record: id, version: before?.version ?? 0, note: {} };
      const wanted = { ...before, ...to, ...(before.household === undefined ? {} : { household }) };
      const { version } = await change.put(collection, before, wanted, {
        verb: 'move',
        role: roleFor(ctx.caller, to),
        detail: { from: before.village },
      });
      return { record: id, version, note: {} };
    });
    return { moved };
  },
  async finish(job, ctx) {
    if (job.input.closes !== undefined) await closeEmptied(job.input.closes, job.input, ctx);
    return { moved: job.tally.moved ?? 0 };
  },
};

/** Closes a household its last member left, unless somebody is counted there again. */
async function closeEmptied(id: string, { household, to, on }: MoveInput, ctx: WorkContext): Promise<void> {
  const here = (await ctx.repos.registry.members([{ _id: id }])).filter(({ status }) => status === 'active');
  if (here.length > 0) return;
  await ctx.change(async (change) => {
    const before = await change.get<HouseholdRecord>('households', id);
    if (before?.status !== 'active') return { record: id, version: before?.version ?? 0, note: {} };
    const gone: Gone = { why: 'moved_out', on: on ?? ctx.today, note: '', into: household };
    const deed = { verb: 'close', role: roleFor(ctx.caller, to) };
    const { version } = await change.put('households', before, { ...before, status: 'gone', gone }, deed);
    return { record: id, version, note: {} };
  });
}

export interface RelateInput {
  household: string;
  relations: { person: string; relation: string }[];
}

export const registryRelate: JobKind<RelateInput, RelateInput['relations'][number], { related: number }> = {
  kind: 'registry.relate',
  roles: REGISTRY_KEEPERS,
  words: '正在改家庭关系',
  async page(job, limit) {
    const from = job.cursor === null ? 0 : Number(job.cursor) + 1;
    const items = job.input.relations.slice(from, from + limit).map((value, i) => ({ key: value.person, cursor: String(from + i), value }));
    return { items, total: job.input.relations.length };
  },
  async each({ person: id, relation }, job, ctx) {
    let related = 0;
    await ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (!before || before.household !== job.input.household) throw new Problem('not_found', { message: '这个人已经不在这一户了' });
      related = 1;
      if (before.relation === relation) return { record: id, version: before.version, note: {} };
      const { version } = await change.put(
        'persons',
        before,
        { ...before, relation },
        { verb: 'relate', role: roleFor(ctx.caller, before) },
      );
      return { record: id, version, note: {} };
    });
    return { related };
  },
  finish: (job) => Promise.resolve({ related: job.tally.related ?? 0 }),
};
