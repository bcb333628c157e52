// Who goes: a death, leaving for good, a household nobody is left in; and coming back. Work that was open ends with it; claims stay.
import { roleFor } from '@shared/access';
import type { Gone, HistoryRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { sidesOf } from '@shared/runtime/history';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { newHappeningId, putHappening, undoHappening } from './happenings';
import { demandDay, readyToLeave, takeOff } from './leaving';
import { closeReturns, returnDuties } from './newcomer-duty';
import { householdSheetOf, personSheetOf, REGISTRY_KEEPERS } from './registry-parts';

interface Going {
  person: string;
  version: number;
  why: Gone['why'];
  on: string;
  note: string;
}

async function goes({ person: id, version, why, on, note }: Going, ctx: Context): Promise<Outcome> {
  const { repos, today } = ctx;
  const { person: seen, household } = await repos.registry.inScope(id, REGISTRY_KEEPERS);
  if (seen.status !== 'active') throw new Problem('already_done', { message: `${seen.name}已经不在册了。` });
  demandDay(seen, on, today);
  await demandFit({ note }, ctx);
  const ready = await readyToLeave(seen, household, why, ctx);
  return ctx.change(async (change) => {
    const before = await change.get<PersonRecord>('persons', id);
    if (before?.status !== 'active') throw new Problem('already_done', { message: `${seen.name}已经不在册了。` });
    if (before.version !== version) throw new Problem('changed_meanwhile');
    const stored = await takeOff(change, before, { why, on, note }, ready, ctx);
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
  change: (input, ctx) => goes({ ...input, why: 'dead' }, ctx),
  show: (outcome, _input, ctx) => shown(outcome, ctx),
});

export const personLeaves = action('person.leave', {
  roles: REGISTRY_KEEPERS,
  change: (input, ctx) => goes(input, ctx),
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
    const duties = await returnDuties(seen, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const role = roleFor(caller, before);
      const back = { ...before, status: 'active', gone: null, relation: taken(before.relation) ? '其他' : before.relation };
      const stored = await change.put('persons', before, back, { verb: 'restore', role });
      await closeReturns(change, duties, stored, ctx);
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
