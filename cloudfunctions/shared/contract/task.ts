// Long work as its page sees it: how far it is, what went wrong, what came of it. Each look drives it one step.
import * as z from 'zod';
import { id } from './common';

export const taskView = z.object({
  id,
  kind: z.string(),
  words: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'stopped']),
  done: z.number(),
  failed: z.number(),
  total: z.number().nullable(),
  troubles: z.array(z.object({ key: z.string(), words: z.string() })),
  tally: z.record(z.string(), z.number()),
  /** What came of it, as the kind says; null while it runs. */
  result: z.unknown(),
});

export const task = {
  'task.drive': { input: z.strictObject({ task: id }), output: z.object({ task: taskView }) },
  /** Takes over work that stopped because whoever asked no longer serves there: it goes on with the rights of the caller. */
  'task.again': { input: z.strictObject({ task: id }), output: z.object({ task: taskView }) },
  'task.stop': { input: z.strictObject({ task: id }), output: z.object({ task: taskView }) },
} as const;
