// The phone's on-screen keyboard as far as a page can notice it: its height, and the field pushed above it.
import type { Part } from './builtin';

/** Height (CSS px) of the keyboard of a phone; a desk has a real one. */
const PHONE_KEYBOARD = 300;
const listeners = new Set<(height: number) => void>();

/** For wx.onKeyboardHeightChange. */
export function onKeyboard(listener: (height: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the pages that a field has the keyboard (or that it has gone). Returns the keyboard's height. */
export function showKeyboard(part: Pick<Part, 'phone'>, field: HTMLElement | null): number {
  // The stage draws no keyboard unless asked: the height is then 0, as with a hardware keyboard on a phone.
  const drawn = part.phone.settings.keyboard === true && part.phone.device.kind === 'phone';
  const height = field && drawn ? PHONE_KEYBOARD : 0;
  for (const listener of listeners) listener(height);
  return height;
}
