// createIntersectionObserver and createMediaQueryObserver of components.
import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import { type Caller, domOf, elements } from './elements';
import type { Host } from './host';

export interface ObserverOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}
interface Margins {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
}

/** createIntersectionObserver: told when an element crosses into the page's viewport, or another element's. */
export class PhoneIntersectionObserver {
  private readonly observers: IntersectionObserver[] = [];
  private root: HTMLElement | null = null;
  private margin = '0px';

  constructor(
    private readonly host: Host,
    private readonly from: Caller,
    private readonly options: ObserverOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    const found = elements(this.from, selector)[0];
    this.root = found ? domOf(found) : null;
    return this.margins(margins);
  }

  relativeToViewport(margins: Margins = {}): this {
    this.root = null;
    return this.margins(margins);
  }

  observe(selector: string, listener: (entry: unknown) => void): void {
    const { thresholds = [0], initialRatio = 0, observeAll = false } = this.options;
    // The page's viewport is its scrolling element, not the window with its navigation bar.
    const root = this.root ?? this.host.pages.scroller();
    for (const element of elements(this.from, selector).slice(0, observeAll ? undefined : 1)) {
      const dom = domOf(element);
      if (!dom) continue;
      let last = initialRatio;
      const observer = new IntersectionObserver(
        (entries) => {
          for (const entry of entries) {
            const ratio = entry.intersectionRatio;
            const crossed = thresholds.some(
              (threshold) => last <= threshold !== ratio <= threshold || (threshold === 0 && last > 0 !== entry.isIntersecting),
            );
            last = ratio;
            if (crossed) this.tell(listener, element, entry);
          }
        },
        { root, rootMargin: this.margin, threshold: thresholds },
      );
      observer.observe(dom);
      this.observers.push(observer);
    }
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }

  private tell(listener: (entry: unknown) => void, element: glassEasel.Element, entry: IntersectionObserverEntry): void {
    const { left: x, top: y } = this.host.pages.scroller().getBoundingClientRect();
    const plain = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
      left: left - x,
      top: top - y,
      right: right - x,
      bottom: bottom - y,
      width,
      height,
    });
    try {
      listener({
        id: element.id,
        dataset: element.dataset ?? {},
        time: entry.time,
        intersectionRatio: entry.intersectionRatio,
        boundingClientRect: plain(entry.boundingClientRect),
        intersectionRect: plain(entry.intersectionRect),
        relativeRect: entry.rootBounds ? plain(entry.rootBounds) : null,
      });
    } catch (error) {
      this.host.report(error);
    }
  }

  private margins({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): this {
    this.margin = `${top}px ${right}px ${bottom}px ${left}px`;
    return this;
  }
}

/** Watches the window against a description such as {minWidth: 900}. */
export class MediaQueryObserver {
  private stop: (() => void) | null = null;

  observe(wanted: Record<string, number | string>, listener: (result: { matches: boolean }) => void): void {
    const words = Object.entries(wanted).map(
      ([name, value]) =>
        `(${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${typeof value === 'number' ? `${value}px` : value})`,
    );
    const query = matchMedia(words.join(' and '));
    const tell = () => listener({ matches: query.matches });
    query.addEventListener('change', tell);
    this.stop = () => query.removeEventListener('change', tell);
    tell();
  }

  disconnect(): void {
    this.stop?.();
  }
}
