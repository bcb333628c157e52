// Going from page to page, and what a page says on its navigation bar.
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';

export function navigation(host: Host): Area {
  const url = ({ url: to }: Options) => {
    if (typeof to !== 'string' || !to) throw new Failure('parameter error: parameter.url should be String instead of Undefined');
    if (to.startsWith('/')) return to;
    // Relative to the page on top.
    const route = host.pages.stack().at(-1)?.route ?? '';
    return new URL(to, `http://package/${route}`).href.slice('http://package'.length);
  };
  const tabUrl = (options: Options) => {
    const to = url(options);
    if (to.includes('?')) throw new Failure('can not switch to tab page with query');
    return to;
  };
  return {
    async: {
      navigateTo: async (options) => {
        const eventChannel = eventChannelOf(options.events);
        await host.pages.navigateTo(url(options), (page) => Object.assign(page, { getOpenerEventChannel: () => eventChannel }));
        return { eventChannel };
      },
      redirectTo: async (options) => void (await host.pages.redirectTo(url(options))),
      reLaunch: async (options) => void (await host.pages.reLaunch(url(options))),
      switchTab: async (options) => void (await host.pages.switchTab(tabUrl(options))),
      navigateBack: async ({ delta = 1 }) => void (await host.pages.navigateBack(Number(delta))),
      setNavigationBarTitle: ({ title }) => host.pages.setTitle(String(title ?? '')),
      setNavigationBarColor: ({ frontColor, backgroundColor }) =>
        host.pages.setBar?.({ frontColor: String(frontColor), backgroundColor: String(backgroundColor) }),
      showNavigationBarLoading: () => host.pages.setBar?.({ loading: true }),
      hideNavigationBarLoading: () => host.pages.setBar?.({ loading: false }),
      hideHomeButton: () => host.pages.hideHome?.(),
      stopPullDownRefresh: () => host.pages.stopPullDownRefresh(),
      startPullDownRefresh: () => host.pages.startPullDownRefresh?.(),
      setBackgroundColor: ({ backgroundColor }) => host.pages.setBackground?.({ color: String(backgroundColor ?? '') }),
      setBackgroundTextStyle: ({ textStyle }) => {
        if (textStyle !== 'dark' && textStyle !== 'light') throw new Failure('parameter error: textStyle should be dark or light');
        host.pages.setBackground?.({ dots: textStyle });
      },
      pageScrollTo: (options) => scrollPage(host, options),
      setTabBarBadge: ({ index, text }) => host.pages.setTab?.(Number(index), { badge: String(text ?? '') }),
      removeTabBarBadge: ({ index }) => host.pages.setTab?.(Number(index), { badge: '' }),
      showTabBarRedDot: ({ index }) => host.pages.setTab?.(Number(index), { dot: true }),
      hideTabBarRedDot: ({ index }) => host.pages.setTab?.(Number(index), { dot: false }),
      enableAlertBeforeUnload: ({ message }) => host.pages.askBeforeLeaving?.(String(message ?? '')),
      disableAlertBeforeUnload: () => host.pages.askBeforeLeaving?.(null),
    },
  };
}

async function scrollPage(host: Host, { scrollTop, selector, duration = 300, offsetTop = 0 }: Options): Promise<void> {
  const scroller = host.pages.scroller();
  let top = Number(scrollTop ?? 0);
  if (typeof selector === 'string') {
    const page = host.pages.stack().at(-1) as { createSelectorQuery?: () => SelectorQuery } | undefined;
    const rect = await new Promise<{ top: number } | null>((done) =>
      page?.createSelectorQuery?.().select(selector).boundingClientRect(done).exec(),
    );
    if (!rect) throw new Failure(`selector "${selector}" matches nothing`);
    top = scroller.scrollTop + rect.top;
  }
  top += Number(offsetTop);
  const ms = Number(duration);
  scroller.scrollTo({ top, behavior: ms > 0 ? 'smooth' : 'instant' });
  if (ms <= 0) return;
  // Smooth scrolling has no end event of its own everywhere: wait until it stands still.
  await new Promise<void>((done) => {
    let last = Number.NaN;
    const look = () => {
      if (scroller.scrollTop === last) return done();
      last = scroller.scrollTop;
      setTimeout(look, 80);
    };
    setTimeout(look, 80);
  });
}

interface SelectorQuery {
  select(selector: string): { boundingClientRect(done: (rect: { top: number } | null) => void): { exec(): void } };
}

type Handler = (...args: unknown[]) => void;

/** The channel between a page and the one it opened: `events` are heard by the opener, `emit` reaches the opened page. */
export class EventChannel {
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly early = new Map<string, unknown[][]>();
  readonly on = (name: string, handler: Handler): void => {
    this.handlers.set(name, (this.handlers.get(name) ?? new Set()).add(handler));
    for (const args of this.early.get(name) ?? []) handler(...args);
    this.early.delete(name);
  };
  readonly once = (name: string, handler: Handler): void => {
    const first: Handler = (...args) => {
      this.off(name, first);
      handler(...args);
    };
    this.on(name, first);
  };
  readonly off = (name: string, handler?: Handler): void =>
    void (handler ? this.handlers.get(name)?.delete(handler) : this.handlers.delete(name));
  readonly emit = (name: string, ...args: unknown[]): void => {
    const heard = this.handlers.get(name);
    if (!heard?.size) return void this.early.set(name, [...(this.early.get(name) ?? []), args]);
    for (const handler of [...heard]) handler(...args);
  };
}

function eventChannelOf(events: unknown): EventChannel {
  const channel = new EventChannel();
  for (const [name, handler] of Object.entries((events ?? {}) as Record<string, Handler>)) channel.on(name, handler);
  return channel;
}
