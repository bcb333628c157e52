// checkbox, radio, their groups, and switch: things that are on or off.
import type * as glassEasel from 'glass-easel';
import { builtin, type Part } from './builtin';
import { setActivation, setControl } from './controls';

const CHOICE = { value: '', checked: false, disabled: false, color: '#07c160', name: '' } as const;
type ChoicePart = Part<typeof CHOICE>;

interface Group {
  /** A member was switched by the user. */
  changed(member: ChoicePart): void;
  join(member: ChoicePart): void;
  leave(member: ChoicePart): void;
}
const groups = new WeakMap<glassEasel.Element, Group>();

function groupAround(node: glassEasel.Element): Group | undefined {
  for (let at = node.parentNode; at; at = at.parentNode) {
    const group = groups.get(at);
    if (group) return group;
  }
  return undefined;
}

function makeGroup(tag: string, single: boolean) {
  return builtin(tag, { name: '' }, (part) => {
    const members = new Set<ChoicePart>();
    const value = () => {
      const on = [...members]
        .filter((each) => each.data.checked)
        .sort(inDocumentOrder)
        .map((each) => each.data.value);
      return single ? (on[0] ?? '') : on;
    };
    part.el.setAttribute('role', single ? 'radiogroup' : 'group');
    groups.set(part.node, {
      join: (member) => void members.add(member),
      leave: (member) => void members.delete(member),
      changed(member) {
        if (single) for (const other of members) if (other !== member && other.data.checked) other.set({ checked: false });
        part.emit('change', { value: value() });
      },
    });
    setControl(part.node, {
      name: () => part.data.name,
      value,
      reset() {
        for (const member of members) member.set({ checked: false });
      },
    });
    return {};
  });
}

const inDocumentOrder = (a: ChoicePart, b: ChoicePart) => (a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

export const checkboxGroup = makeGroup('checkbox-group', false);
export const radioGroup = makeGroup('radio-group', true);
export const checkbox = makeChoice('checkbox', (checked) => !checked);
export const radio = makeChoice('radio', () => true);

function makeChoice(tag: 'checkbox' | 'radio', next: (checked: boolean) => boolean) {
  return builtin(tag, CHOICE, (part) => {
    const box = document.createElement('span');
    const words = document.createElement('span');
    box.className = 'wx-choice-box';
    part.el.append(box, words);
    part.el.setAttribute('role', tag);
    part.el.setAttribute('wx-control', '');
    let group: Group | undefined;
    const toggle = () => {
      const checked = next(part.data.checked);
      if (part.data.disabled || checked === part.data.checked) return;
      part.set({ checked });
      group?.changed(part);
    };
    part.node.addListener('tap', toggle);
    setActivation(part.node, toggle);
    return {
      slot: words,
      update(changed) {
        const { checked, disabled, color } = part.data;
        if (changed.has('checked')) {
          part.el.toggleAttribute('checked', checked);
          part.el.setAttribute('aria-checked', String(checked));
        }
        if (changed.has('disabled')) {
          part.el.toggleAttribute('disabled', disabled);
          part.el.setAttribute('aria-disabled', String(disabled));
          part.el.tabIndex = disabled ? -1 : 0;
        }
        if (changed.has('color') || changed.has('checked')) box.style.color = color;
      },
      attached() {
        group = groupAround(part.node);
        group?.join(part);
      },
      detached() {
        group?.leave(part);
      },
    };
  });
}

export const switcher = builtin('switch', { checked: false, disabled: false, type: 'switch', color: '#07c160', name: '' }, (part) => {
  const track = document.createElement('span');
  part.el.append(track);
  part.el.setAttribute('role', 'switch');
  part.el.setAttribute('wx-control', '');
  const toggle = () => {
    if (part.data.disabled) return;
    part.set({ checked: !part.data.checked });
    part.emit('change', { value: part.data.checked });
  };
  part.node.addListener('tap', toggle);
  setActivation(part.node, toggle);
  setControl(part.node, { name: () => part.data.name, value: () => part.data.checked, reset: () => part.set({ checked: false }) });
  return {
    update() {
      const { checked, disabled, color, type } = part.data;
      track.className = type === 'checkbox' ? 'wx-choice-box' : 'wx-switch';
      part.el.toggleAttribute('checked', checked);
      part.el.toggleAttribute('disabled', disabled);
      part.el.setAttribute('aria-checked', String(checked));
      part.el.setAttribute('aria-disabled', String(disabled));
      part.el.tabIndex = disabled ? -1 : 0;
      track.style.color = color;
    },
  };
});
