// Small schemas the pack and its checks share. Each is a function: schemas are made when a pack is first read, not while a function loads.
import * as z from 'zod';

/** Makes a value at its first use and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An id within the pack: conditions, tiers. Never renamed once released. */
export const localId = once(() => z.string().regex(/^[a-z][a-z0-9_]{1,40}$/));

/** Which document and which of its articles: two indexes into `documents` and its `articles`. */
export const basisRef = once(() => z.tuple([z.number().int().min(0), z.number().int().min(0)]));

/** A day that exists is checked by the pack's refinement; here the shape. */
export const dayText = once(() => z.string().regex(/^\d{4}-\d{2}-\d{2}$/));
export const positiveFen = once(() => z.number().int().positive());

/** `MM-DD`. */
export const monthDay = once(() => z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

/** Part of a condition or evidence set: holds only where the county chose this option of a switch. */
export const onlyIf = once(() => z.strictObject({ switch: localId(), is: localId() }));

/** `programme@version`. */
export const VERSION_ID = /^[a-z][a-z0-9-]{1,40}@[a-z0-9][a-z0-9.-]{0,40}$/;
