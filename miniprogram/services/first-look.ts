// A card opened cold paints its posting with one call; what the app asks at its start waits until that is on the screen.
const CARD_PAGES: readonly string[] = ['pages/job/job', 'packages/push/week/week', 'packages/fairs/open/open'];

let cold = true;
let waiting: (() => void) | null = null;

/** Does the work now, or after the first look when a card's page is what the app starts with. */
export function afterFirstLook(path: string, work: () => void): void {
  const waits = cold && CARD_PAGES.includes(path.replace(/^\//, ''));
  cold = false;
  if (waits) waiting = work;
  else work();
}

/** The card's page shows something, or why it cannot; called when that was drawn (setData's callback). */
export function firstLookDone(): void {
  const work = waiting;
  waiting = null;
  // Not in the breath that draws.
  if (work) setTimeout(work, 0);
}
