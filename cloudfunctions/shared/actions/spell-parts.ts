// Writing a move of somebody's work: the spell that changes and the one that begins, within a change.
import type { PersonRecord, SpellRecord } from '@shared/domain/records';
import { MoveProblem, moveSpell, type SpellMove } from '@shared/domain/spell-moves';
import type { AuditDetail } from '@shared/runtime/audit';
import type { Change } from '@shared/runtime/change';
import { Problem } from '@shared/runtime/problem';

/**
 * The id of a person's next spell, by how many there are: two who begin one at the same time collide, and the second is told so, or looks
 * again, instead of writing work that overlaps. Ids of those that came from another record of the person, or went back there, are passed over.
 */
export function nextSpellId(person: Pick<PersonRecord, '_id'>, spells: readonly Pick<SpellRecord, '_id'>[]): string {
  const taken = new Set(spells.map(({ _id }) => _id));
  let n = spells.length;
  while (taken.has(`s-${person._id}-${n}`)) n += 1;
  return `s-${person._id}-${n}`;
}

export interface MoveDeed {
  person: PersonRecord;
  /** The spell it is about; null begins the first. */
  spell: string | null;
  move: SpellMove;
  /** From nextSpellId(). */
  newId: string;
  role: string;
  today: string;
  detail?: AuditDetail;
}

/**
 * Writes a move. `spells` are all of the person's, read within this change or listed just before: the ones written are read again here.
 * Returns the spell that is the person's present one afterwards, or null. Touches at most two spells.
 * @throws Problem 'bad_input' with the field, when the move does not fit what is recorded.
 */
export async function putMove(change: Change, spells: readonly SpellRecord[], deed: MoveDeed): Promise<SpellRecord | null> {
  const { person, spell, move, newId, role, today, detail } = deed;
  const before = spell === null ? null : await change.get<SpellRecord>('spells', spell);
  if (spell !== null && before?.person !== person._id)
    throw new Problem('not_found', { message: '这条务工记录已经不在了。', next: '返回刷新再看。' });
  const present = before === null ? spells : [...spells.filter(({ _id }) => _id !== before._id), before];
  const { changed, begun } = moved(present, spell, move, today);
  let last: SpellRecord | null = null;
  if (changed && before) last = await change.put('spells', before, changed, { verb: move.kind, role, detail });
  if (begun) last = await change.put('spells', null, spellOf(person, newId, begun), { verb: 'begin', role, detail });
  return last;
}

function moved(spells: readonly SpellRecord[], spell: string | null, move: SpellMove, today: string) {
  try {
    return moveSpell(spells, spell, move, today);
  } catch (error) {
    if (error instanceof MoveProblem) throw new Problem('bad_input', { fields: { [error.field]: error.message } });
    throw error;
  }
}

function spellOf(person: PersonRecord, _id: string, { start, work }: NonNullable<ReturnType<typeof moveSpell>['begun']>): SpellRecord {
  return {
    ...work,
    _id,
    county: person.county,
    town: person.town,
    village: person.village,
    status: 'open',
    sortKey: `${person._id}:${start}:${_id}`,
    version: 0,
    auditHead: '',
    person: person._id,
    start,
    end: null,
    away: null,
  };
}
