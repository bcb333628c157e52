// Merging two records of one household with nothing lost: looked at side by side, confirmed by a second person where money is concerned,
// undone within seven days. What names the household that goes follows by long work.
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import { homeTaken, relationProblems, sharedMembers } from '@shared/domain/home-merging';
import type { HomeMergeRecord, HouseholdRecord } from '@shared/domain/records';
import { isKin } from '@shared/listing/kin';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import type { HomeMergeInput } from '@shared/works/home-merge';
import { tellAll } from './bond-parts';
import { demandFit } from './fit';
import { newHappeningId } from './happenings';
import { type HomePair, homeDiffering, homeHangsOf, homeMergeView, homePairOf, homeRefsOf, homeRefsSince } from './home-merge-parts';
import { performHome, undoHome } from './home-merge-perform';
import { confirmersOf, MERGE_CONFIRMERS } from './merge-parts';
import { householdSheetOf, REGISTRY_KEEPERS } from './registry-parts';

const PAGE = 20;
const HOMES_PAGE = 'packages/registry/house-twins/house-twins';

export const homeMergeLook = action('household.mergeLook', {
  roles: REGISTRY_KEEPERS,
  async run({ keep, drop }, ctx) {
    const pair = await homePairOf(keep, drop, ctx);
    const [one, other] = await Promise.all([householdSheetOf(pair.keep, ctx), householdSheetOf(pair.drop, ctx)]);
    return {
      keep: one,
      drop: other,
      bars: pair.bars,
      hangs: homeHangsOf(pair),
      second: pair.second,
      differ: homeDiffering(pair.keep, pair.drop),
      shared: sharedMembers(pair.members.keep, pair.members.drop),
    };
  },
});

function demandMergeable({ bars, members }: HomePair, { caller }: Pick<Context, 'caller'>): void {
  if (bars.length > 0)
    throw new Problem('not_possible_now', { message: `现在合不了：${bars.join('；')}。`, next: '照上面说的先办，再来合。' });
  if ([...members.keep, ...members.drop].some((person) => isKin(caller, person)))
    throw new Problem('not_allowed', { message: '自己家和亲戚家的登记，请别的干部合。' });
}

function begins(merge: HomeMergeRecord, back: boolean, refs: HomeMergeRecord['refs'], ctx: Pick<Context, 'caller' | 'now' | 'requestId'>) {
  const { county, town, village, keep, drop } = merge;
  const input: HomeMergeInput = { keep, drop, refs: refs as HomeMergeInput['refs'], back };
  return newJob('household.merge', onceKey(ctx), input, { owner: ctx.caller.openid, county, town, village }, ctx.now);
}

async function shown({ record, note }: Outcome, ctx: Context) {
  const merge = await ctx.repos.homeMerges.merge(record, REGISTRY_KEEPERS);
  return { merge: homeMergeView(merge, ctx), task: note.task ? String(note.task) : null };
}

