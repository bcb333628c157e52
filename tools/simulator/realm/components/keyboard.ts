// The phone's on-screen keyboard as far as a page can notice it: its height, and the field pushed above it.
import type { Part } from './builtin';

/** Height (CSS px) of the keyboard of a phone; a desk has a real one. */
const PHONE_KEYBOARD = 300;
const listeners = new Set<(height: number) => void>();

type Field = Pick<Part, 'phone'> & { data: { adjustPosition: boolean; cursorSpacing: number } };

/** For wx.onKeyboardHeightChange. */
export function onKeyboard(listener: (height: number) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the pages that a field has the keyboard (or that it has gone). Returns the keyboard's height. */
export function showKeyboard(part: Field, field: HTMLElement | null): number {
  // The stage draws no keyboard unless asked: the height is then 0, as with a hardware keyboard on a phone.
  const drawn = part.phone.settings.keyboard === true && part.phone.device.kind === 'phone';
  const height = field && drawn ? PHONE_KEYBOARD : 0;
  draw(height > 0 ? field : null);
  const { adjustPosition, cursorSpacing } = part.data;
  lift(height > 0 && adjustPosition ? field : null, cursorSpacing);
  for (const listener of listeners) listener(height);
  return height;
}

/** A keyboard's place on the screen: typing is done on the computer's own. */
function draw(field: HTMLElement | null): void {
  document.getElementById('keyboard')?.remove();
  if (!field) return;
  const panel = document.createElement('div');
  panel.id = 'keyboard';
  panel.style.height = `${PHONE_KEYBOARD}px`;
  panel.textContent = '手机键盘的位置，请用电脑的键盘打字';
  const done = document.createElement('button');
  done.textContent = '完成';
  done.addEventListener('click', () => field.blur());
  // A finger on the keyboard does not take the field its cursor.
  panel.addEventListener('pointerdown', (ev) => ev.preventDefault());
  panel.addEventListener('mousedown', (ev) => ev.preventDefault());
  panel.append(done);
  document.body.append(panel);
}

/** Pushes the pages up so far that the field stands above the keyboard. */
function lift(field: HTMLElement | null, spacing: number): void {
  const pages = document.getElementById('pages');
  if (!pages) return;
  pages.style.inset = '';
  if (!field) return;
  const covered = field.getBoundingClientRect().bottom + spacing - (window.innerHeight - PHONE_KEYBOARD);
  if (covered > 0) pages.style.inset = `${-Math.min(covered, PHONE_KEYBOARD)}px 0 ${Math.min(covered, PHONE_KEYBOARD)}px`;
}
