// Ours beside theirs for one person, as it has to be typed on the other's screens: what ended first, then what is to be changed, then new work.
import { columnField } from '@shared/domain/columns/column-fields';
import { monthIndex, monthText } from '@shared/domain/dates';
import type { HouseholdRecord, PersonRecord, RetypeRecord, RetypeSource, SpellRecord } from '@shared/domain/records';
import { canonical, sha256 } from '@shared/runtime/canonical';
import { monthCell, outCell } from './out-cells';

export interface Ours {
  person: PersonRecord;
  household: HouseholdRecord;
  /** Of the person, oldest first. */
  spells: readonly SpellRecord[];
  place: { county: string; town: string; village: string };
}

export interface DiffRow {
  field: string;
  words: string;
  theirs: string;
  ours: string;
  /** Whether ours is a value that can be typed as it stands. */
  copies: boolean;
  /** A number of somebody: opened one at a time. */
  sealed: boolean;
}

export interface DiffPart {
  key: string;
  kind: 'end' | 'change' | 'new';
  words: string;
  /** The record of theirs it is about, in a line. */
  about: string;
  /** Their row, and our spell, where the part is about work. */
  row: number | null;
  spell: string | null;
  rows: DiffRow[];
}

export interface Their {
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** Their rows with cells by field. */
export const theirRows = ({ theirs, fields }: Pick<RetypeRecord, 'theirs' | 'fields'>): Their[] =>
  theirs.map(({ row, cells }) => ({ row, cells: Object.fromEntries(fields.map((field, at) => [field, cells[at] ?? ''])) }));

export const sourceKind = ({ source }: Pick<RetypeRecord, 'source'>): RetypeSource => source.slice(source.indexOf(':') + 1) as RetypeSource;
/** What a part is called: as the work on the national screens, or as what is not alike. */
const WORDS = {
  typing: {
    end: '终止务工',
    edit: '改这条务工记录',
    begun: '新增务工记录',
    base: '改基础信息',
    person: '新增这个人',
    none: '名册里没在务工，先问清哪个月停的',
  },
  settling: {
    end: '他们写着还在干',
    edit: '这条务工不一样',
    begun: '他们没有这条务工',
    base: '基础信息不一样',
    person: '他们没有这个人',
    none: '名册里没在务工',
  },
} as const;
const isWork = (field: string): boolean => field.startsWith('work.');
const levelled = (text: string): string => text.split('、').sort().join('、');
export const monthOf = (cell: string): string => cell.replace(/^(\d{4})年(\d{2})月$/, '$1-$2');
const wordsOf = (field: string): string => columnField(field)?.words ?? field;

const rowOf = (field: string, theirs: string, ours: string): DiffRow => ({
  field,
  words: wordsOf(field),
  theirs,
  ours,
  copies: ours !== '',
  sealed: field === 'phone',
});

/** Theirs and ours where they differ. What only they have is nothing to type, so the national sources leave it out. */
export function compareNow(record: RetypeRecord, ours: Ours | null): DiffPart[] {
  if (ours === null) return [];
  const typing = sourceKind(record) !== 'labour';
  const cell = (field: string, spell: SpellRecord | null): string => outCell(field, { ...ours, spell, open: null });
  const parts = workParts(record, ours, cell, typing);
  if (record.kind === 'ours_only' && record.fields.some(isWork)) return parts;
  const [first] = theirRows(record);
  const rows = record.fields
    .filter((field) => !isWork(field))
    .flatMap((field) => {
      const mine = cell(field, null);
      if (field === 'phone') {
        const same = (record.phone?.index ?? null) === (ours.person.phoneIndex ?? null);
        return same || (typing && mine === '') ? [] : [rowOf(field, record.phone ? `尾号 ${record.phone.tail}` : '', mine)];
      }
      const theirs = first?.cells[field] ?? '';
      return levelled(theirs) === levelled(mine) || (typing && mine === '') ? [] : [rowOf(field, theirs, mine)];
    });
  const said = WORDS[typing ? 'typing' : 'settling'];
  const words = record.kind === 'ours_only' ? said.person : said.base;
  const base: DiffPart = {
    key: 'base',
    kind: record.kind === 'ours_only' ? 'new' : 'change',
    words,
    about: '',
    row: null,
    spell: null,
    rows,
  };
  return rows.length === 0 ? parts : [...parts, { ...base, row: first?.row ?? null }];
}

type Cell = (field: string, spell: SpellRecord | null) => string;

const aboutWork = ({ cells }: Their): string =>
  [
    `${cells['work.start'] ?? ''}起`,
    cells['work.place'] ?? '',
    cells['work.employer'] ?? '',
    cells['work.wage'] ? `${cells['work.wage']} 元` : '',
  ]
    .filter((one) => one !== '')
    .join(' · ');

function workParts(record: RetypeRecord, { spells }: Ours, cell: Cell, typing: boolean): DiffPart[] {
  if (!record.fields.includes('work.start')) return [];
  const said = WORDS[typing ? 'typing' : 'settling'];
  const fields = record.fields.filter(isWork);
  const details = fields.filter((field) => field !== 'work.start' && field !== 'work.end');
  const works = theirRows(record).filter(({ cells }) => (cells['work.start'] ?? '') !== '');
  const used = new Set<string>();
  const ends: DiffPart[] = [];
  const changes: DiffPart[] = [];
  const differing = (their: Their, spell: SpellRecord, among: readonly string[]): DiffRow[] =>
    among.flatMap((field) => {
      const [theirs, mine] = [their.cells[field] ?? '', cell(field, spell)];
      return theirs === mine || (typing && mine === '' && field !== 'work.end') ? [] : [rowOf(field, theirs, mine)];
    });
  const ending = (their: Their, spell: string | null, end: string): void => {
    const row = { ...rowOf('work.end', '还在干', end === '' ? said.none : end), copies: end !== '' };
    ends.push({ key: `end:${their.row}`, kind: 'end', words: said.end, about: aboutWork(their), row: their.row, spell, rows: [row] });
  };
  const changing = (their: Their, spell: SpellRecord, rows: DiffRow[]): void => {
    if (rows.length === 0) return;
    const part = { kind: 'change', words: said.edit, about: aboutWork(their), row: their.row, spell: spell._id } as const;
    changes.push({
      ...part,
      key: `edit:${their.row}`,
      rows: rows.map((row) => (row.field === 'work.end' && row.ours === '' ? { ...row, ours: '还在干', copies: false } : row)),
    });
  };
  for (const their of works) {
    const start = monthOf(their.cells['work.start'] ?? '');
    const open = (their.cells['work.end'] ?? '') === '';
    const same = spells.find((spell) => spell.start.slice(0, 7) === start);
    if (same) {
      used.add(same._id);
      if (open && same.end !== null && fields.includes('work.end')) ending(their, same._id, monthCell(same.end));
      else changing(their, same, differing(their, same, fields.includes('work.end') ? [...details, 'work.end'] : details));
      continue;
    }
    if (!open) continue;
    const later = spells.find((spell) => spell.start.slice(0, 7) > start);
    const present = spells.find((spell) => spell.end === null && !used.has(spell._id));
    // Work here that began later took its place: theirs ended the month before, unless it began then.
    if (later) ending(their, null, monthCell(monthText(Math.max(monthIndex(start), monthIndex(later.start.slice(0, 7)) - 1))));
    else if (present) {
      used.add(present._id);
      changing(their, present, differing(their, present, ['work.start', ...details]));
    } else ending(their, null, '');
  }
  const latest =
    works
      .map(({ cells }) => monthOf(cells['work.start'] ?? ''))
      .sort()
      .at(-1) ?? null;
  const begun = spells
    .filter(({ _id, end, start }) => !used.has(_id) && (end === null || (latest !== null && start.slice(0, 7) > latest)))
    .map((spell): DiffPart => {
      const rows = fields.flatMap((field) => (cell(field, spell) === '' ? [] : [rowOf(field, '', cell(field, spell))]));
      return { key: `new:${spell._id}`, kind: 'new', words: said.begun, about: '', row: null, spell: spell._id, rows };
    });
  return [...ends, ...changes, ...begun];
}

/** Equal = what is to be typed is what it was. */
export const printOf = (parts: readonly DiffPart[]): string => sha256(canonical(parts)).slice(0, 32);

export const fieldsIn = (parts: readonly DiffPart[]): string[] => [...new Set(parts.flatMap(({ rows }) => rows.map(({ field }) => field)))];
