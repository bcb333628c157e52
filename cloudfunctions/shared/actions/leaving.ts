// What taking somebody off the books is made of, wherever it is said: in the registry, or at a door.
import { roleFor } from '@shared/access';
import type { BondRecord, Gone, HappeningRecord, HouseholdRecord, PersonRecord, SpellRecord } from '@shared/domain/records';
import { MoveProblem, moveSpell } from '@shared/domain/spell-moves';
import { GONE_WORDS } from '@shared/domain/words/registry-past';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { tellAll } from './bond-parts';
import { newHappeningId, putHappening } from './happenings';

export interface Leaving {
  why: Gone['why'];
  on: string;
  note: string;
}

/** Read before the change: work that is open, who helps, and the id of what happens. */
export interface ReadyToLeave {
  household: HouseholdRecord | null;
  open: SpellRecord[];
  helpers: BondRecord[];
  happening: string;
}

/** The spell as it is when the work ends with the person. A day before its beginning ends it on its first day. */
function endedWith(spell: SpellRecord, { why, on }: Pick<Leaving, 'why' | 'on'>, today: string): SpellRecord {
  const last = on < spell.start ? spell.start : on;
  try {
    const { changed } = moveSpell([spell], spell._id, { kind: 'back', on: last, reason: GONE_WORDS[why] }, today);
    return changed ?? spell;
  } catch (error) {
    if (error instanceof MoveProblem) throw new Problem('bad_input', { fields: { [error.field]: error.message } });
    throw error;
  }
}

/** @throws Problem 'bad_input' when the day cannot be. */
export function demandDay({ born }: Pick<PersonRecord, 'born'>, on: string, today: string): void {
  if (on > today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
  if (on < born) throw new Problem('bad_input', { fields: { on: '比出生日期还早' } });
}

export async function readyToLeave(
  person: PersonRecord,
  household: HouseholdRecord | null,
  why: Gone['why'],
  { repos }: Pick<Context, 'repos'>,
): Promise<ReadyToLeave> {
  const open = (await repos.spells.ofPerson(person)).filter(({ status }) => status === 'open');
  const bonds = why === 'dead' ? await repos.bonds.ofPerson(person) : [];
  const helpers = bonds.filter((bond) => bond.as === 'helper' && bond.status === 'confirmed');
  return { household, open, helpers, happening: newHappeningId() };
}

/**
 * Takes an active person off within a change: at most seventeen documents, with their work, the happening and what is told.
 * @throws Problem 'bad_input' when open work cannot end on that day; nothing was written then.
 */
export async function takeOff(
  change: Change,
  before: PersonRecord,
  { why, on, note }: Leaving,
  { household, open, helpers, happening }: ReadyToLeave,
  { caller, now, today }: Pick<Context, 'caller' | 'now' | 'today'>,
): Promise<PersonRecord> {
  const role = roleFor(caller, before);
  // More than one open work is a doubt of the ledger; each is ended, the newest is the one begun again on coming back.
  const spells = await Promise.all(open.slice(-2).map(({ _id }) => change.get<SpellRecord>('spells', _id)));
  const ends = spells.flatMap((spell) => (spell?.status === 'open' ? [{ spell, after: endedWith(spell, { why, on }, today) }] : []));
  const gone: Gone = { why, on, note, into: null };
  const status = why === 'dead' ? 'dead' : 'gone';
  const stored = await change.put(
    'persons',
    before,
    { ...before, status, gone },
    { verb: why === 'dead' ? 'died' : 'leave', role, detail: { why, on } },
  );
  let ended: HappeningRecord['spell'] = null;
  for (const { spell, after } of ends) {
    const one = await change.put('spells', spell, after, { verb: 'back', role, detail: { why } });
    ended = { id: one._id, version: one.version };
  }
  const words = [GONE_WORDS[why], note].filter((part) => part !== '').join('，');
  const about = { place: before, person: before, household: household ?? { _id: before.household, headName: '' } };
  const kind = why === 'dead' ? 'died' : 'left';
  await putHappening(change, { id: happening, kind, ...about, on, words, spell: ended }, { caller, now });
  if (why !== 'dead') return stored;
  const subject = { subject: before._id, version: stored.version, kind: 'person_gone' };
  const title = `${before.name}登记为去世`;
  tellAll(change, helpers.map(({ openid }) => openid).slice(0, 2), caller.openid, subject, {
    title,
    text: '没办完的补贴还按政策办，钱归家里。登错了，马上给村里打电话。',
  });
  if (household?.keeper)
    tellAll(
      change,
      [household.keeper],
      caller.openid,
      { ...subject, page: `packages/registry/person/person?id=${encodeURIComponent(before._id)}` },
      { title, text: `您包的${household.headName}家。看看要不要换户主，没办完的补贴怎么办。` },
    );
  return stored;
}
