// page-meta and navigation-bar: what a page says about itself from inside its template.
import { builtin, type Part } from './builtin';
import { pageBox } from './page-box';

const page = (part: Part) => part.el.closest<HTMLElement>('wx-page');
/** Size the phone's own setting asks for (CSS px). */
const systemSize = (part: Pick<Part, 'phone'>) => `${16 * part.phone.settings.fontScale}px`;

export const pageMeta = builtin(
  'page-meta',
  {
    backgroundTextStyle: '',
    backgroundColor: '',
    backgroundColorTop: '',
    backgroundColorBottom: '',
    rootBackgroundColor: '',
    scrollTop: '',
    scrollDuration: 300,
    pageStyle: '',
    rootFontSize: '',
    pageFontSize: '',
    pageOrientation: '',
  },
  (part) => {
    let ownStyle = '';
    const apply = (changed: ReadonlySet<string>) => {
      const root = page(part as never);
      if (!root) return;
      const { pageStyle, pageFontSize, rootFontSize, backgroundColor, rootBackgroundColor, scrollTop, scrollDuration } = part.data;
      const scroller = root.closest<HTMLElement>('.page-scroller');
      const size = pageFontSize === 'system' ? systemSize(part) : pageFontSize;
      const style = `${pageStyle}${size ? `;font-size:${size}` : ''}${rootBackgroundColor ? `;background-color:${rootBackgroundColor}` : ''}`;
      if (style !== ownStyle) {
        root.setAttribute('style', style);
        ownStyle = style;
        // overflow: hidden on a page stops the page itself from scrolling.
        if (scroller) scroller.style.overflow = /overflow(-y)?\s*:\s*hidden/.test(pageStyle) ? 'hidden' : '';
      }
      if (changed.has('rootFontSize') && rootFontSize)
        document.documentElement.style.fontSize = rootFontSize === 'system' ? systemSize(part) : rootFontSize;
      if (changed.has('backgroundColor') && backgroundColor) pageBox(root).style.backgroundColor = backgroundColor;
      if (changed.has('scrollTop') && scrollTop !== '')
        scroller?.scrollTo({ top: Number.parseFloat(scrollTop), behavior: scrollDuration > 0 ? 'smooth' : 'instant' });
    };
    const resized = () => part.emit('resize', { size: { windowWidth: innerWidth, windowHeight: innerHeight } });
    return {
      update: apply,
      attached() {
        apply(new Set(Object.keys(part.data)));
        addEventListener('resize', resized);
      },
      detached: () => removeEventListener('resize', resized),
    };
  },
);

export const navigationBar = builtin(
  'navigation-bar',
  { title: '', loading: false, frontColor: '', backgroundColor: '', colorAnimationDuration: 0, colorAnimationTimingFunc: 'linear' },
  (part) => {
    const apply = (changed: ReadonlySet<string>) => {
      const { title, loading, frontColor, backgroundColor } = part.data;
      const { pages } = part.phone;
      if (!part.el.isConnected) return;
      if (changed.has('title') && title) pages.setTitle(title);
      pages.setBar?.({ loading, ...(frontColor && { frontColor }), ...(backgroundColor && { backgroundColor }) });
    };
    return { update: apply, attached: () => apply(new Set(['title'])) };
  },
);
