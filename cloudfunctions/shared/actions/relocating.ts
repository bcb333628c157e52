// Moving a person or a whole household: what hangs on people and goes along, and the move itself within a change. For whoever keeps both places
// and for a hand-over that the other village accepted.
import { roleFor } from '@shared/access';
import { isLive } from '@shared/domain/applications';
import type {
  ApplicationRecord,
  BondRecord,
  CheckRecord,
  ClaimRecord,
  DutyRecord,
  Gone,
  HouseholdRecord,
  PersonRecord,
  PlaceRecord,
  SecondJobRecord,
  SpellRecord,
} from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob, onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { among } from '@shared/runtime/store';
import type { MoveInput, MoveRef } from '@shared/works/registry-move';
import { newHappeningId, putHappening } from './happenings';

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
  const of = <T extends { _id: string }>(collection: MoveRef['collection']) =>
    store.list<T>(collection, { where: { person }, limit: MOST });
  const [spells, bonds, claims, duties, checks, wishes, returns] = await Promise.all([
    of<SpellRecord>('spells'),
    of<BondRecord>('bonds'),
    of<ClaimRecord>('claims'),
    of<DutyRecord>('duties'),
    of<CheckRecord>('checks'),
    of<ApplicationRecord>('applications'),
    of<SecondJobRecord>('second_jobs'),
  ]);
  const open = spells.filter(({ status }) => status === 'open');
  const held = bonds.filter(({ status }) => status === 'invited' || status === 'asked' || status === 'confirmed');
  const due = duties.filter(({ status }) => status === 'open');
  const asked = checks.filter(({ status }) => status === 'due');
  const claimsGo = claims.filter(({ status }) => IN_HAND.includes(status));
  const refs = (collection: MoveRef['collection'], rows: readonly { _id: string }[]): MoveRef[] =>
    rows.map(({ _id }) => ({ collection, id: _id }));
  return {
    refs: [
      ...refs('spells', open),
      ...refs('bonds', held),
      ...refs('claims', claimsGo),
      ...refs('duties', due),
      ...refs('checks', asked),
      // A job somebody wants, or is to be offered, is followed where they live now.
      ...refs('applications', wishes.filter(isLive)),
      ...refs(
        'second_jobs',
        returns.filter(({ status }) => status === 'open'),
      ),
    ],
    spells: open.length,
    bonds: held.length,
    duties: due.length,
    claimsGo,
    claimsStay: claims.filter(({ status }) => !IN_HAND.includes(status) && !FINISHED.includes(status)),
  };
}

const townOf = ({ county, town }: { county: string; town: string }) => ({ county, town, village: '' });
const placeOf = ({ county, town, village }: { county: string; town: string; village: string }) => ({ county, town, village });

/** Those who stay behind. @throws Problem when a head would leave others without one. */
export async function stayingBehind(person: PersonRecord, { repos }: Pick<Context, 'repos'>): Promise<PersonRecord[]> {
  const staying = (await repos.registry.members([{ _id: person.household }])).filter(
    ({ status, _id }) => status === 'active' && _id !== person._id,
  );
  if (person.relation === '户主' && staying.length > 0)
    throw new Problem('not_possible_now', {
      message: `${person.name}是户主，家里还有 ${staying.length} 口人。`,
      next: '先给原来那一户换户主，再迁。',
    });
  return staying;
}

export interface Relocation<R> {
  /** What finishes it; null when nothing hangs on them. */
  job: JobRecord | null;
  /** Writes it within a change. `version` is the one seen; null = as it is now. */
  write(change: Change, version: number | null): Promise<R>;
}

interface PersonMove {
  seen: PersonRecord;
  from: HouseholdRecord | null;
  to: HouseholdRecord;
  relation: string;
  on: string;
  note: string;
  staying: readonly PersonRecord[];
  /** A household nobody is left in is closed by the work that follows, not within the change. */
  closesLater?: boolean;
}

