// What two people wrote differently, and the phones villages were opened on.
import * as z from 'zod';
import { cursor, id, instant, limit, version, villageCode } from './common';

const device = z.string().regex(/^[a-f0-9]{32}$/);
const words = (max: number) => z.string().trim().max(max);

const side = z.object({ words: z.string(), at: instant, by: z.string() });
export const conflictView = z.object({
  id,
  version,
  status: z.enum(['open', 'decided']),
  headName: z.string(),
  name: z.string(),
  villageName: z.string(),
  ownerName: z.string(),
  why: z.string(),
  /** Whether the caller may decide. */
  mine: z.boolean(),
  at: instant,
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      base: z.string(),
      ours: side,
      theirs: side,
      decided: z.object({ take: z.enum(['ours', 'theirs']), at: instant, by: z.string() }).nullable(),
    }),
  ),
});

export const conflict = {
  'conflict.list': {
    input: z.strictObject({
      status: z.enum(['open', 'decided']).default('open'),
      village: villageCode.optional(),
      cursor: cursor.optional(),
      limit: limit.optional(),
    }),
    output: z.object({ items: z.array(conflictView), next: z.string().nullable() }),
  },
  'conflict.decide': {
    input: z.strictObject({ conflict: id, version, field: z.string().max(30), take: z.enum(['ours', 'theirs']) }),
    output: z.object({ conflict: conflictView }),
  },
} as const;

const deviceView = z.object({
  id,
  version,
  status: z.enum(['active', 'revoked']),
  ownerName: z.string(),
  model: z.string(),
  villageName: z.string(),
  since: instant,
  mine: z.boolean(),
  revoked: z.object({ at: instant, by: z.string(), why: z.string() }).nullable(),
});

export const deviceContract = {
  /** What a phone asks whenever it comes in reach: may it still hold a village? */
  'device.state': { input: z.strictObject({ device }), output: z.object({ state: z.enum(['unknown', 'active', 'revoked']) }) },
  'device.list': {
    input: z.strictObject({ view: z.enum(['mine', 'place']), cursor: cursor.optional() }),
    output: z.object({ items: z.array(deviceView), next: z.string().nullable() }),
  },
  'device.revoke': {
    input: z.strictObject({ device: id, version, why: words(60).min(2) }),
    output: z.object({ device: deviceView }),
  },
} as const;
