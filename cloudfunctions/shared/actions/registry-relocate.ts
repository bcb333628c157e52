// Moves: one person to another household, a whole household to another village; another head. What goes along is said before it is done.
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { HEAD_RELATIONS } from '@shared/domain/options';
import type {
  BondRecord,
  CheckRecord,
  ClaimRecord,
  DutyRecord,
  Gone,
  HouseholdRecord,
  PersonRecord,
  SpellRecord,
} from '@shared/domain/records';
import { statusWords } from '@shared/domain/words/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { among } from '@shared/runtime/store';
import type { MoveInput, MoveRef } from '@shared/works/registry-move';
import { demandFit } from './fit';
import { newHappeningId, putHappening } from './happenings';
import { demandRelation } from './person-edit';
import { demandKeeping, householdSheetOf, personSheetOf, REGISTRY_KEEPERS } from './registry-parts';

const MOST = 1000;
/** Claims the person still has in hand go along; those handed in are finished where they were handed in. */
const IN_HAND: readonly string[] = ['draft', 'returned'];
const FINISHED: readonly string[] = ['paid', 'rejected', 'withdrawn'];

interface Belongings {
  refs: MoveRef[];
  spells: number;
  bonds: number;
  duties: number;
  claimsGo: ClaimRecord[];
  claimsStay: ClaimRecord[];
}

/** What hangs on people: what goes along with them and what stays. */
export async function belongingsOf(persons: readonly PersonRecord[], { store }: Pick<Context, 'store'>): Promise<Belongings> {
  const person = among(persons.map(({ _id }) => _id));
  const of = <T extends { _id: string }>(collection: 'spells' | 'bonds' | 'claims' | 'duties' | 'checks') =>
    store.list<T>(collection, { where: { person }, limit: MOST });
  const [spells, bonds, claims, duties, checks] = await Promise.all([
    of<SpellRecord>('spells'),
    of<BondRecord>('bonds'),
    of<ClaimRecord>('claims'),
    of<DutyRecord>('duties'),
    of<CheckRecord>('checks'),
  ]);
  const open = spells.filter(({ status }) => status === 'open');
  const held = bonds.filter(({ status }) => status === 'asked' || status === 'confirmed');
  const due = duties.filter(({ status }) => status === 'open');
  const asked = checks.filter(({ status }) => status === 'due');
  const claimsGo = claims.filter(({ status }) => IN_HAND.includes(status));
  const refs = (collection: MoveRef['collection'], rows: readonly { _id: string }[]): MoveRef[] =>
    rows.map(({ _id }) => ({ collection, id: _id }));
  return {
    refs: [...refs('spells', open), ...refs('bonds', held), ...refs('claims', claimsGo), ...refs('duties', due), ...refs('checks', asked)],
    spells: open.length,
    bonds: held.length,
    duties: due.length,
    claimsGo,
    claimsStay: claims.filter(({ status }) => !IN_HAND.includes(status) && !FINISHED.includes(status)),
  };
}

const claimWords = ({ personName, period, status }: ClaimRecord): string =>
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
    return {
      people: members.length,
      goes: [
        ...count(found.spells, '没结束的务工记录'),
        ...count(found.claimsGo.length, '没交的申领'),
        ...count(found.bonds, '家里人代办'),
        ...count(found.duties, '待办'),
      ],
      stays: [...found.claimsStay.map(claimWords), '以前的务工记录、已经办完的补贴，留在原村的台账里'],
      villages: villages.filter(({ _id }) => _id !== household.village).map(({ _id, name }) => ({ code: _id, name })),
    };
  },
});

