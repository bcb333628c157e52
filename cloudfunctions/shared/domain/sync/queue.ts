// What waits on the phone to be sent: visits first, then pictures and what was settled at their door. Each goes under one request id for ever.
import type { Instant } from '../records';

/** `refused`: the cloud said no, in words; a person mends it or lets it lie. Nothing leaves the queue but by being taken. */
export type ItemState = 'waiting' | 'refused' | 'done';

export interface QueueItem {
  /** The request id: the same for every try, so that the cloud does it once. */
  id: string;
  kind: 'visit' | 'photo' | 'say' | 'proxy';
  /** The visit it belongs to; it goes only after that one was taken. */
  visit: string;
  words: string;
  state: ItemState;
  /** Why it was refused. */
  trouble: string;
  tries: number;
  at: Instant;
  /** kind 'photo' and 'proxy': our own copy, and what the first of two steps brought. */
  path: string;
  fileID: string;
  /** kind 'visit': what became of what was settled at its door, as the cloud said. */
  became?: readonly { kind: string; person: string; done: boolean; words: string; record: string | null }[];
  /** Further input of the call, by kind. */
  input: Readonly<Record<string, unknown>>;
}

export type Queue = readonly QueueItem[];

/** Adds what is not there yet: adding twice is adding once. */
export function enqueue(queue: Queue, items: readonly QueueItem[]): QueueItem[] {
  const known = new Set(queue.map(({ id }) => id));
  return [...queue, ...items.filter(({ id }) => !known.has(id))];
}

/** The next one to send: a visit at once, the rest after its visit. Null when nothing can go. */
export function nextToSend(queue: Queue): QueueItem | null {
  const open = new Set(queue.filter(({ kind, state }) => kind === 'visit' && state !== 'done').map(({ visit }) => visit));
  return queue.find(({ kind, visit, state }) => state === 'waiting' && (kind === 'visit' || !open.has(visit))) ?? null;
}

const change = (queue: Queue, id: string, patch: Partial<QueueItem>): QueueItem[] =>
  queue.map((item) => (item.id === id ? { ...item, ...patch } : item));

/** The bytes are up; a retry goes on from there. */
export const uploaded = (queue: Queue, id: string, fileID: string): QueueItem[] => change(queue, id, { fileID });
export const taken = (queue: Queue, id: string, became?: QueueItem['became']): QueueItem[] =>
  change(queue, id, { state: 'done', trouble: '', ...(became && became.length > 0 ? { became } : {}) });
/** No answer: it waits, nobody knows whether it arrived. */
export const unanswered = (queue: Queue, id: string): QueueItem[] =>
  queue.map((item) => (item.id === id ? { ...item, tries: item.tries + 1 } : item));
export const refused = (queue: Queue, id: string, trouble: string): QueueItem[] => change(queue, id, { state: 'refused', trouble });
/** Tried again by hand after it was mended. */
export const again = (queue: Queue, id: string): QueueItem[] => change(queue, id, { state: 'waiting', trouble: '' });

export function tally(queue: Queue): { waiting: number; refused: number; done: number } {
  const count = (state: ItemState) => queue.filter((item) => item.state === state).length;
  return { waiting: count('waiting'), refused: count('refused'), done: count('done') };
}

/** Forgets what was taken before a day, so that the page shows today; what waits or was refused stays for ever. */
export const swept = (queue: Queue, before: Instant): QueueItem[] => queue.filter(({ state, at }) => state !== 'done' || at >= before);
