// Merging two records of one person with nothing lost: looked at side by side, confirmed by a second person where money is concerned, undone
// within seven days. What hangs on the one that goes stays reachable through the one that stays (gone.into, mergedFrom).
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import type { MergeRecord, PersonRecord } from '@shared/domain/records';
import { isKin } from '@shared/listing/kin';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import type { MergeInput } from '@shared/works/registry-merge';
import { tellAll } from './bond-parts';
import { demandFit } from './fit';
import { newHappeningId, putHappening } from './happenings';
import { confirmersOf, differing, hangsOf, MERGE_CONFIRMERS, mergeViewOf, type Pair, pairOf } from './merge-parts';
import { perform, takenBack } from './merge-perform';
import { personSheetOf, REGISTRY_KEEPERS } from './registry-parts';

const PAGE = 20;
const TWINS_PAGE = 'packages/registry/twins/twins';

export const mergeLook = action('merge.look', {
  roles: REGISTRY_KEEPERS,
  async run({ keep, drop }, ctx) {
    const pair = await pairOf(keep, drop, ctx);
    const [one, other] = await Promise.all([
      personSheetOf(pair.keep, pair.households.keep, ctx),
      personSheetOf(pair.drop, pair.households.drop, ctx),
    ]);
    return { keep: one, drop: other, bars: pair.bars, hangs: hangsOf(pair), second: pair.second, differ: differing(pair.keep, pair.drop) };
  },
});

function demandMergeable({ bars, keep, drop }: Pair, { caller }: Pick<Context, 'caller'>): void {
  if (bars.length > 0)
    throw new Problem('not_possible_now', { message: `现在合不了：${bars.join('；')}。`, next: '照上面说的先办，再来合。' });
  if (isKin(caller, keep) || isKin(caller, drop)) throw new Problem('not_allowed', { message: '自己和自己家里人的登记，请别的干部合。' });
}

const wishRefs = ({ wishes }: Pair) => wishes.map(({ _id: id }) => ({ collection: 'applications' as const, id }));

function begins(kind: 'merge' | 'unmerge', merge: MergeRecord, ctx: Pick<Context, 'caller' | 'now' | 'requestId'>) {
  const stays = merge.stayed.length > 0 ? { stayed: merge._id } : {};
  const input: MergeInput = { keep: merge.keep, drop: merge.drop, refs: merge.refs, back: kind === 'unmerge', ...stays };
  if (merge.refs.length === 0 && merge.stayed.length === 0) return null;
  const { county, town, village } = merge;
  return newJob('registry.merge', onceKey(ctx), input, { owner: ctx.caller.openid, county, town, village }, ctx.now);
}

async function shown({ record, note }: Outcome, ctx: Context) {
  const merge = await ctx.repos.merges.merge(record, REGISTRY_KEEPERS);
  return { merge: mergeViewOf(merge, ctx), task: note.task ? String(note.task) : null };
}

