// The built-in components of mini-programs: registers all of them and their default look.
import type { BuiltinBehaviors, BuiltinRegistry } from '../host';
import { makeBehaviors } from './behaviors';
import { type Builtin, register } from './builtin';
import { makeButton } from './button';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup, switcher } from './choices';
import { makeForm, makeLabel } from './form';
import { coverImage, image } from './image';
import { input } from './input';
import { navigator } from './navigator';
import { openTypes } from './open-types';
import { navigationBar, pageMeta } from './page-meta';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker-view';
import { installPlainEvents } from './plain-events';
import { installReady } from './ready';
import { refused } from './refused';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { slider } from './slider';
import { icon, progress, rootPortal } from './small';
import { STYLES } from './styles';
import { swiper, swiperItem } from './swiper';
import { textarea } from './textarea';
import { video } from './video';
import { coverView, text, view } from './view';

export { PhoneBackend } from './backend';
export { installGestures } from './gestures';
export { flushReady } from './ready';

/** Tags defined here, and those among them that are only a named empty box; filled by `registerBuiltins`. */
export const offered: { tags: string[]; refused: string[] } = { tags: [], refused: [] };

/**
 * Defines every built-in component in the registry's space and makes it usable in all its templates.
 * @returns the behaviours a project may name (`wx://form-field`…).
 */
export function registerBuiltins({ codeSpace, host, addStyle }: BuiltinRegistry): BuiltinBehaviors {
  installReady(codeSpace);
  installPlainEvents();
  const { all, fields } = makeBehaviors(codeSpace);
  const parts: Builtin[] = [
    view,
    coverView,
    text,
    image,
    coverImage,
    makeButton(fields, openTypes),
    makeForm(fields),
    makeLabel(fields),
    input,
    textarea,
    scrollView,
    navigator,
    checkbox,
    checkboxGroup,
    radio,
    radioGroup,
    switcher,
    slider,
    picker,
    pickerView,
    pickerViewColumn,
    swiper,
    swiperItem,
    progress,
    icon,
    rootPortal,
    richText,
    canvas,
    video,
    pageMeta,
    navigationBar,
    ...refused,
  ];
  const space = codeSpace.getComponentSpace();
  // A project may name a property `data` (TDesign's table does): it must not hide the component's own.
  space.updateComponentOptions({ writeFieldsToNode: false });
  for (const part of parts) register(space, host, part);
  offered.tags = parts.map(({ tag }) => tag);
  offered.refused = refused.map(({ tag }) => tag);
  addStyle(STYLES);
  return all;
}
