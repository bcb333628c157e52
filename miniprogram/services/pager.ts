// A list read by cursor: first page, further pages, and the state people see. Plain TypeScript; pages pass in how to fetch and how to show.
import { wordsOf } from './call';
import { say } from './device';

export type ListState = 'loading' | 'ready' | 'empty' | 'failed';
export type MoreState = 'idle' | 'loading' | 'failed' | 'end';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Pager {
  /** Start over. Rows already shown stay until the new ones are here. */
  first(): Promise<void>;
  /** The next page; ignored while one is coming or at the end. */
  more(): Promise<void>;
}

/**
 * @param fetch asks for the page after a cursor (undefined = the first).
 * @param show receives setData patches: `state`, `more`, `error`, `items` or single `items[n]` paths, so that a long list is never sent twice.
 */
export function createPager<T>(
  fetch: (cursor: string | undefined) => Promise<Page<T>>,
  show: (patch: Record<string, unknown>) => void,
): Pager {
  let next: string | null = null;
  let count = 0;
  let turn = 0;
  let busy = false;

  async function first(): Promise<void> {
    turn += 1;
    const mine = turn;
    busy = true;
    show(count === 0 ? { state: 'loading', error: null } : { error: null });
    try {
      const page = await fetch(undefined);
      if (mine !== turn) return;
      next = page.next;
      count = page.items.length;
      show({ state: count === 0 ? 'empty' : 'ready', items: page.items, more: next === null ? 'end' : 'idle' });
    } catch (thrown) {
      if (mine !== turn) return;
      const error = wordsOf(thrown);
      if (count === 0) show({ state: 'failed', error });
      else say(`${error.message}，看到的是刚才的`);
    } finally {
      if (mine === turn) busy = false;
    }
  }

  async function more(): Promise<void> {
    if (busy || next === null) return;
    const mine = turn;
    busy = true;
    show({ more: 'loading' });
    try {
      const page = await fetch(next);
      if (mine !== turn) return;
      next = page.next;
      const patch: Record<string, unknown> = { more: next === null ? 'end' : 'idle' };
      for (const item of page.items) {
        patch[`items[${count}]`] = item;
        count += 1;
      }
      show(patch);
    } catch {
      if (mine === turn) show({ more: 'failed' });
    } finally {
      if (mine === turn) busy = false;
    }
  }

  return { first, more };
}
