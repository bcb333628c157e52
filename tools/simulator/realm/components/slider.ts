// slider: a value on a line, dragged by finger or mouse, moved by arrow keys.
import { builtin } from './builtin';
import { setControl } from './controls';

export const slider = builtin(
  'slider',
  {
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    disabled: false,
    showValue: false,
    name: '',
    activeColor: '#1aad19',
    backgroundColor: '#e9e9e9',
    selectedColor: '',
    color: '',
    blockSize: 28,
    blockColor: '#ffffff',
  },
  (part) => {
    part.el.innerHTML =
      '<div class="wx-slider-line"><div class="wx-slider-done"></div><div class="wx-slider-block"></div></div><span class="wx-slider-value"></span>';
    const [line, done, block, words] = ['.wx-slider-line', '.wx-slider-done', '.wx-slider-block', '.wx-slider-value'].map(
      (each) => part.el.querySelector<HTMLElement>(each) as HTMLElement,
    ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
    Object.assign(block, { tabIndex: 0 });
    block.setAttribute('role', 'slider');
    let dragging = false;

    const snap = (raw: number) => {
      const { min, max, step } = part.data;
      const stepped = min + Math.round((raw - min) / step) * step;
      return Number(Math.min(max, Math.max(min, stepped)).toFixed(6));
    };
    const drag = (clientX: number) => {
      const box = line.getBoundingClientRect();
      const { min, max } = part.data;
      const value = snap(min + ((clientX - box.left) / box.width) * (max - min));
      if (value === part.data.value) return;
      part.set({ value });
      part.emit('changing', { value });
    };
    part.el.addEventListener('pointerdown', (ev) => {
      if (part.data.disabled) return;
      dragging = true;
      line.setPointerCapture(ev.pointerId);
      drag(ev.clientX);
    });
    part.el.addEventListener('pointermove', (ev) => void (dragging && drag(ev.clientX)));
    for (const type of ['pointerup', 'pointercancel'] as const) {
      part.el.addEventListener(type, () => {
        if (dragging) part.emit('change', { value: part.data.value });
        dragging = false;
      });
    }
    block.addEventListener('keydown', (ev) => {
      const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[ev.key];
      if (!direction || part.data.disabled) return;
      ev.preventDefault();
      part.set({ value: snap(part.data.value + direction * part.data.step) });
      part.emit('change', { value: part.data.value });
    });
    setControl(part.node, { name: () => part.data.name, value: () => part.data.value, reset: () => part.set({ value: part.data.min }) });
    return {
      update() {
        const { min, max, value, activeColor, selectedColor, backgroundColor, color, blockSize, blockColor, showValue, disabled } =
          part.data;
        const share = max > min ? ((snap(value) - min) / (max - min)) * 100 : 0;
        line.style.background = color || backgroundColor;
        Object.assign(done.style, { width: `${share}%`, background: selectedColor || activeColor });
        Object.assign(block.style, { left: `${share}%`, width: `${blockSize}px`, height: `${blockSize}px`, background: blockColor });
        words.textContent = showValue ? String(value) : '';
        part.el.toggleAttribute('disabled', disabled);
        for (const [name, each] of Object.entries({ min, max, now: value })) block.setAttribute(`aria-value${name}`, String(each));
      },
    };
  },
);
