// Moves by whoever keeps both places: one person to another household, a whole household to another village. What goes along is said before.
import type { Output } from '@shared/contract';
import { HEAD_RELATIONS } from '@shared/domain/options';
import type { ClaimRecord } from '@shared/domain/records';
import { statusWords } from '@shared/domain/words/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { openProposals, overtake } from './handover-parts';
import { demandRelation } from './person-edit';
import { demandKeeping, householdSheetOf, personSheetOf, REGISTRY_KEEPERS } from './registry-parts';
import { belongingsOf, relocateHousehold, relocatePerson, stayingBehind } from './relocating';

export const claimWords = ({ personName, period, status }: ClaimRecord): string =>
  `${personName} ${period} 年的申领（${statusWords(status, 'official')}），由原村办完`;

export const moveLook = action('household.moveLook', {
  roles: REGISTRY_KEEPERS,
  async run({ household: id, person }, ctx) {
    const { repos } = ctx;
    const household = await repos.registry.householdInScope(id, REGISTRY_KEEPERS);
    const members = (await repos.registry.members([household])).filter(({ _id, status }) =>
      person === undefined ? status === 'active' : _id === person,
    );
    const found = await belongingsOf(members, ctx);
    const count = (n: number, words: string) => (n > 0 ? [`${words} ${n} 条`] : []);
    const villages = await repos.places.villagesIn(ctx.caller.grants.filter(({ role }) => REGISTRY_KEEPERS.includes(role)));
    const own = new Set(villages.map(({ _id }) => _id));
    const others = await repos.places.villagesIn([{ level: 'county', code: household.county }]);
    const named = ({ _id, name }: { _id: string; name: string }) => ({ code: _id, name });
    return {
      people: members.length,
      goes: [
        ...count(found.spells, '没结束的务工记录'),
        ...count(found.claimsGo.length, '没交的申领'),
        ...count(found.bonds, '家里人代办'),
        ...count(found.duties, '待办'),
      ],
      stays: [...found.claimsStay.map(claimWords), '以前的务工记录、已经办完的补贴，留在原村的台账里'],
      villages: villages.filter(({ _id }) => _id !== household.village).map(named),
      // The township's own first.
      asks: others
        .filter(({ _id }) => !own.has(_id) && _id !== household.village)
        .sort((a, b) => Number(b.town === household.town) - Number(a.town === household.town))
        .map(named),
    };
  },
});

export function demandDay(on: string, { today }: Pick<Context, 'today'>): void {
  if (on > today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
}

export const movePerson = action('person.move', {
  roles: REGISTRY_KEEPERS,
  async change({ person: id, version, household: target, relation, on, note }, ctx) {
    const { repos } = ctx;
    const [{ person: seen, household: from }, to] = await Promise.all([
      repos.registry.inScope(id, REGISTRY_KEEPERS),
      repos.registry.householdInScope(target, REGISTRY_KEEPERS),
    ]);
    if (seen.status !== 'active') throw new Problem('not_possible_now', { message: `${seen.name}已经不在册，先恢复再迁。` });
    if (to.status !== 'active') throw new Problem('not_possible_now', { message: '要去的那一户已经撤了。' });
    if (seen.household === target) throw new Problem('bad_input', { fields: { household: '本来就在这一户' } });
    if (!(HEAD_RELATIONS as readonly string[]).includes(relation))
      throw new Problem('bad_input', { fields: { relation: '选和户主的关系' } });
    demandKeeping(to, ctx);
    demandDay(on, ctx);
    await demandFit({ note }, ctx);
    const staying = await stayingBehind(seen, ctx);
    await demandRelation({ _id: id, household: target, relation: '', status: 'active' }, { relation }, ctx);
    const { job, write } = await relocatePerson({ seen, from, to, relation, on, note, staying }, ctx);
    const [proposals, place] = await Promise.all([openProposals([id, seen.household], ctx), repos.places.get(to.village)]);
    return ctx.change(async (change) => {
      const stored = await write(change, version);
      await overtake(change, proposals, `${place?.name ?? ''}${to.headName}家`, ctx);
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  async show({ record, note }, _input, ctx) {
    const { person, household } = await ctx.repos.registry.inScope(record);
    return { sheet: await personSheetOf(person, household, ctx), task: note.task === '' ? null : String(note.task) };
  },
});

export const moveHousehold = action('household.move', {
  roles: REGISTRY_KEEPERS,
  async change({ household: id, version, village, group, on, note }, ctx) {
    const { repos } = ctx;
    const [seen, to] = await Promise.all([repos.registry.householdInScope(id, REGISTRY_KEEPERS), repos.places.get(village)]);
    if (to?.level !== 'village') throw new Problem('not_found', { message: '没有这个村。' });
    if (seen.status !== 'active') throw new Problem('not_possible_now', { message: '这一户已经撤了。' });
    if (seen.village === village) throw new Problem('bad_input', { fields: { village: '本来就在这个村；换组在「改登记」里改' } });
    demandKeeping({ county: to.county, town: to.town, village }, ctx);
    demandDay(on, ctx);
    await demandFit({ note, group }, ctx);
    const { job, write } = await relocateHousehold({ seen, to, group, on, note }, ctx);
    const members = await repos.registry.members([seen]);
    const proposals = await openProposals([id, ...members.map(({ _id }) => _id)], ctx);
    return ctx.change(async (change) => {
      const stored = await write(change, version);
      await overtake(change, proposals, to.name, ctx);
      return { record: id, version: stored.version, note: { task: job?._id ?? '' } };
    });
  },
  show: async (outcome, _input, ctx) => movedHousehold(outcome, ctx),
});

/** The household after it, and the work that finishes it. */
export async function movedHousehold(
  { record, note }: { record: string; note: Readonly<Record<string, unknown>> },
  ctx: Context,
): Promise<Output<'household.move'>> {
  const household = await ctx.repos.registry.householdInScope(record);
  return { sheet: await householdSheetOf(household, ctx), task: String(note.task) };
}