export const askHomeMerge = action('household.mergeAsk', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 60, seconds: 3600 },
  async change({ keep: keepId, keepVersion, drop: dropId, dropVersion, take, relations, note }, ctx) {
    const { caller, now } = ctx;
    await demandFit({ note }, ctx);
    const pair = await homePairOf(keepId, dropId, ctx);
    demandMergeable(pair, ctx);
    const { keep, drop, members, second } = pair;
    const wrong = relationProblems(members.keep, members.drop, relations);
    if (Object.keys(wrong).length > 0) throw new Problem('bad_input', { fields: wrong });
    const coming = new Set(members.drop.filter(({ status }) => status === 'active').map(({ _id }) => _id));
    const said = relations.filter(({ person }) => coming.has(person));
    const _id = `home_merge:${randomUUID()}`;
    const draft: HomeMergeRecord = {
      _id,
      county: keep.county,
      town: keep.town === drop.town ? keep.town : '',
      village: keep.village === drop.village ? keep.village : '',
      status: 'asked',
      sortKey: `${now}:${_id}`,
      keep: keepId,
      drop: dropId,
      names: [keep.headName, drop.headName],
      take: homeTaken(take, homeDiffering(keep, drop)),
      relations: said,
      money: second !== '',
      versions: [keepVersion, dropVersion],
      refs: await homeRefsOf(pair, said, ctx),
      askedAt: now,
      askedBy: { openid: caller.openid, name: caller.name },
      doneAt: null,
      doneBy: null,
      changed: null,
      note,
      version: 0,
      auditHead: '',
    };
    const happenings = [newHappeningId(), newHappeningId()] as const;
    const job = begins(draft, false, draft.refs, ctx);
    const confirmers = draft.money ? await confirmersOf(draft, ctx) : [];
    return ctx.change(async (change) => {
      const role = roleFor(caller, keep);
      if (draft.money) {
        const [a, b] = [await change.get<HouseholdRecord>('households', keepId), await change.get<HouseholdRecord>('households', dropId)];
        if (a?.version !== keepVersion || b?.version !== dropVersion) throw new Problem('changed_meanwhile');
        await change.put('home_merges', null, draft, { verb: 'ask', role });
        const words = { title: '有一件合户等您点头', text: `${caller.name}要把${drop.headName}家的两户登记合成一户：${second}。` };
        tellAll(change, confirmers, caller.openid, { subject: _id, version: 0, kind: 'home_merge_asked', page: HOMES_PAGE }, words);
        return { record: _id, version: 0, note: { task: '' } };
      }
      const changed = await performHome(change, draft, pair, happenings, ctx);
      const done: HomeMergeRecord = { ...draft, status: 'done', doneAt: now, doneBy: draft.askedBy, changed };
      await change.put('home_merges', null, done, { verb: 'done', role });
      await change.begin(job);
      return { record: _id, version: 0, note: { task: job._id } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const confirmHomeMerge = action('household.mergeConfirm', {
  roles: MERGE_CONFIRMERS,
  async change({ merge: id, version, yes, note }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.homeMerges.merge(id, MERGE_CONFIRMERS);
    if (seen.askedBy.openid === caller.openid) throw new Problem('not_allowed', { message: '要合的是您自己，得另一个人来点头。' });
    await demandFit({ note }, ctx);
    const pair = yes && seen.status === 'asked' ? await homePairOf(seen.keep, seen.drop, ctx) : null;
    if (pair) demandMergeable(pair, ctx);
    // What came to hang on it since it was asked goes along too.
    const refs = pair ? await homeRefsOf(pair, seen.relations, ctx) : seen.refs;
    const [happenings, job] = [[newHappeningId(), newHappeningId()] as const, begins(seen, false, refs, ctx)];
    return ctx.change(async (change) => {
      const before = await change.get<HomeMergeRecord>('home_merges', id);
      if (before?.status !== 'asked') throw new Problem('already_done', { message: '这一件已经有人定了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const changed = pair ? await performHome(change, before, pair, happenings, ctx) : null;
      const wanted: HomeMergeRecord = {
        ...before,
        status: yes ? 'done' : 'declined',
        refs,
        doneAt: now,
        doneBy: { openid: caller.openid, name: caller.name },
        changed,
        note: note === '' ? before.note : note,
      };
      const stored = await change.put('home_merges', before, wanted, { verb: wanted.status, role: roleFor(caller, before) });
      if (pair) await change.begin(job);
      const words = {
        title: yes ? '合好了' : '没同意合',
        text: `${before.names[1]}家的两户登记，${caller.name}${yes ? '点了头' : '没同意'}${note === '' ? '' : `：${note}`}。`,
      };
      const about = { subject: id, version: stored.version, kind: 'home_merge_answered', page: HOMES_PAGE };
      tellAll(change, [before.askedBy.openid], caller.openid, about, words);
      return { record: id, version: stored.version, note: { task: pair ? job._id : '' } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const undoHomeMerge = action('household.mergeUndo', {
  roles: REGISTRY_KEEPERS,
  async change({ merge: id, version, note }, ctx) {
    const { repos, caller } = ctx;
    const seen = await repos.homeMerges.merge(id, REGISTRY_KEEPERS);
    if (!homeMergeView(seen, ctx).can.includes('undo'))
      throw new Problem('not_possible_now', { message: '合过七天，或者已经撤销了，不能再撤。', next: '要分开，按新立一户办。' });
    await demandFit({ note }, ctx);
    const refs = [...seen.refs, ...(await homeRefsSince(seen, ctx))];
    const [happenings, job] = [[newHappeningId(), newHappeningId()] as const, begins(seen, true, refs, ctx)];
    return ctx.change(async (change) => {
      const before = await change.get<HomeMergeRecord>('home_merges', id);
      if (before?.status !== 'done' || !before.changed) throw new Problem('already_done', { message: '已经撤销了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      await undoHome(change, before, note, happenings, ctx);
      const undone = { ...before, status: 'undone' as const, note: note === '' ? before.note : note };
      const stored = await change.put('home_merges', before, undone, { verb: 'undo', role: roleFor(caller, before) });
      await change.begin(job);
      return { record: id, version: stored.version, note: { task: job._id } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const homeMergeList = action('household.merges', {
  roles: REGISTRY_KEEPERS,
  async run({ cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.homeMerges.merges(REGISTRY_KEEPERS, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map((one) => homeMergeView(one, ctx)), next: last?.sortKey ?? null };
  },
});
