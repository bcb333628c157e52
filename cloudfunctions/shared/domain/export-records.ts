// The shapes of stored records about sheets that go out: an export, its packed parts, and what the last one of a layout said of each person.
import type { Instant, Placed, ScopeLevel, Versioned } from './records';

/** 'asked': waits for a second person; 'ready': can be fetched until it is swept; 'over': was swept. */
export const EXPORT_STATES = ['asked', 'running', 'ready', 'refused', 'over'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** exports/{export:random}: who took what out, why, who agreed. Stays; the file itself is swept after an hour. */
export interface ExportRecord extends Placed, Versioned {
  _id: string;
  status: ExportState;
  layout: string;
  level: ScopeLevel;
  /** What it is called on disk. */
  name: string;
  /** Whole numbers, or masked ones. */
  full: boolean;
  /** Only who differs from the last sheet of this layout. */
  changes: boolean;
  reason: string;
  at: Instant;
  by: { openid: string; name: string };
  /** The second person, where one is needed: whole numbers of a whole township outside an open 发放期. */
  agreed: { openid: string; name: string; at: Instant; yes: boolean } | null;
  needsSecond: boolean;
  task: string | null;
  rows: number;
  fileID: string | null;
  until: Instant | null;
}

/** export_parts/{export}:{n}: one packed piece of the sheet; goes with its file once the sheet is put together. */
export interface ExportPartRecord {
  _id: string;
  export: string;
  n: number;
  fileID: string;
  size: number;
  /** What the next piece must know; see papers/tables/write-parts.ts. */
  bytes: number;
  crc: number;
  rows: number;
}

/** export_marks/{layout}:{person}: a hash of the row the last whole or changes-only sheet of a layout held for the person. */
export interface ExportMarkRecord {
  _id: string;
  layout: string;
  person: string;
  hash: string;
  export: string;
  /** What the mark was before this export, which may never have come to an end. */
  prev: string | null;
}
