// What an act costs a person: touches, keys, scrolls before a touch, and whether a page was loaded anew. Counted in the browser itself.
import type { Phone } from './stage';

export interface Effort {
  taps: number;
  keys: number;
  /** Times the page was scrolled before the next touch. */
  scrolls: number;
  /** The document was loaded anew. */
  loaded: boolean;
}

type Counting = { taps: number; keys: number; scrolls: number; moved: boolean };

/** Counts from now on; the returned function reads what it came to so far and begins anew. */
export async function effortOf(phone: Phone): Promise<() => Promise<Effort>> {
  await phone.frame.evaluate(() => {
    const count: Counting = { taps: 0, keys: 0, scrolls: 0, moved: false };
    (window as unknown as { __effort: Counting }).__effort = count;
    const touched = () => {
      count.taps += 1;
      if (count.moved) count.scrolls += 1;
      count.moved = false;
    };
    document.addEventListener('pointerdown', touched, true);
    const keyed = (ev: KeyboardEvent) => {
      if (!ev.repeat) count.keys += 1;
    };
    const moved = () => {
      count.moved = true;
    };
    document.addEventListener('keydown', keyed, true);
    document.addEventListener('scroll', moved, true);
  });
  return () =>
    phone.frame.evaluate(() => {
      const count = (window as unknown as { __effort?: Counting }).__effort;
      if (!count) return { taps: 0, keys: 0, scrolls: 0, loaded: true };
      const { taps, keys, scrolls } = count;
      Object.assign(count, { taps: 0, keys: 0, scrolls: 0, moved: false });
      return { taps, keys, scrolls, loaded: false };
    });
}
