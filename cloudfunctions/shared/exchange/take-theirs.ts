// What taking theirs of one field would be: an edit of the registry's own field, or a move of work like any other. Where neither is safe it
// says why, and where it is done instead. Pure.
import { columnField, notFromSheets } from '@shared/domain/columns/column-fields';
import { readPlace } from '@shared/domain/columns/places';
import { earlierOf, lastDayOfMonth } from '@shared/domain/dates';
import { readAmount } from '@shared/domain/fields/amount';
import type { DateText, SpellRecord } from '@shared/domain/records';
import { MoveProblem, moveSpell, type SpellMove, type Work } from '@shared/domain/spell-moves';
import { type DiffPart, type DiffRow, monthOf, type Their } from './compare';

export type Taking =
  | { kind: 'edit' }
  /** `does`: what comes of it, in words. */
  | { kind: 'move'; spell: string | null; move: SpellMove; does: string }
  /** `why` is '' where there is nothing of theirs to take. */
  | { kind: 'none'; why: string };

const ASK = '先问清，再到务工记录里改';
const UNREAD = '看不懂';
/** As the contract of a move has it. */
const LONGEST = 20;
const EMPLOYER = { least: 2, most: 60 };
const MOST_FEN = 10_000_000;

const none = (why: string): Taking => ({ kind: 'none', why });
const words = (most: number) => (text: string) => (text.length <= most ? text : null);

/** One cell of theirs as the field of a work; null when it does not read. */
const WORK: Readonly<Record<string, (text: string) => Partial<Work> | null>> = {
  'work.place': (text) => {
    const place = readPlace(text);
    return place && { place };
  },
  'work.employer': (employer) => (employer.length >= EMPLOYER.least && employer.length <= EMPLOYER.most ? { employer } : null),
  'work.wage': (text) => {
    const monthlyFen = readAmount(text);
    return monthlyFen !== null && monthlyFen > 0 && monthlyFen <= MOST_FEN ? { monthlyFen } : null;
  },
  'work.industry': (text) => (words(LONGEST)(text) === null ? null : { industry: text }),
  'work.channel': (text) => (words(LONGEST)(text) === null ? null : { channel: text }),
  'work.kind': (text) => (words(LONGEST)(text) === null ? null : { kind: text }),
  'work.organised': (text) => ({ organised: text === '是' }),
  'work.job': (text) => (words(30)(text) === null ? null : { job: text }),
};

const firstOf = (cell: string): DateText => `${monthOf(cell)}-01`;

/** The last day of a month, or today within the present one. */
const lastOf = (cell: string, today: DateText): DateText => earlierOf(lastDayOfMonth(monthOf(cell)), today);

/** A work of theirs that the registry does not have at all. */
function whole({ cells }: Their): Work | null {
  const work: Work = {
    place: { province: '', city: '', county: '' },
    employer: null,
    monthlyFen: null,
    industry: '',
    channel: '',
    organised: null,
    kind: '',
  };
  for (const [field, text] of Object.entries(cells)) {
    const read = WORK[field];
    if (!read || text === '') continue;
    const values = text.startsWith(UNREAD) ? null : read(text);
    if (values === null) return null;
    Object.assign(work, values);
  }
  return work.place.county === '' ? null : work;
}

function ofWork(part: DiffPart, { field, theirs }: DiffRow, their: Their | null, spells: readonly SpellRecord[], today: DateText): Taking {
  const spell = spells.find(({ _id }) => _id === part.spell) ?? null;
  const correct = (fields: Extract<SpellMove, { kind: 'correct' }>['fields'], does = ''): Taking => ({
    kind: 'move',
    spell: part.spell,
    move: { kind: 'correct', fields },
    does,
  });
  const later = (start: string): boolean => spells.some((one) => one._id !== part.spell && (one.end === null || one.start > start));
  const LATER = `名册里后来还有别的务工，${ASK}`;
  if (part.kind === 'end') {
    // They say it goes on: opened again, or written down as work we do not have.
    if (spell) return later(spell.start) ? none(LATER) : correct({ end: null }, '用他们的：咱们这条重新记成还在干');
    if (!their || later(firstOf(their.cells['work.start'] ?? ''))) return none(LATER);
    const work = whole(their);
    if (work === null) return none('他们那条没写全在哪干、给谁干，问清了到务工记录里记');
    const move = { kind: 'begin', on: firstOf(their.cells['work.start'] ?? ''), work } as const;
    return { kind: 'move', spell: null, move, does: '用他们的：照他们那条新记一条务工' };
  }
  if (spell === null) return none(`两边对不上是哪一条，${ASK}`);
  if (field === 'work.start') return correct({ start: firstOf(theirs) }, `用他们的：改成从 ${theirs}干起`);
  if (field === 'work.end') {
    const on = lastOf(theirs, today);
    const does = `用他们的：记成 ${theirs}就不干了`;
    if (spell.end !== null) return correct({ end: on }, does);
    return { kind: 'move', spell: spell._id, move: { kind: 'back', on, reason: '就业站的表里已经结束' }, does };
  }
  const fields = WORK[field]?.(theirs) ?? null;
  return fields === null ? none('他们写的放不进名册，到务工记录里改') : correct(fields);
}

/**
 * How theirs of a row is taken. `their`: their row the part is about; `spells`: all work of the person.
 * A move is tried against the person's work first, so that what is offered can be done.
 */
export function takingOf(part: DiffPart, row: DiffRow, their: Their | null, spells: readonly SpellRecord[], today: DateText): Taking {
  if (part.kind === 'new') return none(part.spell === null ? '' : '他们没有这一条；是咱们记错了，到务工记录里改');
  if (row.theirs === '') return none('');
  if (row.theirs.startsWith(UNREAD)) return none('他们写的看不懂，问清了再改');
  if (!row.field.startsWith('work.')) {
    const column = columnField(row.field);
    const refused = notFromSheets(row.field);
    return column?.registry != null && refused === null ? { kind: 'edit' } : none(refused ?? '到名册里改');
  }
  const taking = ofWork(part, row, their, spells, today);
  if (taking.kind !== 'move') return taking;
  try {
    moveSpell(spells, taking.spell, taking.move, today);
    return taking;
  } catch (error) {
    if (error instanceof MoveProblem) return none(`${error.message}，${ASK}`);
    throw error;
  }
}
