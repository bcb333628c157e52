// input: one line of typing. The value the handler returns replaces what was typed; composition of Chinese is left alone until it ends.
import { builtin } from './builtin';
import { setActivation, setControl } from './controls';
import { attachTyping, TYPING } from './typing';

/** HTML behind each type; idcard and nickname are plain words there. */
const TYPES: Record<string, { type: string; inputMode: string }> = {
  text: { type: 'text', inputMode: 'text' },
  number: { type: 'text', inputMode: 'numeric' },
  digit: { type: 'text', inputMode: 'decimal' },
  idcard: { type: 'text', inputMode: 'text' },
  nickname: { type: 'text', inputMode: 'text' },
  'safe-password': { type: 'password', inputMode: 'numeric' },
};

/** Keys a phone's keyboard of this type does not have. Pasting and filling in pass, as on a phone. */
const MISSING_KEYS: Record<string, RegExp> = { number: /[^0-9]/, digit: /[^0-9.]/, idcard: /[^0-9Xx]/ };

export const input = builtin('input', { ...TYPING, type: 'text', password: false, alwaysEmbed: false }, (part) => {
  const field = document.createElement('input');
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.addEventListener('beforeinput', (ev) => {
    const { inputType, data } = ev as InputEvent;
    if (inputType === 'insertText' && data?.length === 1 && MISSING_KEYS[part.data.type]?.test(data)) ev.preventDefault();
  });
  const typing = attachTyping(part as never, field, (key) => key.key === 'Enter');
  setControl(part.node, { name: () => part.data.name, value: () => part.data.value, reset: () => typing.write('') });
  setActivation(part.node, () => field.focus());
  return {
    update(changed) {
      if (changed.has('type') || changed.has('password')) {
        const { type, inputMode } = TYPES[part.data.type] ?? (TYPES.text as { type: string; inputMode: string });
        field.type = part.data.password ? 'password' : type;
        field.inputMode = inputMode;
      }
      typing.update(changed);
    },
    attached: typing.attached,
    detached: typing.detached,
  };
});
