// All forms, and the documents they work on.
import { COLLECTIONS, UPDATES, WRITES } from './changes';
import { type Form, THINGS } from './form';
import { PIPELINES } from './pipelines';
import { QUERIES, READING } from './queries';
import type { Db } from './sdk-types';

export const FORMS: Form[] = [...QUERIES, ...READING, ...UPDATES, ...WRITES, ...COLLECTIONS, ...PIPELINES];

/** Collections the forms use; they must be empty before. */
export const COLLECTIONS_USED = ['things', 'changed', 'kinds', 'many', 'heavy', 'fresh'] as const;

/** What lies in each collection before the first form runs. */
export const SEED: Record<string, readonly object[]> = {
  things: THINGS,
  kinds: [
    { _id: 'ka', k: 'a', title: '甲' },
    { _id: 'kb', k: 'b', title: '乙' },
  ],
  many: Array.from({ length: 1200 }, (_, i) => ({ _id: `m${String(i).padStart(4, '0')}` })),
  heavy: Array.from({ length: 12 }, (_, i) => ({ _id: `h${i}`, text: 'x'.repeat(100_000) })),
};

export type Outcome = { gave: unknown } | { refused: { errCode: number; errMsg: string } };

/** Run one form and say what came of it. */
export async function runForm(form: Form, db: Db): Promise<Outcome> {
  try {
    return { gave: await form.run(db) };
  } catch (error) {
    const { errCode, errMsg, message } = error as { errCode?: number; errMsg?: string; message?: string };
    return { refused: { errCode: errCode ?? 0, errMsg: errMsg ?? message ?? String(error) } };
  }
}
