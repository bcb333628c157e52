// Toast, loading, modal and action sheet, as WeChat draws them.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { type Choice, focusInside, h, type Layer, layer, sheet } from './layer';

/** WeChat's limits, in characters a screen can show. */
const ACTION_LIMIT = 6;
const BUTTON_LIMIT = 4;

const ICONS: Record<string, string> = { success: '✓', error: '!' };

export function ui(host: Host): Area {
  // Toast and loading are one thing in WeChat: the later replaces the earlier.
  let shown: { layer: Layer; timer?: ReturnType<typeof setTimeout> } | null = null;
  const hide = () => {
    clearTimeout(shown?.timer);
    shown?.layer.close();
    shown = null;
  };
  const show = (title: string, icon: Node | null, mask: boolean, duration?: number) => {
    hide();
    const box = h('div.wx-toast', { role: 'status', ariaLive: 'polite' }, icon, h('span', null, title));
    if (!icon) box.classList.add('wx-plain');
    shown = { layer: layer(host, 'toast', mask, box) };
    if (duration !== undefined) shown.timer = setTimeout(hide, duration);
  };
  const iconOf = (icon: unknown, image: unknown): Node | null => {
    if (typeof image === 'string' && image)
      return h('div.wx-toast-icon', null, h('img', { src: host.packageUrl(image.replace(/^\//, '')), alt: '' }));
    if (icon === 'none') return null;
    if (icon === 'loading') return h('div.wx-toast-icon.wx-turning');
    return h('div.wx-toast-icon', null, ICONS[String(icon ?? 'success')] ?? '✓');
  };

  return {
    async: {
      showToast: ({ title = '', icon = 'success', image, duration = 1500, mask = false }) =>
        show(String(title), iconOf(icon, image), Boolean(mask), Number(duration)),
      showLoading: ({ title = '', mask = false }) => show(String(title), iconOf('loading', null), Boolean(mask)),
      hideToast: hide,
      hideLoading: hide,
    },
    asks: {
      showModal: (options) => modal(host, options as ModalOptions),
      showActionSheet: async ({ alertText, itemList, itemColor }) => {
        if (!Array.isArray(itemList) || itemList.length === 0)
          throw new Failure('parameter error: parameter.itemList should have at least 1 item');
        if (itemList.length > ACTION_LIMIT) throw new Failure('parameter error: itemList should not be large than 6');
        const choices: Choice<number>[] = itemList.map((label, value) => ({
          label: String(label),
          value,
          color: itemColor as string | undefined,
        }));
        const tapIndex = await sheet(host, String(alertText ?? ''), choices);
        if (tapIndex === null) throw new Failure('cancel');
        return { tapIndex };
      },
    },
  };
}

export interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

export function modal(
  host: Host,
  {
    title = '',
    content = '',
    showCancel = true,
    cancelText = '取消',
    cancelColor = '#000000',
    confirmText = '确定',
    confirmColor = '#576B95',
    editable = false,
    placeholderText = '',
  }: ModalOptions,
): Promise<unknown> {
  for (const [name, text] of Object.entries({ cancelText, confirmText })) {
    if (text.length > BUTTON_LIMIT) throw new Failure(`${name} length should not larger than 4 Chinese characters`);
  }
  return new Promise((done) => {
    const field = editable ? h('input', { value: content, placeholder: placeholderText, ariaLabel: title || placeholderText }) : null;
    const finish = (confirm: boolean) => {
      open.close();
      done({ confirm, cancel: !confirm, content: editable && confirm ? (field?.value ?? '') : null });
    };
    const button = (words: string, color: string, confirm: boolean) => {
      const made = h('button', { onclick: () => finish(confirm) }, words);
      made.style.color = color;
      return made;
    };
    const buttons = h(
      'div.wx-modal-buttons',
      null,
      showCancel && button(cancelText, cancelColor, false),
      button(confirmText, confirmColor, true),
    );
    const panel = h(
      'div.wx-modal',
      { role: 'dialog', ariaModal: 'true', ariaLabel: title || content },
      h('div.wx-modal-title', null, title),
      h('div.wx-modal-body', null, field ?? content),
      buttons,
    );
    const open = layer(host, 'modal', true, panel);
    focusInside(panel, () => showCancel && finish(false));
    panel.addEventListener('keydown', (ev) => {
      if (ev.key === 'Enter' && !ev.isComposing && !(ev.target instanceof HTMLButtonElement)) finish(true);
    });
    field?.focus();
  });
}
