// What the phone draws around one page: navigation bar, scrolling body, pull-down. The capsule and the status bar belong to the phone (screen.ts).
import type { ComponentConfig, PageWindow } from '../project/types';

export const NAVIGATION_HEIGHT = 44;
/** How far (px) a finger pulls before letting go refreshes. */
const PULL = 56;

export interface FrameEvents {
  back(): void;
  home(): void;
  scroll(top: number): void;
  reachBottom(): void;
  pullDown(): void;
}

export interface FrameLook {
  /** 'back' when there is a page below, 'home' when this one was opened on its own and is no tab. */
  leave: 'back' | 'home' | null;
  statusBarHeight: number;
  tabBarHeight: number;
}

export class PageFrame {
  readonly element = div('page-frame');
  /** Everything fixed in the page is fixed to this. */
  readonly body = div('page-body');
  readonly scroller = div('page-scroller');
  /** The page's own root element is put in place of this. */
  readonly slot = div('');
  private readonly bar = div('navigation');
  private readonly title = div('navigation-title');
  private readonly pull = div('page-pull');
  private wasNear = false;
  private kept: [Element, number, number][] = [];

  constructor(
    private readonly window: PageWindow & ComponentConfig,
    look: FrameLook,
    private readonly events: FrameEvents,
  ) {
    const custom = window.navigationStyle === 'custom';
    if (!custom) this.drawBar(look);
    this.element.append(this.body);
    this.body.append(this.pull, this.scroller);
    this.scroller.append(this.slot);
    this.scroller.style.backgroundColor = window.backgroundColor ?? '#ffffff';
    if (look.tabBarHeight > 0) this.element.style.paddingBottom = `calc(${look.tabBarHeight}px + var(--safe-bottom, 0px))`;
    if (window.disableScroll) this.scroller.style.overflow = 'hidden';
    this.pull.innerHTML = '<i></i><i></i><i></i>';
    this.scroller.addEventListener('scroll', () => this.onScroll(), { passive: true });
    if (window.enablePullDownRefresh) this.listenToPull();
    new ResizeObserver(() => this.measure()).observe(this.body);
  }

  setTitle(title: string): void {
    this.title.textContent = title;
  }

  get titleText(): string {
    return this.title.textContent ?? '';
  }

  setBar({ frontColor, backgroundColor, loading }: { frontColor?: string; backgroundColor?: string; loading?: boolean }): void {
    if (frontColor) this.bar.style.color = frontColor;
    if (backgroundColor) this.bar.style.backgroundColor = backgroundColor;
    if (loading !== undefined) this.bar.classList.toggle('busy', loading);
  }

  /** Hides the page and remembers where everything in it was scrolled to, or shows it again just so. */
  show(on: boolean): void {
    if (!on) {
      this.kept = [this.scroller, ...this.scroller.querySelectorAll('*')]
        .filter((each) => each.scrollTop !== 0 || each.scrollLeft !== 0)
        .map((each) => [each, each.scrollTop, each.scrollLeft]);
      this.element.hidden = true;
      return;
    }
    if (!this.element.hidden) return;
    this.element.hidden = false;
    for (const [each, top, left] of this.kept) {
      each.scrollTop = top;
      each.scrollLeft = left;
    }
    this.kept = [];
  }

  /** Lengths in vh of the project's style sheets mean the page's own height. */
  measure(): void {
    if (this.body.clientHeight > 0) this.element.style.setProperty('--page-height', `${this.body.clientHeight}px`);
  }

  /** What shows behind the page, and the dots of a pull (wx.setBackgroundColor, wx.setBackgroundTextStyle). */
  setBackground({ color, dots }: { color?: string; dots?: 'dark' | 'light' }): void {
    if (color) this.scroller.style.backgroundColor = color;
    if (dots) this.pull.dataset.dots = dots;
  }

  hideHome(): void {
    this.bar.querySelector('.navigation-leave.home')?.remove();
  }

  refreshing(on: boolean): void {
    this.pull.classList.toggle('on', on);
    this.scroller.style.marginTop = on ? `${PULL}px` : '';
  }

  private drawBar(look: FrameLook): void {
    this.bar.style.paddingTop = `${look.statusBarHeight}px`;
    this.bar.style.backgroundColor = this.window.navigationBarBackgroundColor ?? '#000000';
    this.bar.style.color = this.window.navigationBarTextStyle === 'black' ? '#000000' : '#ffffff';
    if (look.leave) {
      const leave = document.createElement('button');
      leave.className = `navigation-leave ${look.leave}`;
      leave.ariaLabel = look.leave === 'back' ? '返回' : '回到首页';
      leave.addEventListener('click', () => (look.leave === 'back' ? this.events.back() : this.events.home()));
      this.bar.append(leave);
    }
    this.title.textContent = this.window.navigationBarTitleText ?? '';
    this.bar.append(this.title);
    this.element.append(this.bar);
  }

  /** Once per crossing, as WeChat does. */
  private onScroll(): void {
    if (this.element.hidden) return;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.events.scroll(scrollTop);
    const near = scrollHeight - scrollTop - clientHeight <= (this.window.onReachBottomDistance ?? 50);
    if (near && !this.wasNear && scrollTop > 0) this.events.reachBottom();
    this.wasNear = near;
  }

  private listenToPull(): void {
    let from: number | null = null;
    let pulled = 0;
    const start = (y: number, target: EventTarget | null) => {
      const drawing = (target as Element | null)?.closest('wx-canvas[disable-scroll]') != null;
      from = this.scroller.scrollTop <= 0 && !drawing ? y : null;
      pulled = 0;
    };
    const move = (y: number) => {
      if (from === null) return;
      pulled = Math.max(0, (y - from) / 2);
      this.scroller.style.marginTop = `${Math.min(pulled, PULL * 1.5)}px`;
    };
    const end = () => {
      if (from === null) return;
      from = null;
      this.scroller.style.marginTop = '';
      if (pulled >= PULL) this.events.pullDown();
    };
    this.scroller.addEventListener('touchstart', (event) => start(event.touches[0]?.clientY ?? 0, event.target), { passive: true });
    this.scroller.addEventListener('touchmove', (event) => move(event.touches[0]?.clientY ?? 0), { passive: true });
    this.scroller.addEventListener('touchend', end);
    this.scroller.addEventListener('mousedown', (event) => start(event.clientY, event.target));
    this.scroller.addEventListener('mousemove', (event) => event.buttons === 1 && move(event.clientY));
    this.scroller.addEventListener('mouseup', end);
  }
}

function div(className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  return element;
}
