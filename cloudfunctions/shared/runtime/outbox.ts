// What must be told to somebody after a change: rows written with the change, delivered later, at least once.
import type { Instant } from '@shared/domain/records';

export interface OutboxRow {
  /** Says what is told to whom, so that the same telling has the same id everywhere it arrives. */
  _id: string;
  openid: string;
  /** The record it is about. */
  subject: string;
  /** Which settings/messages entry carries it outside the mini-program. */
  kind: string;
  title: string;
  text: string;
  page: string;
  /** `behind`: told to very many at once, waits behind everything that concerns what one person has under way. */
  state: 'waiting' | 'behind' | 'done' | 'failed';
  /** Not before; a delivery in progress moves it ahead, which is its lease. */
  dueAt: Instant;
  attempts: number;
  createdAt: Instant;
  lastError: string;
}

/** A notice as its receiver reads it in the mini-program: the truth, whether or not a message could be sent. */
export interface NoticeRecord {
  _id: string;
  openid: string;
  subject: string;
  title: string;
  text: string;
  page: string;
  at: Instant;
  readAt: Instant | null;
  sortKey: string;
}

export interface Telling {
  openid: string;
  subject: string;
  /** Of the subject after the change. */
  version: number;
  kind: string;
  title: string;
  text: string;
  page: string;
  /** Delivered no earlier, e.g. when the quiet hours are over; absent = at once. */
  notBefore?: Instant;
}

export function outboxRow(telling: Telling, now: Instant): OutboxRow {
  const { openid, subject, version, kind, title, text, page, notBefore = now } = telling;
  return {
    _id: `tell:${subject}:${version}:${kind}:${openid}`,
    openid,
    subject,
    kind,
    title,
    text,
    page,
    state: 'waiting',
    dueAt: notBefore,
    attempts: 0,
    createdAt: now,
    lastError: '',
  };
}

/** The same for a telling that goes to a whole county in one night. */
export const outboxRowBehind = (telling: Telling, now: Instant): OutboxRow => ({ ...outboxRow(telling, now), state: 'behind' });

export function noticeOf(row: OutboxRow): NoticeRecord {
  return {
    _id: row._id,
    openid: row.openid,
    subject: row.subject,
    title: row.title,
    text: row.text,
    page: row.page,
    at: row.createdAt,
    readAt: null,
    sortKey: `${row.createdAt}:${row._id}`,
  };
}

const MOST_ATTEMPTS = 8;

/** When a row is due again after `attempts` tries: a minute, two, four, … ; null = given up. */
export function nextDue(attempts: number, now: Instant): Instant | null {
  if (attempts > MOST_ATTEMPTS) return null;
  return new Date(Date.parse(now) + 60_000 * 2 ** (attempts - 1)).toISOString();
}