export async function relocatePerson(
  { seen, from, to, relation, on, note, staying, closesLater = false }: PersonMove,
  ctx: Context,
): Promise<Relocation<PersonRecord>> {
  const { repos, caller, now } = ctx;
  const place = placeOf(to);
  const refs = seen.village === to.village ? [] : (await belongingsOf([seen], ctx)).refs;
  const empties = staying.length === 0 ? from : null;
  const closes = closesLater && empties ? { closes: empties._id, on } : {};
  const job =
    refs.length === 0 && !closes.closes
      ? null
      : newJob<MoveInput>(
          'registry.move',
          onceKey(ctx),
          { refs, to: place, household: to._id, ...closes },
          { owner: caller.openid, ...townOf(place) },
          now,
        );
  const [fromName, toName] = await Promise.all([seen.village, to.village].map(async (code) => (await repos.places.get(code))?.name ?? ''));
  const [out, into] = [newHappeningId(), newHappeningId()];
  return {
    job,
    async write(change, version) {
      const before = await change.get<PersonRecord>('persons', seen._id);
      if (before?.status !== 'active') throw new Problem('not_found');
      if (version === null ? before.household !== seen.household : before.version !== version) throw new Problem('changed_meanwhile');
      const role = movingRole(ctx, before, place);
      const wanted = { ...before, ...place, household: to._id, relation };
      const stored = await change.put('persons', before, wanted, { verb: 'move', role, detail: { from: before.household, to: to._id } });
      const words = note === '' ? '' : `，${note}`;
      const about = { person: before, on };
      const home = from ?? { _id: before.household, headName: '' };
      await putHappening(
        change,
        { ...about, id: out, kind: 'out_to', place: before, household: home, words: `迁到${toName}${to.headName}家${words}` },
        ctx,
      );
      await putHappening(
        change,
        { ...about, id: into, kind: 'in_from', place: to, household: to, words: `从${fromName}${home.headName}家迁来${words}` },
        ctx,
      );
      if (empties && !closesLater) {
        const emptied = await change.get<HouseholdRecord>('households', empties._id);
        const gone: Gone = { why: 'moved_out', on, note: '', into: to._id };
        if (emptied?.status === 'active')
          await change.put('households', emptied, { ...emptied, status: 'gone', gone }, { verb: 'close', role });
      }
      if (job) await change.begin(job);
      return stored;
    },
  };
}

interface HouseholdMove {
  seen: HouseholdRecord;
  to: PlaceRecord;
  group: string;
  on: string;
  note: string;
}

export async function relocateHousehold({ seen, to, group, on, note }: HouseholdMove, ctx: Context): Promise<Relocation<HouseholdRecord>> {
  const { repos, caller, now } = ctx;
  const place = { county: to.county, town: to.town, village: to._id };
  const members = await repos.registry.members([seen]);
  const { refs } = await belongingsOf(
    members.filter(({ status }) => status === 'active'),
    ctx,
  );
  const everything: MoveRef[] = [...members.map(({ _id }) => ({ collection: 'persons' as const, id: _id })), ...refs];
  const input: MoveInput = { refs: everything, to: place, household: seen._id };
  const job = newJob('registry.move', onceKey(ctx), input, { owner: caller.openid, ...townOf(place) }, now);
  const fromName = (await repos.places.get(seen.village))?.name ?? '';
  const [out, into] = [newHappeningId(), newHappeningId()];
  return {
    job,
    async write(change, version) {
      const before = await change.get<HouseholdRecord>('households', seen._id);
      if (before?.status !== 'active') throw new Problem('not_found');
      if (version === null ? before.village !== seen.village : before.version !== version) throw new Problem('changed_meanwhile');
      // Whoever looked after it there does not serve here.
      const wanted = { ...before, ...place, group, keeper: null, keeperName: '' };
      const role = movingRole(ctx, before, place);
      const detail = { from: before.village, to: place.village };
      const stored = await change.put('households', before, wanted, { verb: 'move', role, detail });
      const words = note === '' ? '' : `，${note}`;
      const about = { person: null, household: before, on };
      await putHappening(change, { ...about, id: out, kind: 'household_out', place: before, words: `迁到${to.name}${words}` }, ctx);
      await putHappening(change, { ...about, id: into, kind: 'household_in', place, words: `从${fromName}迁来${words}` }, ctx);
      await change.begin(job);
      return stored;
    },
  };
}

/** Whoever takes somebody in acts for the village they come to. */
function movingRole({ caller }: Pick<Context, 'caller'>, from: Parameters<typeof roleFor>[1], to: Parameters<typeof roleFor>[1]): string {
  const role = roleFor(caller, from);
  return role === 'visitor' ? roleFor(caller, to) : role;
}
