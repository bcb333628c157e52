// Who goes: a death, leaving for good, a household nobody is left in; and coming back. Work that was open ends with it; claims stay.
import { roleFor } from '@shared/access';
import type { Gone, HappeningRecord, HistoryRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { MoveProblem, moveSpell } from '@shared/domain/spell-moves';
import { GONE_WORDS } from '@shared/domain/words/registry-past';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { sidesOf } from '@shared/runtime/history';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { tellAll } from './bond-parts';
import { demandFit } from './fit';
import { newHappeningId, putHappening, undoHappening } from './happenings';
import { householdSheetOf, personSheetOf, REGISTRY_KEEPERS } from './registry-parts';

interface Going {
  person: string;
  version: number;
  why: Gone['why'];
  on: string;
  note: string;
}

/** The spell as it is when the work ends with the person. A day before its beginning ends it on its first day. */
function endedWith(spell: SpellRecord, { why, on }: Pick<Going, 'why' | 'on'>, today: string): SpellRecord {
  const last = on < spell.start ? spell.start : on;
  try {
    const { changed } = moveSpell([spell], spell._id, { kind: 'back', on: last, reason: GONE_WORDS[why] }, today);
    return changed ?? spell;
  } catch (error) {
    if (error instanceof MoveProblem) throw new Problem('bad_input', { fields: { [error.field]: error.message } });
    throw error;
  }
}

async function takeOff({ person: id, version, why, on, note }: Going, ctx: Context): Promise<Outcome> {
  const { repos, caller, today } = ctx;
  const { person: seen, household } = await repos.registry.inScope(id, REGISTRY_KEEPERS);
  if (seen.status !== 'active') throw new Problem('already_done', { message: `${seen.name}已经不在册了。` });
  if (on > today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
  if (on < seen.born) throw new Problem('bad_input', { fields: { on: '比出生日期还早' } });
  await demandFit({ note }, ctx);
  const open = (await repos.spells.ofPerson(seen)).filter(({ status }) => status === 'open');
  const told =
    why === 'dead' ? (await repos.bonds.ofPerson(seen)).filter((bond) => bond.as === 'helper' && bond.status === 'confirmed') : [];
  const happening = newHappeningId();
  return ctx.change(async (change) => {
    const before = await change.get<PersonRecord>('persons', id);
    if (before?.status !== 'active') throw new Problem('already_done', { message: `${seen.name}已经不在册了。` });
    if (before.version !== version) throw new Problem('changed_meanwhile');
    const role = roleFor(caller, before);
    const gone: Gone = { why, on, note, into: null };
    const status = why === 'dead' ? 'dead' : 'gone';
    const stored = await change.put(
      'persons',
      before,
      { ...before, status, gone },
      { verb: why === 'dead' ? 'died' : 'leave', role, detail: { why, on } },
    );
    let ended: HappeningRecord['spell'] = null;
    // More than one open work is a doubt of the ledger; each is ended, the newest is the one begun again on coming back.
    for (const one of open.slice(-2)) {
      const spell = await change.get<SpellRecord>('spells', one._id);
      if (spell?.status !== 'open') continue;
      const after = await change.put('spells', spell, endedWith(spell, { why, on }, today), { verb: 'back', role, detail: { why } });
      ended = { id: after._id, version: after.version };
    }
    const words = [GONE_WORDS[why], note].filter((part) => part !== '').join('，');
    const about = { place: before, person: before, household: household ?? { _id: before.household, headName: '' } };
    await putHappening(change, { id: happening, kind: why === 'dead' ? 'died' : 'left', ...about, on, words, spell: ended }, ctx);
    if (why === 'dead')
      tellAll(
        change,
        told.map(({ openid }) => openid).slice(0, 2),
        caller.openid,
        { subject: id, version: stored.version, kind: 'person_gone' },
        { title: `${before.name}登记为去世`, text: '没办完的补贴还按政策办，钱归家里。登错了，马上给村里打电话。' },
      );
    if (why === 'dead' && household?.keeper)
      tellAll(
        change,
        [household.keeper],
        caller.openid,
        { subject: id, version: stored.version, kind: 'person_gone', page: `packages/registry/person/person?id=${encodeURIComponent(id)}` },
        { title: `${before.name}登记为去世`, text: `您包的${household.headName}家。看看要不要换户主，没办完的补贴怎么办。` },
      );
    return { record: id, version: stored.version, note: {} };
  });
}

async function shown({ record }: Outcome, ctx: Context) {
  const { person, household } = await ctx.repos.registry.inScope(record);
  const others = (await ctx.repos.registry.members([{ _id: person.household }])).filter(({ status }) => status === 'active');
  return {
    sheet: await personSheetOf(person, household, ctx),
    needsHead: others.length > 0 && !others.some(({ relation }) => relation === '户主'),
  };
}

export const personDied = action('person.die', {
  roles: REGISTRY_KEEPERS,
  change: (input, ctx) => takeOff({ ...input, why: 'dead' }, ctx),
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const personLeaves = action('person.leave', {
  roles: REGISTRY_KEEPERS,
  change: (input, ctx) => takeOff(input, ctx),
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const restorePerson = action('person.restore', {
  roles: REGISTRY_KEEPERS,
  async change({ person: id, version, note }, ctx) {
    const { repos, caller, today } = ctx;
    const { person: seen, household } = await repos.registry.inScope(id, REGISTRY_KEEPERS);
    if (seen.status === 'active') throw new Problem('already_done', { message: `${seen.name}本来就在册。` });
    if (seen.gone?.why === 'merged')
      throw new Problem('not_possible_now', { message: '这一条已经合到另一条里了。', next: '合错了，到那一条的页上撤销合并。' });
    if (household?.status !== 'active')
      throw new Problem('not_possible_now', { message: '原来那一户已经撤了。', next: '先把人迁到现在的户。' });
    await demandFit({ note }, ctx);
    const members = (await repos.registry.members([household])).filter(({ status, _id }) => status === 'active' && _id !== id);
    const taken = (relation: string) => ['户主', '配偶'].includes(relation) && members.some((one) => one.relation === relation);
    const [last] = (await repos.happenings.ofPerson(seen)).filter(
      ({ status, undone }) => (status === 'died' || status === 'left') && undone === null,
    );
    const happening = newHappeningId();
    return ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const role = roleFor(caller, before);
      const back = { ...before, status: 'active', gone: null, relation: taken(before.relation) ? '其他' : before.relation };
      const stored = await change.put('persons', before, back, { verb: 'restore', role });
      if (last?.spell) {
        const spell = await change.get<SpellRecord>('spells', last.spell.id);
        const entry = await change.get<HistoryRecord>('field_history', `${last.spell.id}:${last.spell.version}`);
        // Touched since, it is somebody else's word now and stays as it is.
        if (spell && entry && spell.version === last.spell.version) {
          const was = sidesOf(spell as unknown as Record<string, unknown>, entry.changed).before as unknown as SpellRecord;
          await change.put(
            'spells',
            spell,
            { ...was, _id: spell._id, version: spell.version, auditHead: spell.auditHead },
            { verb: 'restore', role },
          );
        }
      }
      if (last) await undoHappening(change, last._id, ctx);
      await putHappening(
        change,
        { id: happening, kind: 'restored', place: before, person: before, household, on: today, words: note },
        ctx,
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  async show({ record }, _input, ctx) {
    const { person, household } = await ctx.repos.registry.inScope(record);
    return { sheet: await personSheetOf(person, household, ctx) };
  },
});

export const closeHousehold = action('household.close', {
  roles: REGISTRY_KEEPERS,
  async change({ household: id, version, note }, ctx) {
    const { repos, caller, today } = ctx;
    const seen = await repos.registry.householdInScope(id, REGISTRY_KEEPERS);
    const left = (await repos.registry.members([seen])).filter(({ status }) => status === 'active');
    if (left.length > 0)
      throw new Problem('not_possible_now', {
        message: `这一户还有 ${left.length} 口人在册：${left
          .slice(0, 3)
          .map(({ name }) => name)
          .join('、')}。`,
        next: '先把人迁走，或者登记减少。',
      });
    await demandFit({ note }, ctx);
    const happening = newHappeningId();
    return ctx.change(async (change) => {
      const before = await change.get<HouseholdRecord>('households', id);
      if (before?.status !== 'active') throw new Problem('already_done', { message: '这一户已经撤了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const gone: Gone = { why: 'other', on: today, note, into: null };
      const stored = await change.put(
        'households',
        before,
        { ...before, status: 'gone', gone },
        { verb: 'close', role: roleFor(caller, before) },
      );
      await putHappening(
        change,
        { id: happening, kind: 'household_closed', place: before, person: null, household: before, on: today, words: note },
        ctx,
      );
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ sheet: await householdSheetOf(await ctx.repos.registry.householdInScope(record), ctx) }),
});
