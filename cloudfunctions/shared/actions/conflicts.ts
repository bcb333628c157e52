// What two people wrote differently: in sight with both values, who and when, until the household's keeper or the village head takes one.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import type { ConflictField, ConflictRecord, DutyRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import type { SpellMove } from '@shared/domain/spell-moves';
import { fieldOf } from '@shared/domain/sync/fields';
import { openSpell } from '@shared/domain/sync/merge';
import { VISIT_READERS, VISITORS } from '@shared/repos/visits';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { nextSpellId, putMove } from './spell-parts';
import { patchOf, type Registered } from './visit-merge';

type View = Output<'conflict.decide'>['conflict'];
const PAGE = 20;

function mayDecide(conflict: ConflictRecord, { caller }: Pick<Context, 'caller'>): boolean {
  return (conflict.owner === caller.openid && covers(caller, VISITORS, conflict)) || covers(caller, ['village_head'], conflict);
}

function said(conflict: ConflictRecord, field: string, value: unknown): string {
  if (conflict.collection === 'spells')
    return typeof value === 'string' ? value : ((value as { words?: string } | null)?.words ?? '没有在干的活');
  const shown = field === 'phone' && typeof value === 'object' && value !== null ? (value as { tail: string }).tail : value;
  return fieldOf(conflict.collection, field)?.words(shown) ?? '';
}

async function viewOf(conflict: ConflictRecord, ctx: Context): Promise<View> {
  const village = await ctx.repos.places.get(conflict.village);
  const { _id, version, status, headName, name, ownerName, why, at, fields } = conflict;
  const side = (field: string, { value, at: when, by }: ConflictField['ours']) => ({
    words: said(conflict, field, value),
    at: when,
    by: by.name,
  });
  return {
    id: _id,
    version,
    status,
    headName,
    name,
    villageName: village?.name ?? '',
    ownerName: ownerName === '' ? '村书记/主任' : ownerName,
    why,
    mine: status === 'open' && mayDecide(conflict, ctx),
    at,
    fields: fields.map(({ field, base, ours, theirs, decided }) => ({
      field,
      label: conflict.collection === 'spells' ? '务工' : (fieldOf(conflict.collection, field)?.label ?? field),
      base: said(conflict, field, base),
      ours: side(field, ours),
      theirs: side(field, theirs),
      decided: decided && { take: decided.take, at: decided.at, by: decided.by.name },
    })),
  };
}

export const conflictList = action('conflict.list', {
  roles: VISIT_READERS,
  async run({ status, village, cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    if (village !== undefined) await repos.registry.scopesFor(VISIT_READERS, village);
    const found = await repos.visits.conflicts(status, village, cursor, limit);
    return {
      items: await Promise.all(found.map((one) => viewOf(one, ctx))),
      next: found.length === limit ? (found.at(-1)?.sortKey ?? null) : null,
    };
  },
});

async function writeOurs(
  change: Change,
  conflict: ConflictRecord,
  field: ConflictField,
  spells: SpellRecord[],
  newId: string,
  ctx: Context,
) {
  const detail = { conflict: conflict._id };
  if (conflict.collection === 'spells') {
    const person = await change.get<PersonRecord>('persons', conflict.record);
    if (!person) throw new Problem('not_found');
    const { move, spell } = field.ours.value as { move: SpellMove; spell: string | null };
    // What it was about may have ended since; then it is about the work that goes on now.
    const about = move.kind === 'begin' ? null : (openSpell(spells)?._id ?? spell);
    await putMove(change, spells, { person, spell: about, move, newId, role: 'cadre', today: ctx.today, detail });
    return;
  }
  const before = await change.get<Registered>(conflict.collection, conflict.record);
  if (!before) throw new Problem('not_found');
  await change.put(conflict.collection, before, { ...before, ...patchOf(field.field, field.ours.value) } as Registered, {
    verb: 'decide',
    role: 'cadre',
    detail,
  });
}

export const conflictDecide = action('conflict.decide', {
  roles: ['cadre', 'village_head', 'station_clerk'],
  async change({ conflict: id, version, field: wanted, take }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.visits.conflict(id);
    if (!mayDecide(seen, ctx))
      throw new Problem('not_allowed', { message: `这一样由${seen.ownerName === '' ? '村书记/主任' : seen.ownerName}定。` });
    const spells = seen.collection === 'spells' ? await repos.visits.spells([seen.record]) : [];
    const newId = nextSpellId({ _id: seen.record }, spells);
    return ctx.change(async (change) => {
      const before = await change.get<ConflictRecord>('conflicts', id);
      if (!before) throw new Problem('not_found');
      const field = before.fields.find((one) => one.field === wanted);
      if (!field) throw new Problem('not_found');
      if (field.decided !== null) throw new Problem('already_done', { message: `${field.decided.by.name}已经定过了。` });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (take === 'ours') await writeOurs(change, before, field, spells, newId, ctx);
      const by = { openid: caller.openid, name: caller.name };
      const fields = before.fields.map((one) => (one.field === wanted ? { ...one, decided: { take, at: now, by } } : one));
      const done = fields.every(({ decided }) => decided !== null);
      const stored = await change.put(
        'conflicts',
        before,
        { ...before, fields, status: done ? 'decided' : 'open' },
        { verb: 'decide', role: 'cadre', detail: { field: wanted, take } },
      );
      const duty = done ? await change.get<DutyRecord>('duties', `duty:${id}`) : null;
      if (duty?.status === 'open')
        await change.put(
          'duties',
          duty,
          { ...duty, status: 'done', outcome: { words: '定了', at: now, by } },
          { verb: 'done', role: 'cadre' },
        );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ conflict: await viewOf(await ctx.repos.visits.conflict(record), ctx) }),
});
