// Drawing above the pages: a layer with a mask, taken away again, and asking the person something in a sheet.
import type { Host } from '../host';

type Child = Node | string | null | false;

/** Makes an element: h('button.wx-sheet-item', {onclick}, '拨打'). */
export function h<K extends keyof HTMLElementTagNameMap>(
  spec: K | `${K}.${string}`,
  props: Partial<HTMLElementTagNameMap[K]> | null = null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = spec.split('.') as [K, ...string[]];
  const element = document.createElement(tag);
  element.className = classes.join(' ');
  Object.assign(element, props);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return element;
}

export interface Layer {
  el: HTMLElement;
  close(): void;
}

/** Puts something above the pages. `mask` keeps fingers off what is below. */
export function layer(host: Host, kind: string, mask: boolean, ...children: Child[]): Layer {
  const el = h('div', null, ...children);
  el.className = `wx-layer wx-layer-${kind}${mask ? ' wx-masked' : ''}`;
  host.overlay.append(el);
  return { el, close: () => el.remove() };
}

export interface Choice<T> {
  label: string;
  /** Small words under the label. */
  hint?: string;
  value: T;
  color?: string;
}

/** A sheet from below. Resolves with the chosen value, or null when it was dismissed or `signal` took it away. */
export function sheet<T>(
  host: Host,
  title: string,
  choices: Choice<T>[],
  cancel = '取消',
  head: Child = null,
  signal?: AbortSignal,
): Promise<T | null> {
  return new Promise((done) => {
    const finish = (value: T | null) => {
      open.close();
      signal?.removeEventListener('abort', dismiss);
      done(value);
    };
    const dismiss = () => finish(null);
    signal?.addEventListener('abort', dismiss);
    const items = choices.map(({ label, hint, value, color }) => {
      const item = h('button.wx-sheet-item', { onclick: () => finish(value) }, label, hint ? h('small', null, hint) : null);
      if (hint) item.ariaLabel = label;
      if (color) item.style.color = color;
      return item;
    });
    const panel = h(
      'div.wx-sheet',
      { role: 'dialog', ariaLabel: title || '请选择' },
      title ? h('div.wx-sheet-title', null, title) : null,
      head,
      ...items,
      h('button.wx-sheet-cancel', { onclick: () => finish(null) }, cancel),
    );
    const open = layer(host, 'sheet', true, panel);
    open.el.addEventListener('click', (ev) => ev.target === open.el && finish(null));
    focusInside(panel);
  });
}

/** Moves the keyboard into a dialog; Escape is its cancel button. */
export function focusInside(panel: HTMLElement, onEscape?: () => void): void {
  panel.tabIndex = -1;
  panel.focus({ preventScroll: true });
  panel.addEventListener('keydown', (ev) => {
    if (ev.key !== 'Escape') return;
    if (onEscape) onEscape();
    else panel.querySelector<HTMLElement>('.wx-sheet-cancel')?.click();
  });
}

