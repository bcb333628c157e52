// Merging two records of one person with nothing lost: looked at side by side, confirmed by a second person where money is concerned, undone
// within seven days. What hangs on the one that goes stays reachable through the one that stays (gone.into, mergedFrom).
import { randomUUID } from 'node:crypto';
import { roleFor } from '@shared/access';
import { type FieldValue, fieldOf } from '@shared/domain/fields/registry-fields';
import type { Gone, HistoryRecord, MergeRecord, PersonRecord, TwinRecord } from '@shared/domain/records';
import { isKin } from '@shared/listing/kin';
import { twinId } from '@shared/repos/merges';
import { action } from '@shared/runtime/action';
import { canonical } from '@shared/runtime/canonical';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { historyEntry } from '@shared/runtime/history';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import type { MergeInput } from '@shared/works/registry-merge';
import { demandFit } from './fit';
import { newHappeningId, putHappening } from './happenings';
import { differing, hangsOf, MERGE_CONFIRMERS, mergeViewOf, type Pair, pairOf } from './merge-parts';
import { renameHead } from './person-edit';
import { personSheetOf, REGISTRY_KEEPERS } from './registry-parts';
import { writtenPerson } from './registry-write';

const PAGE = 20;

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

const SEALED_PLACES: Readonly<Record<string, (person: PersonRecord) => string | null | undefined>> = {
  idNumber: ({ idNumber }) => idNumber,
  phone: ({ phone }) => phone,
  account: ({ account }) => account?.sealed,
  disabilityCert: ({ disability }) => disability?.cert,
  contactPhone: ({ contact }) => contact?.phone,
};

/** The values of the fields taken, clear where they are sealed: they are sealed anew in their new place. The merge itself is the audit entry. */
function takenValues(take: readonly string[], drop: PersonRecord, ctx: Context): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const id of take) {
    const field = fieldOf('persons', id);
    if (!field) throw new Problem('bad_input', { fields: { take: '没有这一项' } });
    if (!field.sealed) values[id] = field.read(drop);
    else {
      const sealed = SEALED_PLACES[field.sealed]?.(drop) ?? null;
      values[id] = sealed === null ? '' : ctx.open({ collection: 'persons', record: drop._id, field: field.sealed }, sealed);
    }
  }
  // A number and what goes with it are one thing.
  if (values['account.number'] !== undefined)
    Object.assign(values, { 'account.bank': drop.account?.bank ?? '', 'account.holder': drop.account?.holder ?? '' });
  if (values.idNumber !== undefined) {
    delete values.sex;
    delete values.born;
  }
  return values;
}

/** Puts two records together within a change: 12 documents and the merge's own. */
async function perform(change: Change, merge: MergeRecord, pair: Pair, happening: string, ctx: Context): Promise<MergeRecord['changed']> {
  const { caller, today } = ctx;
  const [keep, drop] = await Promise.all([
    change.get<PersonRecord>('persons', merge.keep),
    change.get<PersonRecord>('persons', merge.drop),
  ]);
  if (keep?.status !== 'active' || drop?.status !== 'active')
    throw new Problem('not_possible_now', { message: '有一条已经不在册了，重新看一遍。' });
  if (keep.version !== merge.versions[0] || drop.version !== merge.versions[1])
    throw new Problem('changed_meanwhile', { message: '看的时候到现在，有人改过其中一条。', next: '重新看一遍再合。' });
  const gone: Gone = { why: 'merged', on: today, note: merge.note, into: keep._id };
  // Its number is nobody else's as long as it holds it: it is given free first, and comes back with an undoing.
  const away: PersonRecord = {
    ...drop,
    status: 'gone',
    gone,
    idIndex: merge.take.includes('idNumber') ? `merged:${drop._id}` : drop.idIndex,
  };
  const role = roleFor(caller, keep);
  const detail = { keep: keep._id, drop: drop._id, take: merge.take.join(' ') };
  const dropped = await change.put('persons', drop, away, { verb: 'merge', role, detail });
  const values = takenValues(merge.take, drop, ctx);
  const written = await writtenPerson(keep, values, ctx);
  const wanted = { ...written, mergedFrom: [...(keep.mergedFrom ?? []), drop._id, ...(drop.mergedFrom ?? [])] };
  const kept = await change.put('persons', keep, wanted, { verb: 'merge', role, detail });
  if (kept.name !== keep.name && kept.relation === '户主') await renameHead(change, kept, ctx);
  const words = `和${pair.households.drop?.headName ?? ''}家的${drop.name}合成一条${merge.note === '' ? '' : `，${merge.note}`}`;
  const household = pair.households.keep ?? { _id: keep.household, headName: '' };
  await putHappening(change, { id: happening, kind: 'merged', place: keep, person: kept, household, on: today, words }, ctx);
  const twin = await change.get<TwinRecord>('twins', twinId(keep._id, drop._id));
  if (twin?.status === 'open') await change.put('twins', twin, { ...twin, status: 'merged' as const }, { verb: 'merge', role });
  const deed = { at: ctx.now, action: ctx.action, verb: 'merge', by: { openid: caller.openid, role } };
  const changes = (before: PersonRecord, after: PersonRecord): HistoryRecord['changed'] =>
    historyEntry('persons', before, after, deed)?.changed ?? [];
  return { keep: changes(keep, kept), drop: changes(drop, dropped) };
}

function begins(kind: 'merge' | 'unmerge', merge: MergeRecord, ctx: Pick<Context, 'caller' | 'now' | 'requestId'>) {
  const input: MergeInput = { keep: merge.keep, drop: merge.drop, refs: merge.refs, back: kind === 'unmerge' };
  if (merge.refs.length === 0) return null;
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
    return ctx.change(async (change) => {
      const role = roleFor(caller, keep);
      if (draft.money) {
        const [a, b] = [await change.get<PersonRecord>('persons', keepId), await change.get<PersonRecord>('persons', dropId)];
        if (a?.version !== keepVersion || b?.version !== dropVersion) throw new Problem('changed_meanwhile');
        await change.put('merges', null, draft, { verb: 'ask', role });
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
    const [happening, job] = [newHappeningId(), yes ? begins('merge', seen, ctx) : null];
    return ctx.change(async (change) => {
      const before = await change.get<MergeRecord>('merges', id);
      if (before?.status !== 'asked') throw new Problem('already_done', { message: '这一件已经有人定了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const doneBy = { openid: caller.openid, name: caller.name };
      const changed = pair ? await perform(change, before, pair, happening, ctx) : null;
      const wanted: MergeRecord = {
        ...before,
        status: yes ? 'done' : 'declined',
        doneAt: now,
        doneBy,
        changed,
        note: note === '' ? before.note : note,
      };
      const stored = await change.put('merges', before, wanted, { verb: wanted.status, role: roleFor(caller, before) });
      if (job) await change.begin(job);
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

/** What the merge changed, taken back where nobody wrote since. */
function takenBack(person: PersonRecord, changed: HistoryRecord['changed']): PersonRecord {
  const fields: Record<string, unknown> = { ...person };
  for (const { field, was, is, wasAbsent } of changed) {
    if (canonical(fields[field] ?? null) !== canonical(is ?? null)) continue;
    if (wasAbsent) delete fields[field];
    else fields[field] = was;
  }
  return fields as unknown as PersonRecord;
}

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
