// A message read into postings, as the page of pasting shows it: the text with what was found marked, and a form with what nobody said.

import { fieldOfLack, isProblem, POSTING_FIELDS, postingField } from '@shared/domain/posting-fields';
import { fieldsOfPasted, type Home, type PastedKey, type PastedPosting } from '@shared/domain/posting-paste';
import { newPosting, type PostingFields, postingLacks } from '@shared/domain/postings';
import { type NamedSpot, spotNamed } from '@shared/domain/work-spot';

export interface Segment {
  text: string;
  /** Read from these words: found · guessed · '' = not read. */
  mark: 'found' | 'guess' | '';
  /** Of this posting, or of another one and what stands around. */
  mine: boolean;
}

/** The whole text in runs that look alike. */
export function segmentsOf(text: string, { start, end, found }: PastedPosting): Segment[] {
  const pieces = Object.values(found).flatMap((one) => (one ? one.pieces.map((piece) => ({ ...piece, sure: one.sure })) : []));
  const edges = [...new Set([0, text.length, start, end, ...pieces.flatMap((piece) => [piece.start, piece.end])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] as number;
    const over = pieces.filter((piece) => piece.start <= from && piece.end >= to);
    const mark = over.some(({ sure }) => sure === 'said') ? 'found' : over.length > 0 ? 'guess' : '';
    return { text: text.slice(from, to), mark, mine: from >= start && to <= end };
  });
}

/** Where home is, and its places by name. */
export interface Setting {
  home: Home;
  spots: readonly NamedSpot[];
}

/** What is read of a posting → the fields of the form it fills. */
const FILLS: Readonly<Partial<Record<PastedKey, readonly string[]>>> = {
  place: ['province', 'city', 'county', 'address'],
  pay: ['payMin', 'payMax', 'payUnit'],
  board: ['food', 'lodging'],
  age: ['ageMin', 'ageMax'],
  backing: ['backingKind', 'backingName', 'bus', 'busWords'],
};
const keysOf = (key: PastedKey): readonly string[] => FILLS[key] ?? [key];

export interface FormRow {
  key: string;
  label: string;
  kind: string;
  value: string;
  options: { value: string; words: string; on: boolean }[];
  hint: string;
  most: number;
  unsaid: boolean;
  guess: boolean;
}
/** Shown only once somebody chose what it belongs to. */
const BEHIND: readonly string[] = ['backingName', 'bus', 'busWords', 'onlySexWhy'];

/** @returns which fields are not asked, by the form's texts: nobody stands behind it, both sexes may come. */
export function hiddenOf(texts: Readonly<Record<string, string>>): Record<string, boolean> {
  const [behind, sex] = [texts.backingKind ?? '', texts.onlySex ?? ''];
  const hides = (key: string): boolean => (key === 'onlySexWhy' ? sex === '' || sex === '男女都行' : behind === '' || behind === '没有');
  return Object.fromEntries(BEHIND.map((key) => [key, hides(key)]));
}

/** The rows of one posting's form; `touched` were typed or tapped by whoever confirms. */
export function rowsOf(one: PastedPosting, fields: PostingFields, touched: readonly string[]): FormRow[] {
  const unsaid = new Set(one.unsaid.flatMap(({ key }) => keysOf(key)));
  const guess = new Set((Object.keys(one.found) as PastedKey[]).filter((key) => one.found[key]?.sure === 'guessed').flatMap(keysOf));
  return POSTING_FIELDS.filter(({ key }) => !BEHIND.includes(key) || (key === 'onlySexWhy' ? fields.onlySex : fields.backing)).map(
    (row) => {
      const written = row.write(fields);
      const open = unsaid.has(row.key) && !touched.includes(row.key);
      const value = row.kind === 'count' && written === '0' ? '' : written;
      const choices = row.kind === 'yes' ? { 是: '是', 否: '否' } : (row.options ?? {});
      return {
        key: row.key,
        label: row.label,
        kind: row.kind === 'choice' || row.kind === 'yes' ? 'chips' : row.kind,
        value,
        // What nobody said is not shown as chosen.
        options: Object.entries(choices).map(([option, words]) => ({
          value: option,
          words,
          on: !open && (words === value || option === value),
        })),
        hint: row.hint ?? '',
        most: row.kind === 'long' ? 500 : 80,
        unsaid: open && !(row.key === 'city' || row.key === 'county' || row.key === 'address'),
        guess: guess.has(row.key) && !touched.includes(row.key),
      };
    },
  );
}

/** @returns the fields with what was typed, or why it cannot be read. */
export function typedInto(fields: PostingFields, key: string, text: string): { fields: PostingFields; wrong: string } {
  const read = postingField(key)?.read(fields, text);
  if (!read) return { fields, wrong: '' };
  return isProblem(read) ? { fields, wrong: read.problem } : { fields: read, wrong: '' };
}

/** What must still be said, by the form's field. */
export function lacksOf(fields: PostingFields, today: string): Record<string, string> {
  const draft = newPosting({
    ...{ id: 'draft', fields, source: 'pasted', employerId: '', today },
    place: { county: '', town: '', village: '' },
    by: { openid: '', name: '' },
  });
  return Object.fromEntries(postingLacks(draft, today).map(({ field, words }) => [fieldOfLack(field), words]));
}

/** Filled with what was found; how many are looked for is not assumed. */
export function formOf(one: PastedPosting, { home, spots }: Setting): PostingFields {
  const fields = fieldsOfPasted(one.found, home);
  return { ...fields, spot: spotNamed(fields, spots) };
}

/** The villages among the places of home, for a picker. */
export const villagesOf = (spots: readonly NamedSpot[]): { code: string; name: string }[] =>
  spots.flatMap(({ name, spot }) => (spot.kind === 'village' ? [{ code: spot.code, name }] : []));
