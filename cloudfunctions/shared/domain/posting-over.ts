// A posting that is over or goes on, as it is then stored: found by nobody unless open, asked about again when it is.
import { addDays } from './dates';
import { indexed } from './job-cells';
import type { DateText, PostingRecord } from './records';

/** What residents can still open. */
export const SHOWN_POSTINGS: readonly string[] = ['open', 'full', 'expired'];
/** After so many days somebody asks whether it still holds. */
const ASK_AGAIN_DAYS = 30;

export const takenDown = (posting: PostingRecord, why: string): PostingRecord =>
  indexed({ ...posting, status: 'stopped', why, askAgainOn: '' });

export const filled = (posting: PostingRecord): PostingRecord => indexed({ ...posting, status: 'full', askAgainOn: '' });

/** Still wanted: open on, or open again after it was full. */
export const wantedStill = (posting: PostingRecord, today: DateText): PostingRecord =>
  indexed({ ...posting, status: 'open', why: '', askAgainOn: addDays(today, ASK_AGAIN_DAYS) });
