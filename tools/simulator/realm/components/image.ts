// image and cover-image: a picture in its box by mode; 320 × 240 px when the page gives no size, as WeChat does.
import type { Host } from '../host';
import { builtin, type Part } from './builtin';

/** object-fit and object-position of each mode; the two `Fix` modes let the picture give the box its other side. */
const MODES: Record<string, [fit: string, position: string]> = {
  scaleToFill: ['fill', '0 0'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', '0 0'],
  heightFix: ['fill', '0 0'],
  top: ['none', 'center top'],
  bottom: ['none', 'center bottom'],
  center: ['none', 'center'],
  left: ['none', 'left center'],
  right: ['none', 'right center'],
  'top left': ['none', 'left top'],
  'top right': ['none', 'right top'],
  'bottom left': ['none', 'left bottom'],
  'bottom right': ['none', 'right bottom'],
};

const IMAGE = {
  src: '',
  mode: 'scaleToFill',
  webp: false,
  lazyLoad: false,
  showMenuByLongpress: false,
  fadeIn: false,
  forceHttps: false,
  draggable: false,
  referrerPolicy: '',
  alt: '',
} as const;

export const image = builtin('image', IMAGE, (part) => drawImage(part));
export const coverImage = builtin('cover-image', { ...IMAGE, mode: 'aspectFit' } as const, (part) =>
  drawImage(part as unknown as Part<typeof IMAGE>),
);

/** Turns a page's path into what the browser can load. Fails in words for what is not on this machine. */
export async function resolveSource(phone: Host, node: Part['node'], src: string): Promise<string> {
  if (/^(data:|blob:|https?:\/\/(127\.0\.0\.1|localhost)[:/])/.test(src)) return src;
  if (/^https?:/.test(src)) throw new Error('图片在别的网站上，模拟器不出本机');
  if (src.startsWith('wxfile://') || src.startsWith('http://tmp/')) return phone.fileUrl(src);
  if (src.startsWith('cloud://')) throw new Error('云存储对客户端关闭读取，请用 getTempFileURL 的链接');
  // Relative paths start at the page or component that wrote them.
  const base = src.startsWith('/') ? '' : (node.ownerShadowRoot?.getHostNode().is ?? '');
  return phone.packageUrl(new URL(src, `http://package/${base}`).pathname.slice(1));
}

function drawImage(part: Part<typeof IMAGE>) {
  const img = document.createElement('img');
  img.draggable = false;
  img.alt = '';
  part.el.append(img);
  let turn = 0;
  let wanted = '';
  let observer: IntersectionObserver | undefined;

  const load = async () => {
    const src = part.data.src;
    const mine = ++turn;
    part.el.toggleAttribute('loaded', false);
    img.removeAttribute('src');
    if (!src) return;
    try {
      const url = await resolveSource(part.phone, part.node, src);
      if (mine !== turn) return;
      img.src = url;
      await img.decode();
      if (mine !== turn) return;
      part.el.toggleAttribute('loaded', true);
      part.emit('load', { width: img.naturalWidth, height: img.naturalHeight });
    } catch (error) {
      if (mine !== turn) return;
      part.emit('error', { errMsg: `GET ${src} 加载失败：${error instanceof Error ? error.message : String(error)}` });
    }
  };
  const want = () => {
    if (wanted === part.data.src) return;
    wanted = part.data.src;
    observer?.disconnect();
    if (!part.data.lazyLoad) return void part.phone.busy(load());
    // WeChat starts three screens ahead.
    const look = (entries: IntersectionObserverEntry[]) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer?.disconnect();
      void part.phone.busy(load());
    };
    observer = new IntersectionObserver(look, { rootMargin: '300%' });
    observer.observe(part.el);
  };
  return {
    update(changed: ReadonlySet<string>) {
      if (changed.has('mode')) {
        const [fit, position] = MODES[part.data.mode] ?? ['fill', '0 0'];
        Object.assign(img.style, { objectFit: fit, objectPosition: position });
        part.el.setAttribute('mode', part.data.mode);
      }
      if (changed.has('alt')) img.alt = part.data.alt;
      if (changed.has('src') || changed.has('lazyLoad')) want();
    },
    detached() {
      observer?.disconnect();
      turn++;
    },
  };
}
