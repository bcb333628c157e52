// textarea: many lines of typing, growing with them when auto-height is set.
import { builtin } from './builtin';
import { setActivation, setControl } from './controls';
import { attachTyping, TYPING } from './typing';

export const textarea = builtin(
  'textarea',
  { ...TYPING, confirmType: 'return', autoHeight: false, fixed: false, showConfirmBar: true, disableDefaultPadding: false },
  (part) => {
    const field = document.createElement('textarea');
    let lines = 1;
    const measure = () => {
      const style = getComputedStyle(field);
      const lineHeight = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.2;
      const paddings = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
      field.style.height = part.data.autoHeight ? '0' : '';
      const height = field.scrollHeight;
      if (part.data.autoHeight) field.style.height = `${Math.max(height, lineHeight + paddings)}px`;
      const now = Math.max(1, Math.round((height - paddings) / lineHeight));
      if (now === lines || !part.el.isConnected) return;
      lines = now;
      part.emit('linechange', {
        height: height - paddings,
        heightRpx: ((height - paddings) * 750) / innerWidth,
        lineCount: now,
        lineHeight,
      });
    };
    const typing = attachTyping(part as never, field, (key) => key.key === 'Enter' && part.data.confirmType !== 'return', measure);
    setControl(part.node, { name: () => part.data.name, value: () => part.data.value, reset: () => typing.write('') });
    setActivation(part.node, () => field.focus());
    const resized = new ResizeObserver(measure);
    return {
      update(changed) {
        if (changed.has('autoHeight')) part.el.toggleAttribute('auto-height', part.data.autoHeight);
        if (changed.has('disableDefaultPadding')) part.el.toggleAttribute('no-padding', part.data.disableDefaultPadding);
        typing.update(changed);
      },
      attached() {
        typing.attached();
        resized.observe(part.el);
        measure();
      },
      detached() {
        typing.detached();
        resized.disconnect();
      },
    };
  },
);
