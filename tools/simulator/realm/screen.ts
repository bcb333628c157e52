// The glass of the phone: status bar with clock and signal, the capsule, the places for pages and for what is drawn above them.
import { now } from './clock';
import type { Host } from './host';

export interface Screen {
  pages: HTMLElement;
  overlay: HTMLElement;
  /** After a change of settings or of the clock. */
  refresh(): void;
}

/** Beijing time, whatever the machine's zone. */
function clockFace(): string {
  const beijing = new Date(now() + 8 * 3_600_000);
  return `${String(beijing.getUTCHours()).padStart(2, '0')}:${String(beijing.getUTCMinutes()).padStart(2, '0')}`;
}

/** Builds the screen in the document. `menu` and `leave` are the two halves of the capsule. */
export function buildScreen(host: Pick<Host, 'device' | 'settings'>, actions: { menu(): void; leave(): void }): Screen {
  document.body.classList.add(host.device.kind === 'desk' ? 'wx-desk' : 'wx-phone');
  const pages = place('pages');
  const status = place('status-bar');
  const time = status.appendChild(document.createElement('time'));
  const signal = status.appendChild(document.createElement('span'));
  status.style.height = `${host.device.statusBarHeight}px`;
  status.hidden = host.device.kind === 'desk';
  const capsule = place('capsule');
  capsule.style.top = `${host.device.statusBarHeight + 6}px`;
  capsule.append(button('menu', '菜单', actions.menu), button('leave', '关闭小程序', actions.leave));
  const home = place('home-line');
  home.hidden = host.device.kind === 'desk';
  const overlay = place('overlay');
  const refresh = () => {
    time.textContent = clockFace();
    signal.textContent = host.settings.offline ? '无网络' : host.settings.slowMs > 0 ? '信号弱' : '5G';
    status.classList.toggle('offline', host.settings.offline);
  };
  refresh();
  window.setInterval(refresh, 10_000);
  document.documentElement.style.setProperty('--safe-bottom', host.device.kind === 'desk' ? '0px' : '34px');
  document.documentElement.style.setProperty('--safe-top', `${host.device.statusBarHeight}px`);
  return { pages, overlay, refresh };
}

function place(id: string): HTMLElement {
  const element = document.createElement('div');
  element.id = id;
  return document.body.appendChild(element);
}

function button(className: string, label: string, tapped: () => void): HTMLElement {
  const element = document.createElement('button');
  element.className = className;
  element.ariaLabel = label;
  element.addEventListener('click', tapped);
  return element;
}