function demandDay(on: string, { today }: Pick<Context, 'today'>): void {
  if (on > today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
}

const townOf = ({ county, town }: { county: string; town: string }) => ({ county, town, village: '' });

export const movePerson = action('person.move', {
  roles: REGISTRY_KEEPERS,
  async change({ person: id, version, household: target, relation, on, note }, ctx) {
    const { repos, caller, now } = ctx;
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
    const staying = (await repos.registry.members([{ _id: seen.household }])).filter(
      ({ status, _id }) => status === 'active' && _id !== id,
    );
    if (seen.relation === '户主' && staying.length > 0)
      throw new Problem('not_possible_now', {
        message: `${seen.name}是户主，家里还有 ${staying.length} 口人。`,
        next: '先给原来那一户换户主，再迁。',
      });
    await demandRelation({ _id: id, household: target, relation: '', status: 'active' }, { relation }, ctx);
    const place = { county: to.county, town: to.town, village: to.village };
    const { refs } = seen.village === to.village ? { refs: [] } : await belongingsOf([seen], ctx);
    const drafts = seen.village === to.village ? [] : refs;
    const [out, into] = [newHappeningId(), newHappeningId()];
    const job =
      drafts.length === 0
        ? null
        : newJob<MoveInput>(
            'registry.move',
            onceKey(ctx),
            { refs: drafts, to: place, household: target },
            { owner: caller.openid, ...townOf(place) },
            now,
          );
    const [fromName, toName] = await Promise.all(
      [seen.village, to.village].map(async (code) => (await repos.places.get(code))?.name ?? ''),
    );
    return ctx.change(async (change) => {
      const before = await change.get<PersonRecord>('persons', id);
      if (before?.status !== 'active') throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const role = roleFor(caller, before);
      const stored = await change.put(
        'persons',
        before,
        { ...before, ...place, household: target, relation },
        { verb: 'move', role, detail: { from: before.household, to: target } },
      );
      const words = note === '' ? '' : `，${note}`;
      await putHappening(
        change,
        {
          id: out,
          kind: 'out_to',
          place: before,
          person: before,
          household: from ?? { _id: before.household, headName: '' },
          on,
          words: `迁到${toName}${to.headName}家${words}`,
        },
        ctx,
      );
      await putHappening(
        change,
        {
          id: into,
          kind: 'in_from',
          place: to,
          person: before,
          household: to,
          on,
          words: `从${fromName}${from?.headName ?? ''}家迁来${words}`,
        },
        ctx,
      );
      if (from && staying.length === 0) {
        const emptied = await change.get<HouseholdRecord>('households', from._id);
        const gone: Gone = { why: 'moved_out', on, note: '', into: target };
        if (emptied?.status === 'active')
          await change.put('households', emptied, { ...emptied, status: 'gone', gone }, { verb: 'close', role });
      }
      if (job) await change.begin(job);
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
    const { repos, caller, now } = ctx;
    const [seen, to] = await Promise.all([repos.registry.householdInScope(id, REGISTRY_KEEPERS), repos.places.get(village)]);
    if (to?.level !== 'village') throw new Problem('not_found', { message: '没有这个村。' });
    if (seen.status !== 'active') throw new Problem('not_possible_now', { message: '这一户已经撤了。' });
    if (seen.village === village) throw new Problem('bad_input', { fields: { village: '本来就在这个村；换组在「改登记」里改' } });
    const place = { county: to.county, town: to.town, village };
    demandKeeping(place, ctx);
    demandDay(on, ctx);
    await demandFit({ note, group }, ctx);
    const members = await repos.registry.members([seen]);
    const { refs } = await belongingsOf(
      members.filter(({ status }) => status === 'active'),
      ctx,
    );
    const everything: MoveRef[] = [...members.map(({ _id }) => ({ collection: 'persons' as const, id: _id })), ...refs];
    const job = newJob<MoveInput>(
      'registry.move',
      onceKey(ctx),
      { refs: everything, to: place, household: id },
      { owner: caller.openid, ...townOf(place) },
      now,
    );
    const fromName = (await repos.places.get(seen.village))?.name ?? '';
    const [out, into] = [newHappeningId(), newHappeningId()];
    return ctx.change(async (change) => {
      const before = await change.get<HouseholdRecord>('households', id);
      if (before?.status !== 'active') throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      // Whoever looked after it there does not serve here.
      const wanted = { ...before, ...place, group, keeper: null, keeperName: '' };
      const stored = await change.put('households', before, wanted, {
        verb: 'move',
        role: roleFor(caller, before),
        detail: { from: before.village, to: village },
      });
      const words = note === '' ? '' : `，${note}`;
      await putHappening(
        change,
        { id: out, kind: 'household_out', place: before, person: null, household: before, on, words: `迁到${to.name}${words}` },
        ctx,
      );
      await putHappening(
        change,
        { id: into, kind: 'household_in', place, person: null, household: before, on, words: `从${fromName}迁来${words}` },
        ctx,
      );
      await change.begin(job);
      return { record: id, version: stored.version, note: { task: job._id } };
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
