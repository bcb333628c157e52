// One turning column of a picker: items of equal height, the one in the middle is chosen.
import { scrollByMouse } from './drag';

export interface Wheel {
  el: HTMLElement;
  /** Items are the children of this. */
  items: HTMLElement;
  /** Turns to an item without telling. */
  turnTo(index: number): void;
  index(): number;
  /** After items or sizes have changed. */
  refresh(): void;
}

/** Makes a column; `settled` is called with the index when a person has turned it and it stands still. */
export function makeWheel(itemHeight: () => number, settled: (index: number) => void): Wheel {
  const el = document.createElement('div');
  const items = document.createElement('div');
  el.className = 'wx-wheel';
  items.className = 'wx-wheel-items';
  el.append(items);
  el.tabIndex = 0;
  el.setAttribute('role', 'listbox');
  let chosen = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const count = () => items.children.length;
  const within = (index: number) => Math.min(Math.max(0, count() - 1), Math.max(0, index));
  const mark = () => {
    for (let at = 0; at < count(); at++) items.children[at]?.setAttribute('aria-selected', String(at === chosen));
  };
  const turnTo = (index: number) => {
    chosen = within(index);
    el.scrollTo({ top: chosen * itemHeight(), behavior: 'instant' });
    mark();
  };
  const settle = () => {
    const index = within(Math.round(el.scrollTop / itemHeight()));
    if (index === chosen) return;
    chosen = index;
    mark();
    settled(index);
  };
  const byPerson = (index: number) => {
    el.scrollTo({ top: within(index) * itemHeight(), behavior: 'instant' });
    settle();
  };
  // Browsers without scrollend: standing still for a moment is the end.
  el.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 120);
  });
  el.addEventListener('scrollend', () => {
    clearTimeout(timer);
    settle();
  });
  items.addEventListener('click', (ev) => {
    const item = [...items.children].findIndex((each) => each.contains(ev.target as Node));
    if (item >= 0) byPerson(item);
  });
  el.addEventListener('keydown', (ev) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[ev.key];
    if (!step) return;
    ev.preventDefault();
    byPerson(chosen + step);
  });
  scrollByMouse(el);
  const refresh = () => {
    el.style.setProperty('--wx-item', `${itemHeight()}px`);
    turnTo(chosen);
  };
  return { el, items, turnTo, index: () => chosen, refresh };
}
