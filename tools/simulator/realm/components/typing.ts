// What input and textarea share: value, placeholder, focus, cursor, events, and the on-screen keyboard's height.
import type { Part } from './builtin';
import { showKeyboard } from './keyboard';

export const TYPING = {
  value: '',
  name: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: 'input-placeholder',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  cursor: -1,
  cursorSpacing: 0,
  cursorColor: '',
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
  confirmType: 'done',
  confirmHold: false,
  safePasswordCertPath: '',
  safePasswordLength: 0,
  safePasswordTimeStamp: 0,
  safePasswordNonce: '',
  safePasswordSalt: '',
  safePasswordCustomHash: '',
  autoFill: '',
} as const;

type Field = HTMLInputElement | HTMLTextAreaElement;
export interface Typing {
  update(changed: ReadonlySet<string>): void;
  attached(): void;
  detached(): void;
  /** Puts a value in without an event. */
  write(value: string): void;
}

/** `value` of an input may be a number in a page's data; nothing is shown for null. */
const shown = (value: unknown) => (value === null || value === undefined ? '' : String(value));

/**
 * Makes a field type as WeChat does. `confirms` says which key finishes (bindconfirm); `changed` is called whenever the words or look change.
 */
export function attachTyping(
  part: Part<typeof TYPING>,
  field: Field,
  confirms: (key: KeyboardEvent) => boolean,
  changedLook: () => void = () => {},
): Typing {
  const placeholder = document.createElement('div');
  placeholder.className = 'wx-placeholder';
  part.el.append(placeholder, field);
  part.el.setAttribute('wx-control', '');
  let composing = false;
  let beforeFocus = '';
  let keyboardHeight = 0;

  const showPlaceholder = () => {
    placeholder.style.display = field.value === '' && !composing ? '' : 'none';
  };
  const write = (value: string) => {
    if (field.value !== value) {
      const atEnd = field.selectionStart === field.value.length;
      const caret = field.selectionStart;
      field.value = value;
      if (document.activeElement === field && !atEnd) field.setSelectionRange(caret, caret);
    }
    if (shown(part.data.value) !== value) part.set({ value });
    showPlaceholder();
    changedLook();
  };
  const limit = () => (part.data.maxlength < 0 ? Number.POSITIVE_INFINITY : part.data.maxlength);
  const typed = (keyCode: number) => {
    if (field.value.length > limit()) {
      const caret = Math.min(field.selectionStart ?? limit(), limit());
      field.value = field.value.slice(0, limit());
      field.setSelectionRange(caret, caret);
    }
    const { value } = field;
    // Typing on at the limit changes nothing, so it tells nothing.
    if (value === shown(part.data.value)) return showPlaceholder();
    part.set({ value });
    showPlaceholder();
    changedLook();
    let replaced = false;
    const onReturn = (returned: unknown) => {
      if (replaced) return;
      if (typeof returned === 'string') {
        replaced = true;
        write(returned);
      } else if (returned && typeof returned === 'object' && 'value' in returned) {
        replaced = true;
        const { value: next, cursor } = returned as { value?: unknown; cursor?: number };
        write(shown(next));
        if (typeof cursor === 'number') field.setSelectionRange(cursor, cursor);
      }
    };
    part.emit('input', { value, cursor: field.selectionStart ?? value.length, keyCode }, { onReturn });
  };
  const keyboard = (height: number) => {
    if (height === keyboardHeight) return;
    keyboardHeight = height;
    part.emit('keyboardheightchange', { height, pressed: height > 0, duration: 250 });
  };

  // The browser's own events must not reach handlers of the page under the same names.
  for (const type of ['input', 'change', 'select', 'submit', 'reset'] as const) field.addEventListener(type, (ev) => ev.stopPropagation());
  let lastKey = 0;
  field.addEventListener('keydown', (ev) => {
    const key = ev as KeyboardEvent;
    lastKey = key.keyCode;
    if (key.isComposing || !confirms(key)) return;
    key.preventDefault();
    part.emit('confirm', { value: field.value });
    if (!part.data.confirmHold) field.blur();
  });
  field.addEventListener('compositionstart', () => {
    composing = true;
    showPlaceholder();
    part.emit('keyboardcompositionstart', { data: '' });
  });
  field.addEventListener('compositionend', (ev) => {
    composing = false;
    part.emit('keyboardcompositionend', { data: (ev as CompositionEvent).data });
    typed(lastKey);
  });
  field.addEventListener('input', () => {
    if (!composing) typed(lastKey);
  });
  field.addEventListener('focus', () => {
    beforeFocus = field.value;
    const height = showKeyboard(part, field);
    part.emit('focus', { value: field.value, height });
    keyboard(height);
  });
  field.addEventListener('blur', () => {
    const { value } = field;
    showKeyboard(part, null);
    if (part.data.focus) part.set({ focus: false });
    part.emit('blur', { value, cursor: field.selectionStart ?? value.length, encryptedValue: '', encryptError: '' });
    if (value !== beforeFocus) part.emit('change', { value });
    keyboard(0);
  });
  // A tap on the padding of the component is a tap on the field.
  part.el.addEventListener('click', (ev) => {
    if (ev.target !== field && ev.detail !== 0 && !part.data.disabled) field.focus();
  });

  const place = () => {
    const { cursor, selectionStart, selectionEnd } = part.data;
    if (document.activeElement !== field) return;
    if (selectionStart >= 0 && selectionEnd >= 0) field.setSelectionRange(selectionStart, selectionEnd);
    else if (cursor >= 0) field.setSelectionRange(cursor, cursor);
  };
  return {
    write,
    update(changed) {
      const { data } = part;
      if (changed.has('value') && field.value !== shown(data.value) && !composing) write(shown(data.value).slice(0, limit()));
      if (changed.has('disabled')) {
        field.readOnly = data.disabled;
        field.tabIndex = data.disabled ? -1 : 0;
        part.el.toggleAttribute('disabled', data.disabled);
        field.setAttribute('aria-disabled', String(data.disabled));
      }
      if (changed.has('placeholder')) {
        placeholder.textContent = data.placeholder;
        field.setAttribute('aria-placeholder', data.placeholder);
      }
      if (changed.has('ariaLabel') || changed.has('placeholder'))
        field.setAttribute('aria-label', String(data.ariaLabel || data.placeholder || ''));
      if (changed.has('placeholderClass')) placeholder.className = `wx-placeholder ${part.pageClass(data.placeholderClass)}`;
      if (changed.has('placeholderStyle')) placeholder.setAttribute('style', data.placeholderStyle);
      if (changed.has('cursorColor')) field.style.caretColor = data.cursorColor;
      if (changed.has('focus') && part.el.isConnected) data.focus ? field.focus() : document.activeElement === field && field.blur();
      if (changed.has('cursor') || changed.has('selectionStart') || changed.has('selectionEnd')) place();
      for (const name of ['role', 'aria-label', 'aria-roledescription']) part.el.removeAttribute(name);
      showPlaceholder();
    },
    attached() {
      if (part.data.focus || part.data.autoFocus) setTimeout(() => field.focus(), 0);
    },
    detached() {
      if (document.activeElement === field) field.blur();
    },
  };
}
