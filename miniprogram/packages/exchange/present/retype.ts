// Who differs and where, as the page of 照着敲 and 对账 shows them: a line in the list, and the values side by side with the key that copies each.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';

export type Shown = Output<'retype.show'>;
export type Item = Output<'retype.list'>['items'][number];
export type Source = Output<'retype.sources'>['sources'][number];

export type Status = Item['status'];
const TABS: Readonly<Record<Status, string>> = { open: '要录的', typed: '录完的', confirmed: '对上的' };
/** With the labour station nothing is typed. */
const SETTLE_TABS: Readonly<Record<Status, string>> = { open: '对不上', typed: '', confirmed: '对上的' };

export interface Line {
  id: string;
  title: string;
  under: string;
  why: string;
  kind: Item['kind'];
  agrees: boolean;
}

const KINDS: Readonly<Record<Item['kind'], string>> = { differs: '', ours_only: '他们那边没有', theirs_only: '只有他们有' };

export function lineOf(item: Item, today: string): Line {
  const fields = item.fields.map(({ words }) => words);
  const few = fields.length > 3 ? `${fields.slice(0, 3).join('、')}等 ${fields.length} 样` : fields.join('、');
  const typed = item.status === 'typed' && item.typedAt ? `${item.typedBy}${dayWords(item.typedAt.slice(0, 10), today)}录的` : '';
  const parts = [item.villageName, KINDS[item.kind], item.agrees ? '现在一样了' : few, item.settled ? '都定了' : '', typed];
  return {
    id: item.id,
    title: `${item.name}（${item.idTail}）`,
    under: parts.filter((part) => part !== '').join(' · '),
    why: item.why,
    kind: item.kind,
    agrees: item.agrees,
  };
}

/** One to nine, then letters: Enter, Escape and the arrows have their own work, 0 is the number of the person. */
const KEYS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

type Row = Shown['parts'][number]['rows'][number] & { key: string; copied: boolean; at: number; offers: boolean };
export interface PanelPart {
  key: string;
  kind: Shown['parts'][number]['kind'];
  words: string;
  about: string;
  /** Said once of a part in which there is nothing to choose. */
  note: string;
  rows: Row[];
}
export interface Panel {
  id: string;
  version: number;
  person: string;
  name: string;
  idNumber: string;
  village: string;
  why: string;
  status: Item['status'];
  theirsOnly: boolean;
  agrees: boolean;
  idCopied: boolean;
  /** Something of it is work: its own page is a tap away. */
  work: boolean;
  parts: PanelPart[];
}

/** `copied`: rows already copied, by their place. */
export function panelOf({ item, idNumber, parts }: Shown, copied: readonly string[]): Panel {
  let at = 0;
  return {
    id: item.id,
    version: item.version,
    person: item.person ?? '',
    name: item.name,
    idNumber,
    village: item.villageName,
    why: item.why,
    status: item.status,
    theirsOnly: item.kind === 'theirs_only',
    agrees: item.agrees,
    idCopied: copied.includes('0'),
    work: parts.some((part) => part.rows.some(({ field }) => field.startsWith('work.'))),
    parts: parts.map((part) => ({
      ...part,
      note: part.kind === 'new' ? (part.rows[0]?.note ?? '') : '',
      rows: part.rows.map((row) => {
        const key = row.copies ? (KEYS.charAt(at++) ?? '') : '';
        // What only we have is told to them in words; there is nothing to choose between.
        return { ...row, key, at, copied: key !== '' && copied.includes(key), offers: part.kind !== 'new' };
      }),
    })),
  };
}

/** The value a key copies. */
export const rowOfKey = (panel: Panel, key: string): Row | null =>
  panel.parts.flatMap(({ rows }) => rows).find((row) => row.key !== '' && row.key === key.toUpperCase()) ?? null;

/** The panel with what was copied of it marked. */
export const withCopied = (panel: Panel, copied: readonly string[]): Panel => ({
  ...panel,
  idCopied: copied.includes('0'),
  parts: panel.parts.map((part) => ({
    ...part,
    rows: part.rows.map((row) => ({ ...row, copied: row.key !== '' && copied.includes(row.key) })),
  })),
});

interface FieldName {
  field: string;
  words: string;
}

/** The fields met so far, for the filter. */
export function fieldsKnown(known: FieldName[], items: readonly Item[]): FieldName[] {
  const all = new Map(known.map((one) => [one.field, one]));
  for (const one of items.flatMap(({ fields }) => fields)) if (!all.has(one.field)) all.set(one.field, one);
  return [...all.values()];
}

/** What stands above the list: 「这个月要改 37 人，已录 12」. */
export function headOf(sources: readonly Source[], source: string, labour: boolean) {
  const one = sources.find((each) => each.source === source);
  if (!one) return { head: '', under: '', tabs: [] };
  const words = labour ? SETTLE_TABS : TABS;
  return {
    sourceAt: sources.indexOf(one),
    head: labour ? `对不上的 ${one.open} 人` : `这个月要改 ${one.open + one.typed} 人，已录 ${one.typed}`,
    under: `${one.words} · ${dayWords(one.asOf)}的表 · 对上的 ${one.confirmed} 人`,
    tabs: (['open', 'typed', 'confirmed'] as const)
      .filter((status) => words[status] !== '')
      .map((status) => ({ status, words: words[status], count: one[status] })),
  };
}
