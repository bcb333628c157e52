// A step of a posting inside an action: what the table refuses becomes what the page shows.
import { movedPosting, PostingRefused, type PostingStep } from '@shared/domain/postings';
import type { PostingRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';

/** @throws Problem 'bad_input' naming the field, or 'not_possible_now' in the table's own words. */
export function toldPlainly<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PostingRefused)) throw error;
    if (error.field !== '') throw new Problem('bad_input', { message: `${error.message}。`, fields: { [error.field]: error.message } });
    throw new Problem('not_possible_now', { message: `${error.message}。`, next: '返回刷新再看。' });
  }
}

export const stepped = (posting: PostingRecord, step: PostingStep): PostingRecord => toldPlainly(() => movedPosting(posting, step));