export const askMerge = action('merge.ask', {
  roles: REGISTRY_KEEPERS,
  limit: { times: 60, seconds: 3600 },
  async change({ keep: keepId, keepVersion, drop: dropId, dropVersion, take, note }, ctx) {
    const { caller, now } = ctx;
    await demandFit({ note }, ctx);
    const pair = await pairOf(keepId, dropId, ctx);
    demandMergeable(pair, ctx);
    const { keep, drop, spells, bonds, second } = pair;
    // A relation is to the head of one's own household.
    const differ = differing(keep, drop).filter((id) => id !== 'relation' || keep.household === drop.household);
    // What a real number says is not chosen beside it; bank and holder come with their card.
    const follows = ['account.bank', 'account.holder', ...(keep.idStandIn === true ? [] : ['sex', 'born'])];
    const chosen = take.filter((id) => differ.includes(id) && !follows.includes(id));
    const [_id, happening] = [`merge:${randomUUID()}`, newHappeningId()];
    const draft: MergeRecord = {
      _id,
      county: keep.county,
      town: keep.town,
      village: keep.village === drop.village ? keep.village : '',
      status: 'asked',
      sortKey: `${now}:${_id}`,
      keep: keepId,
      drop: dropId,
      names: [keep.name, drop.name],
      take: chosen,
      money: second !== '',
      versions: [keepVersion, dropVersion],
      refs: [
        ...spells.go.map(({ _id: id }) => ({ collection: 'spells' as const, id })),
        ...bonds.map(({ _id: id }) => ({ collection: 'bonds' as const, id })),
        ...wishRefs(pair),
      ],
      stayed: spells.stay.map(({ _id: id }) => id),
      askedAt: now,
      askedBy: { openid: caller.openid, name: caller.name },
      doneAt: null,
      doneBy: null,
      changed: null,
      note,
      version: 0,
      auditHead: '',
    };
    const job = draft.money ? null : begins('merge', draft, ctx);
    const confirmers = draft.money ? await confirmersOf(draft, ctx) : [];
    return ctx.change(async (change) => {
      const role = roleFor(caller, keep);
      if (draft.money) {
        const [a, b] = [await change.get<PersonRecord>('persons', keepId), await change.get<PersonRecord>('persons', dropId)];
        if (a?.version !== keepVersion || b?.version !== dropVersion) throw new Problem('changed_meanwhile');
        await change.put('merges', null, draft, { verb: 'ask', role });
        const words = { title: '有一件合并等您点头', text: `${caller.name}要把${drop.name}的两条登记合成一条：${second}。` };
        tellAll(change, confirmers, caller.openid, { subject: _id, version: 0, kind: 'merge_asked', page: TWINS_PAGE }, words);
        return { record: _id, version: 0, note: { task: '' } };
      }
      const changed = await perform(change, draft, pair, happening, ctx);
      const done: MergeRecord = { ...draft, status: 'done', doneAt: now, doneBy: draft.askedBy, changed };
      await change.put('merges', null, done, { verb: 'done', role });
      if (job) await change.begin(job);
      return { record: _id, version: 0, note: { task: job?._id ?? '' } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const confirmMerge = action('merge.confirm', {
  roles: MERGE_CONFIRMERS,
  async change({ merge: id, version, yes, note }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.merges.merge(id, MERGE_CONFIRMERS);
    if (seen.askedBy.openid === caller.openid) throw new Problem('not_allowed', { message: '要合的是您自己，得另一个人来点头。' });
    await demandFit({ note }, ctx);
    const pair = yes ? await pairOf(seen.keep, seen.drop, ctx) : null;
    if (pair) demandMergeable(pair, ctx);
    // Wanted since somebody asked for it: that goes over too.
    const refs = pair ? [...seen.refs.filter(({ collection }) => collection !== 'applications'), ...wishRefs(pair)] : seen.refs;
    const [happening, job] = [newHappeningId(), yes ? begins('merge', { ...seen, refs }, ctx) : null];
    return ctx.change(async (change) => {
      const before = await change.get<MergeRecord>('merges', id);
      if (before?.status !== 'asked') throw new Problem('already_done', { message: '这一件已经有人定了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const doneBy = { openid: caller.openid, name: caller.name };
      const changed = pair ? await perform(change, before, pair, happening, ctx) : null;
      const wanted: MergeRecord = {
        ...before,
        refs,
        status: yes ? 'done' : 'declined',
        doneAt: now,
        doneBy,
        changed,
        note: note === '' ? before.note : note,
      };
      const stored = await change.put('merges', before, wanted, { verb: wanted.status, role: roleFor(caller, before) });
      if (job) await change.begin(job);
      const words = {
        title: yes ? '合好了' : '没同意合',
        text: `${before.names[1]}的两条登记，${caller.name}${yes ? '点了头' : '没同意'}${note === '' ? '' : `：${note}`}。`,
      };
      tellAll(
        change,
        [before.askedBy.openid],
        caller.openid,
        { subject: id, version: stored.version, kind: 'merge_answered', page: TWINS_PAGE },
        words,
      );
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const undoMerge = action('merge.undo', {
  roles: REGISTRY_KEEPERS,
  async change({ merge: id, version, note }, ctx) {
    const { repos, caller, today } = ctx;
    const seen = await repos.merges.merge(id, REGISTRY_KEEPERS);
    if (!mergeViewOf(seen, ctx).can.includes('undo'))
      throw new Problem('not_possible_now', { message: '合过七天，或者已经撤销了，不能再撤。', next: '要分开，按漏登再登一条。' });
    await demandFit({ note }, ctx);
    const { person, household } = await repos.registry.inScope(seen.keep, REGISTRY_KEEPERS);
    const [happening, job] = [newHappeningId(), begins('unmerge', seen, ctx)];
    return ctx.change(async (change) => {
      const before = await change.get<MergeRecord>('merges', id);
      if (before?.status !== 'done' || !before.changed) throw new Problem('already_done', { message: '已经撤销了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const [keep, drop] = [await change.get<PersonRecord>('persons', before.keep), await change.get<PersonRecord>('persons', before.drop)];
      if (!keep || !drop) throw new Problem('not_found');
      const role = roleFor(caller, keep);
      const merged = (keep.mergedFrom ?? []).filter((one) => one !== drop._id && !(drop.mergedFrom ?? []).includes(one));
      const { mergedFrom: _was, ...rest } = takenBack(
        keep,
        before.changed.keep.filter(({ field }) => field !== 'mergedFrom'),
      );
      // The one that stays gives the number back before the other takes it again.
      const kept = await change.put('persons', keep, (merged.length > 0 ? { ...rest, mergedFrom: merged } : rest) as PersonRecord, {
        verb: 'unmerge',
        role,
      });
      await change.put('persons', drop, takenBack(drop, before.changed.drop), { verb: 'unmerge', role });
      const stored = await change.put(
        'merges',
        before,
        { ...before, status: 'undone' as const, note: note === '' ? before.note : note },
        { verb: 'undo', role },
      );
      const words = `和${drop.name}的合并撤销了${note === '' ? '' : `，${note}`}`;
      await putHappening(
        change,
        {
          id: happening,
          kind: 'unmerged',
          place: keep,
          person: kept,
          household: household ?? { _id: person.household, headName: '' },
          on: today,
          words,
        },
        ctx,
      );
      if (job) await change.begin(job);
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const mergeList = action('merge.list', {
  roles: REGISTRY_KEEPERS,
  async run({ cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.merges.merges(REGISTRY_KEEPERS, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: found.map((one) => mergeViewOf(one, ctx)), next: last?.sortKey ?? null };
  },
});
