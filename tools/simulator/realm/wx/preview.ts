// wx.previewImage: pictures over the whole screen.
import type { Host } from '../host';
import { Failure, type Options } from './api';
import type { FileStore } from './file-store';
import { h, layer } from './layer';

/** Of the phone, of the package, or an address as it is. */
async function loadable(host: Host, files: FileStore, url: string): Promise<string> {
  if (/^(https?|data|blob):/.test(url) && files.keyOf(url) === null) return url;
  return files.keyOf(url) === null ? host.packageUrl(url.replace(/^\//, '')) : files.url(url);
}

/** Full-screen pictures, swiped or stepped through, closed by a tap. WeChat answers as soon as it is open. */
export async function preview(host: Host, files: FileStore, { urls, current }: Options): Promise<void> {
  if (!Array.isArray(urls) || urls.length === 0) throw new Failure('parameter error: parameter.urls should have at least 1 item');
  const addresses = await Promise.all(urls.map((url) => loadable(host, files, String(url))));
  let at = Math.max(0, typeof current === 'number' ? current : urls.indexOf(current));
  const picture = h('img', { alt: '图片预览' });
  const count = h('span.wx-preview-count');
  const show = (to: number) => {
    at = Math.min(addresses.length - 1, Math.max(0, to));
    picture.src = addresses[at] as string;
    count.textContent = addresses.length > 1 ? `${at + 1}/${addresses.length}` : '';
  };
  const open = layer(host, 'preview', true, picture, count);
  open.el.tabIndex = -1;
  open.el.focus();
  let from = 0;
  open.el.addEventListener('pointerdown', (ev) => {
    from = ev.clientX;
  });
  open.el.addEventListener('pointerup', (ev) => {
    const moved = ev.clientX - from;
    if (Math.abs(moved) > 40) show(at + (moved < 0 ? 1 : -1));
    else open.close();
  });
  open.el.addEventListener('keydown', (ev) => {
    if (ev.key === 'ArrowLeft') show(at - 1);
    else if (ev.key === 'ArrowRight') show(at + 1);
    else if (ev.key === 'Escape' || ev.key === 'Enter') open.close();
  });
  show(at);
}
