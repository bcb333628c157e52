// picker: a sheet of wheels from below, for one of a list, several lists, a day or a time.
import { builtin, type Part } from './builtin';
import { setActivation, setControl } from './controls';
import { dateColumns, timeColumns } from './picker-dates';
import { regionColumns } from './picker-regions';
import { makeWheel } from './wheel';

const PICKER = {
  mode: 'selector',
  disabled: false,
  headerText: '',
  name: '',
  range: [] as unknown[],
  rangeKey: '',
  value: null,
  start: '',
  end: '',
  fields: 'day',
  customItem: '',
  level: 'region',
} as const;
type PickerPart = Part<typeof PICKER>;

/** What a mode puts on its wheels and how the wheels become the value. */
export interface Columns {
  /** Labels of each column for the wheels as they stand. */
  labels(at: number[]): string[][];
  start: number[];
  value(at: number[]): unknown;
  /** What `change` tells beside the value. */
  more?(at: number[]): Record<string, unknown>;
  /** Turning a wheel sends those after it back to their first item. */
  resets?: true;
}

const label = (part: PickerPart, item: unknown) =>
  String(part.data.rangeKey ? ((item as Record<string, unknown> | null)?.[part.data.rangeKey] ?? '') : (item ?? ''));
const MODES: Record<string, (part: PickerPart) => Columns> = {
  selector: (part) => ({
    labels: () => [(part.data.range as unknown[]).map((item) => label(part, item))],
    start: [Number(part.data.value ?? 0) || 0],
    value: ([index]) => String(index ?? 0),
  }),
  multiSelector: (part) => ({
    labels: () => (part.data.range as unknown[][]).map((column) => column.map((item) => label(part, item))),
    start: ((part.data.value ?? []) as unknown[]).map(Number),
    value: (at) => at,
  }),
  date: (part) => dateColumns(String(part.data.value ?? ''), part.data.start, part.data.end, part.data.fields, part.phone.now()),
  region: (part) => regionColumns(part.data.value, part.data.level, part.data.customItem),
  time: (part) => timeColumns(String(part.data.value ?? ''), part.data.start, part.data.end, part.phone.now()),
};

export const picker = builtin('picker', PICKER, (part) => {
  part.el.setAttribute('wx-control', '');
  const open = () => {
    if (part.data.disabled) return;
    const mode = MODES[part.data.mode];
    if (mode) return openSheet(part, mode(part));
    part.phone.report(new Error(`picker 的 mode="${part.data.mode}" 在模拟器里还没有`));
  };
  part.node.addListener('tap', open);
  setActivation(part.node, open);
  setControl(part.node, {
    name: () => part.data.name,
    value: () => part.data.value,
    reset: () =>
      part.set({ value: ['multiSelector', 'region'].includes(part.data.mode) ? [] : part.data.mode === 'selector' ? 0 : '' } as never),
  });
  return {
    update(changed) {
      if (changed.has('disabled')) part.el.setAttribute('aria-disabled', String(part.data.disabled));
      if (changed.has('range')) sheets.get(part.node)?.follow();
    },
    detached: () => sheets.get(part.node)?.close(),
  };
});

/** Open sheets: they follow their picker's range and go with it. */
const sheets = new WeakMap<object, { follow(): void; close(): void }>();
/** Height (CSS px) of an item in the sheet. */
const ITEM = 44;

function openSheet(part: PickerPart, columns: Columns): void {
  const layer = document.createElement('div');
  layer.className = 'wx-layer wx-masked wx-picker-layer';
  const panel = layer.appendChild(document.createElement('div'));
  panel.className = 'wx-picker';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', part.data.headerText || '请选择');
  const head = panel.appendChild(document.createElement('div'));
  head.className = 'wx-picker-head';
  const wheels = panel.appendChild(document.createElement('div'));
  wheels.className = 'wx-wheels';
  const at = [...columns.start];
  const close = () => {
    layer.remove();
    sheets.delete(part.node);
  };
  const button = (words: string, act: () => void) => {
    const made = head.appendChild(document.createElement('button'));
    made.textContent = words;
    made.onclick = act;
  };
  const cancel = () => {
    close();
    part.emit('cancel');
  };
  button('取消', cancel);
  head.appendChild(document.createElement('span')).textContent = part.data.headerText;
  button('确定', () => {
    close();
    const value = columns.value(at);
    part.set({ value } as never);
    part.emit('change', { value, ...columns.more?.(at) });
  });
  layer.addEventListener('click', (ev) => ev.target === layer && cancel());
  panel.addEventListener('keydown', (ev) => ev.key === 'Escape' && cancel());

  const made = columns.labels(at).map((_, column) => {
    const wheel = makeWheel(
      () => ITEM,
      (index) => {
        at[column] = index;
        if (columns.resets) at.fill(0, column + 1);
        if (part.data.mode === 'multiSelector') part.emit('columnchange', { column, value: index });
        fill();
      },
    );
    wheels.append(wheel.el);
    return wheel;
  });
  const shown: string[] = [];
  const fill = () => {
    columns.labels(at).forEach((labels, column) => {
      const wheel = made[column];
      if (!wheel) return;
      at[column] = Math.min(Math.max(0, labels.length - 1), at[column] ?? 0);
      const key = labels.join('\n');
      if (shown[column] === key) return;
      shown[column] = key;
      wheel.items.replaceChildren(
        ...labels.map((words) => {
          const item = document.createElement('div');
          item.setAttribute('role', 'option');
          item.textContent = words;
          return item;
        }),
      );
      wheel.refresh();
      wheel.turnTo(at[column] ?? 0);
    });
  };
  part.phone.overlay.append(layer);
  fill();
  // A column a page fills while the sheet is open (bindcolumnchange → setData).
  sheets.set(part.node, { follow: fill, close });
  made[0]?.el.focus({ preventScroll: true });
}
