// What each open-type of a button does.
import type { OpenType } from './button';

/** Filled by `wx`, which owns sheets and sharing: open-type → what happens. */
export const openTypes: Record<string, OpenType> = {};
