// Small schemas the pack and its checks share.
import * as z from 'zod';

/** An id within the pack: conditions, tiers. Never renamed once released. */
export const localId = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);

/** Which document and which of its articles: two indexes into `documents` and its `articles`. */
export const basisRef = z.tuple([z.number().int().min(0), z.number().int().min(0)]);

/** A day that exists is checked by the pack's refinement; here the shape. */
export const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const positiveFen = z.number().int().positive();
