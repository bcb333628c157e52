// What is read of one row of a sheet of postings, and what reads one cell into it.
import type { Home, PastedValues } from '../posting-paste';
import { type Said, Stretch, shortened } from '../posting-paste/text';
import type { DateText } from '../records';

export interface ReadSetting {
  today: DateText;
  home: Home;
  /** Names of home's townships and villages. */
  near: readonly string[];
}

/** What is read of one row so far. */
export interface Reading {
  found: Partial<{ [K in keyof PastedValues]: Said<PastedValues[K]> }>;
  payHow: string;
  address: string;
  place: { province: string; city: string; county: string };
  low: number | null;
  high: number | null;
  people: number;
  notes: string[];
}

export interface CellOf {
  /** Plain signs, trimmed, never empty. */
  text: string;
  /** The column's heads, joined. */
  head: string;
}

/** Reads one cell into the row; false = not understood, or not the whole of it. */
export type Reader = (cell: CellOf, into: Reading, setting: ReadSetting) => boolean;

export const stretch = (text: string): Stretch => new Stretch(text, 0);
export const NONE = /^(无|没有|不限|无要求|不要求|没要求|\/|-+|—+|否|暂无|均可)$/;

/** At most so many signs, without a blank at either end. */
export const cutTo = (text: string, most: number): string => shortened(text, most).trim();
