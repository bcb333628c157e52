// view, cover-view: boxes; text: a run of words; block and slot belong to the template compiler.
import { builtin } from './builtin';
import { attachHover, HOVER } from './hover';

export const view = builtin('view', { ...HOVER, disabled: false }, (part) => {
  attachHover(part);
  return {};
});

export const coverView = builtin('cover-view', { scrollTop: null, markerId: '' }, () => ({}));

/** Spaces collapse as in a page; line breaks are kept. `space` widens every blank. */
export const text = builtin(
  'text',
  { selectable: false, userSelect: false, space: '', decode: false, overflow: 'visible', maxLines: 0 },
  (part) => ({
    update(changed) {
      if (changed.has('selectable') || changed.has('userSelect'))
        part.el.toggleAttribute('selectable', part.data.selectable || part.data.userSelect);
      if (changed.has('space')) part.el.setAttribute('space', part.data.space);
    },
  }),
);
