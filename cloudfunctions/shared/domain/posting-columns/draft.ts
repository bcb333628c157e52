// One row of a sheet of postings read whole: its fields, which of the form's fields the row told, what in it could not be read.
import { type PastedFound, parsePasted } from '../posting-paste';
import { plainSigns, shortened } from '../posting-paste/text';
import { EMPTY_POSTING, type PostingFields } from '../postings';
import { postingColumn } from './fields';
import { fieldsOfReading, READERS, readRemarks } from './readers';
import type { Reading, ReadSetting } from './reading';

export interface TakenPostingColumn {
  at: number;
  head: string;
  field: string;
}

export interface PostingDraft {
  fields: PostingFields;
  /** Fields of the form the row itself told. */
  told: string[];
  /** Cells that were not understood, in the words of the sheet. */
  unread: { field: string; head: string; text: string }[];
  /** For whoever looks at it. */
  notes: string[];
}

/** Blank under a merged cell means the same as above, as long as the row names no employer of its own. */
const SAME_AS_ABOVE: readonly string[] = [
  'employer',
  'place',
  'province',
  'city',
  'county',
  'contactName',
  'contactPhone',
  'partner',
  'exchange',
  'source',
  'bus',
];
/** What stands in them is read for what no other column tells. */
const REMARKS: readonly string[] = ['description', 'pay', 'hours', 'skills'];
const MOST_TEXT = 2000;

/** A number as long as somebody's identity number is nobody's business on a board. */
const withoutNumbers = (text: string): string => text.replace(/\d{15,}[\dXx]*/g, '…');

const textOf = (cells: readonly string[], at: number): string => withoutNumbers((cells[at] ?? '').trim()).slice(0, MOST_TEXT);

/**
 * @param above what stands last above the row in each column, '' = nothing.
 */
export function readRow(
  cells: readonly string[],
  above: readonly string[],
  columns: readonly TakenPostingColumn[],
  setting: ReadSetting,
): PostingDraft {
  const own = columns.find(({ field }) => field === 'employer');
  const fills = own !== undefined && textOf(cells, own.at) === '';
  const cell = ({ at, field }: TakenPostingColumn): string =>
    textOf(cells, at) || (fills && SAME_AS_ABOVE.includes(field) ? textOf(above, at) : '');
  const filled = columns.map((column) => ({ ...column, text: cell(column) })).filter(({ text }) => text !== '');
  const into: Reading = {
    ...{ found: {}, payHow: '', address: '', notes: [], people: 0, low: null, high: null },
    place: { province: '', city: '', county: '' },
  };
  const whole = filled.find(({ field }) => field === 'whole');
  if (whole) readWhole(whole.text, into, setting);
  const unread: PostingDraft['unread'] = [];
  for (const [field, read] of READERS)
    for (const one of filled)
      if (one.field === field && !read({ text: plainSigns(one.text), head: one.head }, into, setting))
        unread.push({ field, head: one.head, text: shortened(one.text, 40) });
  const remarks = filled.filter(({ field }) => REMARKS.includes(field));
  if (remarks.length > 0) readRemarks(remarks.map(({ text }) => text).join('\n'), into, setting);
  const fields = fieldsOfReading(into, describedBy(filled, unread, whole?.text ?? ''), setting);
  return { fields, told: toldBy(into, fields), unread, notes: [...new Set(into.notes)] };
}

/** A whole message in one cell: its first posting; more of them are told. */
function readWhole(text: string, into: Reading, setting: ReadSetting): void {
  const { postings, more } = parsePasted(text, setting);
  const [one] = postings;
  if (!one) return;
  const { place } = one.found;
  for (const key of Object.keys(one.found) as (keyof PastedFound)[])
    if (key !== 'place' && one.found[key] !== null) into.found[key] = one.found[key] as never;
  if (place) {
    const { address, ...parts } = place.value;
    into.place = parts;
    into.address = address;
  }
  into.notes.push(...one.notes);
  const count = postings.length + more;
  if (count > 1) into.notes.push(`这一格里写了 ${count} 个岗位，只读了第一个：其余的用「粘贴群里的」`);
}

const end = ({ head }: { head: string }): string => head.split('／').pop() ?? head;

/** A cell that was not understood, as it stands in the description. */
export const asWritten = (one: { head: string; text: string }): string => `${end(one)}：${one.text}`;

/** What was written of the work, and what could not be read, in the sheet's own words: nothing of it is lost. */
function describedBy(filled: readonly (TakenPostingColumn & { text: string })[], unread: PostingDraft['unread'], whole: string): string {
  const described = filled.filter(({ field }) => field === 'description');
  const named = described.length > 1;
  return [
    ...(whole === '' ? [] : [whole]),
    ...described.map((one) => (named || !/描述|备注|内容/.test(one.head) ? `${end(one)}：${one.text}` : one.text)),
    // A kind of work under 岗位类型 is no channel, and no loss.
    ...unread.filter(({ field }) => field !== 'contactPhone').map(asWritten),
  ].join('\n');
}

/** Which fields of the form each thing read fills. */
const FILLS: Readonly<Partial<Record<keyof PastedFound, readonly string[]>>> = {
  pay: ['payMin', 'payMax', 'payUnit'],
  board: ['food', 'lodging'],
  age: ['ageMin', 'ageMax'],
  onlySex: ['onlySex', 'onlySexWhy'],
  backing: ['backingKind', 'backingName', 'bus', 'busWords'],
};

function toldBy({ found, people, low, high, place, address }: Reading, fields: PostingFields): string[] {
  const keys = (Object.keys(found) as (keyof PastedFound)[]).flatMap((key) => FILLS[key] ?? [key]);
  return [
    ...new Set([
      ...keys.filter((key) => key !== 'area' && key !== 'place'),
      ...(people > 0 ? ['headcount'] : []),
      ...(low !== null || high !== null ? ['payMin', 'payMax', 'payUnit'] : []),
      ...(['province', 'city', 'county'] as const).filter((part) => place[part] !== ''),
      ...(address === '' ? [] : ['address']),
      ...(fields.pay.how === '' ? [] : ['payHow']),
      ...(fields.description === EMPTY_POSTING.description ? [] : ['description']),
    ]),
  ];
}

/** The columns that are taken, in the order of the sheet. */
export const takenPostingColumns = (columns: readonly { at: number; head: string; field: string; state: string }[]): TakenPostingColumn[] =>
  columns.flatMap(({ at, head, field, state }) => (state === 'left' || postingColumn(field) === null ? [] : [{ at, head, field }]));
