// All forms, and the documents they work on.
import { COLLECTIONS, UPDATES, WRITES } from './changes';
import { type Form, THINGS } from './form';
import { PIPELINES } from './pipelines';
import { QUERIES, READING } from './queries';

export const FORMS: Form[] = [...QUERIES, ...READING, ...UPDATES, ...WRITES, ...COLLECTIONS, ...PIPELINES];

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
