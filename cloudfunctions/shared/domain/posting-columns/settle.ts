// A row read from a sheet with what was said for the whole sheet and mended by hand; what it still lacks; how it differs from a posting.

import { type FieldRow, isProblem } from '../posting-field-kinds';
import { fieldOfLack, POSTING_FIELDS, postingField } from '../posting-fields';
import type { Home } from '../posting-paste';
import { areaOf } from '../posting-paste/place';
import { newPosting, type PostingFields, postingLacks } from '../postings';
import type { DateText } from '../records';
import { type NamedSpot, spotNamed } from '../work-spot';
import { asWritten, type PostingDraft } from './draft';

/** Texts by field of the form. */
export type FieldTexts = Readonly<Record<string, string>>;

export interface SettleSetting {
  today: DateText;
  home: Home;
  /** Villages and the township by name: an address that names one is there. */
  spots: readonly NamedSpot[];
}

export interface SettledRow {
  fields: PostingFields;
  /** Told by the row or by hand: what a posting that stands is compared in. */
  told: string[];
  /** Said for all rows, and not by this one. */
  filled: string[];
  /** By field of the form. */
  lacks: { field: string; words: string }[];
}

const PLACE: readonly string[] = ['province', 'city', 'county'];
/** Columns of a sheet → the field of the form they are about, where the names differ. */
const FIELD_OF_COLUMN: Readonly<Record<string, string>> = { pay: 'payMin', place: 'province', men: 'headcount', women: 'headcount' };

/**
 * @param common said for all rows that do not tell it themselves · @param fixes typed by hand for this row.
 */
export function settle(
  draft: Pick<PostingDraft, 'fields' | 'told' | 'unread'>,
  common: FieldTexts,
  fixes: FieldTexts,
  { today, home, spots }: SettleSetting,
): SettledRow {
  let fields = draft.fields;
  const touched = new Set<string>();
  for (const { key, read } of POSTING_FIELDS) {
    const text = fixes[key] ?? (draft.told.includes(key) ? undefined : common[key]);
    const next = text === undefined ? undefined : read(fields, text);
    if (next === undefined || isProblem(next)) continue;
    fields = next;
    touched.add(key);
  }
  if (PLACE.some((key) => touched.has(key)) && !touched.has('channel')) {
    const area = areaOf(fields.place, home);
    if (area !== null) fields = { ...fields, area, ...(draft.told.includes('channel') ? {} : { channel: area }) };
  }
  const answered = draft.unread.filter(({ field }) => touched.has(FIELD_OF_COLUMN[field] ?? field)).map(asWritten);
  // 「薪资：面议」 goes once somebody told the pay.
  const description = touched.has('description')
    ? fields.description
    : fields.description
        .split('\n')
        .filter((line) => !answered.includes(line))
        .join('\n');
  fields = { ...fields, description, spot: spotNamed(fields, spots) };
  const posting = newPosting({
    ...{ id: 'row', fields, source: 'sheet', employerId: '', today },
    place: { county: '', town: '', village: '' },
    by: { openid: '', name: '' },
  });
  const lacks = postingLacks(posting, today).map(({ field: lack, words }) => {
    const field = fieldOfLack(lack);
    const written = draft.unread.find((one) => (FIELD_OF_COLUMN[one.field] ?? one.field) === field);
    return { field, words: written ? `${words}（表里写的「${written.text}」）` : words };
  });
  const told = [...new Set([...draft.told, ...Object.keys(fixes)])];
  return { fields, told, filled: [...touched].filter((key) => !told.includes(key)), lacks };
}

/** What of the row goes onto a posting that stands: what it tells itself; what was said for all only where nobody has said it there. */
const toldTo = (stands: PostingFields, { told, filled }: SettledRow): ((row: FieldRow) => boolean) => {
  return ({ key, kind, write }) => {
    const written = write(stands);
    return told.includes(key) || (filled.includes(key) && (written === '' || (kind === 'count' && written === '0')));
  };
};

/** What a posting that stands says otherwise. */
export const changesTo = (stands: PostingFields, row: SettledRow): { field: string; label: string; was: string; is: string }[] =>
  POSTING_FIELDS.filter(toldTo(stands, row))
    .map(({ key, label, write }) => ({ field: key, label, was: write(stands), is: write(row.fields) }))
    .filter(({ was, is }) => was !== is);

/** A posting that stands, with what the row tells; what the row does not tell stays. */
export function overlaid(stands: PostingFields, row: SettledRow): PostingFields {
  const taken = POSTING_FIELDS.filter(toldTo(stands, row));
  let next = stands;
  for (const { read, write } of taken) {
    const after = read(next, write(row.fields));
    if (!isProblem(after)) next = after;
  }
  const moved = taken.some(({ key }) => PLACE.includes(key) || key === 'address' || key === 'channel');
  return moved ? { ...next, area: row.fields.area, spot: row.fields.spot } : next;
}

/** Texts that can be read into their fields. @returns what is wrong, by field; nothing = all can. */
export function wrongTexts(texts: FieldTexts, empty: PostingFields): Record<string, string> {
  const wrong: Record<string, string> = {};
  let fields = empty;
  for (const { key } of POSTING_FIELDS) {
    const text = texts[key];
    const read = text === undefined ? undefined : postingField(key)?.read(fields, text);
    if (read && isProblem(read)) wrong[key] = read.problem;
    else if (read) fields = read;
  }
  for (const key of Object.keys(texts)) if (postingField(key) === undefined) wrong[key] = '没有这一项';
  return wrong;
}