export const LAYER_STYLES = `
.wx-layer{position:absolute;inset:0;z-index:1;pointer-events:none;font:17px/1.4 -apple-system,"Noto Sans SC",sans-serif;color:#000}
.wx-layer.wx-masked,.wx-layer button,.wx-layer .wx-live{pointer-events:auto}
.wx-layer button{font:inherit;border:0;background:none;padding:0;margin:0;color:inherit;cursor:default}
.wx-layer-sheet,.wx-layer-modal{background:rgba(0,0,0,.6)}
.wx-sheet{position:absolute;left:0;right:0;bottom:0;max-height:80%;overflow-y:auto;background:#f7f7f7;border-radius:12px 12px 0 0;outline:none}
.wx-sheet-title{padding:16px 24px;text-align:center;font-size:14px;color:rgba(0,0,0,.5);background:#fff}
label.wx-sheet-title{display:flex;gap:8px;justify-content:center;padding:10px 24px;color:#000}.wx-sheet>.wx-sheet-item{display:block;width:100%;min-height:56px;padding:10px 16px;background:#fff;border-top:.5px solid rgba(0,0,0,.1);box-sizing:border-box}
.wx-sheet-item small{display:block;font-size:12px;color:rgba(0,0,0,.5)}
.wx-sheet>.wx-sheet-cancel{display:block;width:100%;min-height:calc(56px + var(--safe-bottom,0px));margin-top:8px;background:#fff;padding-bottom:var(--safe-bottom,0px);box-sizing:border-box}
.wx-sheet button:active{background:#ececec}
.wx-desk .wx-sheet{left:50%;right:auto;bottom:50%;width:400px;transform:translate(-50%,50%);border-radius:12px}
.wx-layer-toast{display:flex;align-items:center;justify-content:center}
.wx-toast{min-width:120px;max-width:60%;min-height:120px;padding:18px 12px;box-sizing:border-box;border-radius:8px;background:rgba(76,76,76,.96);color:rgba(255,255,255,.95);text-align:center;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:10px;word-break:break-all}
.wx-toast.wx-plain{min-height:0;min-width:0;max-width:80%;padding:12px 16px;font-size:15px}
.wx-toast-icon{font-size:40px;line-height:1;width:44px;height:44px}
.wx-toast-icon.wx-turning{border:3px solid rgba(255,255,255,.25);border-top-color:#fff;border-radius:50%;width:34px;height:34px;animation:wx-spin 1s linear infinite}
.wx-toast-icon img{width:100%;height:100%;object-fit:contain}
.wx-modal{position:absolute;left:50%;top:50%;transform:translate(-50%,-50%);width:320px;max-width:calc(100% - 48px);max-height:90%;display:flex;flex-direction:column;border-radius:12px;background:#fff;overflow:hidden;text-align:center;outline:none}
.wx-modal-title{padding:32px 24px 16px;font-weight:700}
.wx-modal-title:empty{display:none}
.wx-modal-body{padding:0 24px 32px;color:rgba(0,0,0,.5);white-space:pre-wrap;word-break:break-word;overflow-y:auto}
.wx-modal-title:empty+.wx-modal-body{padding-top:32px;color:#000}
.wx-modal-body input{width:100%;box-sizing:border-box;padding:10px;border:0;border-radius:6px;background:#f2f2f2;font:inherit}
.wx-modal-buttons{display:flex;border-top:.5px solid rgba(0,0,0,.1)}
.wx-modal-buttons button{flex:1;min-height:56px;font-weight:700}
.wx-modal-buttons button+button{border-left:.5px solid rgba(0,0,0,.1)}
.wx-modal-buttons button:active{background:#ececec}
.wx-dropping #overlay{outline:3px solid #07c160;outline-offset:-3px;background:rgba(7,193,96,.08)}
.wx-call{position:absolute;left:50%;top:40%;transform:translateX(-50%);padding:20px 28px;border-radius:12px;background:#1f2937;color:#fff;text-align:center;white-space:nowrap;font-size:17px}.wx-call small{display:block;opacity:.7}
.wx-layer-preview{background:#000;display:flex;align-items:center;justify-content:center;outline:none}.wx-layer-preview img{max-width:100%;max-height:100%;-webkit-user-drag:none}
.wx-preview-count{position:absolute;top:56px;left:0;right:0;text-align:center;color:#fff}
.wx-layer-album{background:#111;color:#fff;display:flex;flex-direction:column}
.wx-album-bar{display:flex;justify-content:space-between;align-items:center;padding:52px 16px 12px}.wx-desk .wx-album-bar{padding-top:12px}
.wx-layer .wx-album-ok{background:#07c160;border-radius:4px;padding:4px 12px}.wx-layer .wx-album-ok:disabled{opacity:.5}
.wx-chat-files{flex:1;overflow-y:auto;pointer-events:auto;background:#fff;color:#000}.wx-layer .wx-chat-file{display:block;width:100%;padding:14px 16px;text-align:left;border-bottom:.5px solid rgba(0,0,0,.1)}.wx-chat-file small{display:block;color:rgba(0,0,0,.5)}.wx-chat-file[aria-pressed=true]{background:#e8f7ee}
.wx-layer-document{background:#f7f7f7;pointer-events:auto;text-align:center}.wx-layer-document .wx-album-bar{background:#fff}.wx-layer-document .wx-album-ok{margin:8px;color:#fff}
.wx-scan{padding:12px 24px;background:#fff}.wx-scan input{width:100%;box-sizing:border-box;padding:10px;border:0;border-radius:6px;background:#f2f2f2;font:inherit}
.wx-recording{position:absolute;left:50%;top:48px;transform:translateX(-50%);padding:4px 14px;border-radius:14px;background:#d9453d;color:#fff;font-size:13px}
.wx-album-grid{flex:1;overflow-y:auto;display:grid;grid-template-columns:repeat(auto-fill,minmax(88px,1fr));gap:3px;align-content:start;pointer-events:auto}
.wx-album-picture{aspect-ratio:1;overflow:hidden}.wx-album-picture img{width:100%;height:100%;object-fit:cover}.wx-album-picture[aria-pressed=true]{outline:3px solid #07c160;outline-offset:-3px}
`;
