// The page stack of a phone: opening, closing and switching pages with WeChat's rules and its words for failing.
import type { AppConfig, ComponentConfig } from '../project/types';
import type { Definitions } from './definitions';
import type { Host, PageInstance, PageRouter } from './host';
import { Page, type PageParts } from './page';
import { PageFrame } from './page-frame';
import type { StyleSheets } from './style-sheets';
import { TAB_BAR_HEIGHT, TabBar } from './tab-bar';

const STACK_LIMIT = 10;
const CUSTOM_TAB_BAR = 'custom-tab-bar/index';

interface RouterParts extends PageParts {
  app: AppConfig;
  configs: Record<string, ComponentConfig>;
  definitions: Definitions;
  styles: StyleSheets;
  /** Where frames are put. */
  screen: HTMLElement;
  host: Host;
  /** Told after each change of the page on top. */
  changed(): void;
}

export class Router implements PageRouter {
  /** Set by whoever started the phone. */
  exit?: () => void;
  restart?: (path: string) => void;
  /** Asks the person whether to leave a page that wants it asked. */
  ask?: (message: string) => Promise<boolean>;
  private pages: Page[] = [];
  /** Everything a page is made of, for its style sheets. */
  private readonly closures = new WeakMap<Page, string[]>();
  /** Tab pages stay alive while another tab is on top. */
  private readonly tabs = new Map<string, Page>();
  private readonly questions = new WeakMap<Page, string>();
  private readonly tabBar: TabBar | null = null;

  constructor(private readonly parts: RouterParts) {
    const { app, screen, host } = parts;
    if (app.tabBar && !app.tabBar.custom) {
      this.tabBar = new TabBar(app.tabBar, host.packageUrl, (pagePath, index, text) => {
        const page = this.top();
        if (page.route === pagePath) page.call('onTabItemTap', { pagePath, index, text });
        else void this.switchTab(`/${pagePath}`).then(() => this.top().call('onTabItemTap', { pagePath, index, text }));
      });
      screen.append(this.tabBar.element);
    }
    window.addEventListener('resize', () => {
      const body = this.pages.at(-1)?.frame.body;
      if (body) this.top().resize({ windowWidth: body.clientWidth, windowHeight: body.clientHeight });
    });
  }

  top(): Page {
    const page = this.pages.at(-1);
    if (!page) throw new Error('还没有页面');
    return page;
  }

  stack(): PageInstance[] {
    return this.pages.map((page) => page.instance);
  }

  /** Routes with their queries, bottom first. */
  routes(): string[] {
    return this.pages.map((page) => (page.query ? `${page.route}?${page.query}` : page.route));
  }

  async navigateTo(url: string, prepare?: (page: PageInstance) => void): Promise<unknown> {
    const { route, query } = this.locate(url);
    if (this.isTab(route)) throw { errMsg: 'navigateTo:fail can not navigateTo a tabbar page' };
    if (this.pages.length >= STACK_LIMIT) throw { errMsg: `navigateTo:fail webview count limit exceed` };
    this.pages.at(-1)?.hide();
    return this.open(route, query, prepare);
  }

  async redirectTo(url: string): Promise<unknown> {
    const { route, query } = this.locate(url);
    if (this.isTab(route)) throw { errMsg: 'redirectTo:fail can not redirectTo a tabbar page' };
    this.close(this.pages.pop());
    return this.open(route, query);
  }

  async reLaunch(url: string): Promise<unknown> {
    const { route, query } = this.locate(url);
    const old = new Set([...this.pages, ...this.tabs.values()]);
    this.pages = [];
    this.tabs.clear();
    for (const page of old) this.close(page);
    return this.open(route, query);
  }

  async switchTab(url: string): Promise<unknown> {
    const { route } = this.locate(url);
    if (!this.isTab(route)) throw { errMsg: 'switchTab:fail can not switch to no-tabBar page' };
    if (this.pages.length === 1 && this.top().route === route) return this.top().instance;
    const kept = new Set(this.tabs.values());
    for (const page of this.pages.reverse()) {
      if (kept.has(page)) page.hide();
      else this.close(page);
    }
    this.pages = [];
    const existing = this.tabs.get(route);
    if (!existing) return this.open(route, '');
    this.pages = [existing];
    this.reveal();
    return existing.instance;
  }

  async navigateBack(delta: number): Promise<unknown> {
    if (this.pages.length <= 1) throw { errMsg: 'navigateBack:fail cannot navigate back at first page.' };
    const closing = this.pages.splice(Math.max(1, this.pages.length - Math.max(1, delta)));
    for (const page of closing.reverse()) this.close(page);
    this.reveal();
    return undefined;
  }

  /** The person goes back by the bar or the phone's own key: a page may want it asked first. */
  async back(): Promise<void> {
    const question = this.questions.get(this.top());
    if (question && this.pages.length > 1 && this.ask && !(await this.ask(question))) return;
    await this.navigateBack(1);
  }

  /** What is asked before the page on top is left by hand; null asks nothing. */
  askBeforeLeaving(message: string | null): void {
    if (message === null) this.questions.delete(this.top());
    else this.questions.set(this.top(), message);
  }

  setBackground(look: { color?: string; dots?: 'dark' | 'light' }): void {
    this.top().frame.setBackground(look);
  }

  hideHome(): void {
    this.top().frame.hideHome();
  }

  scroller(): HTMLElement {
    return this.pages.at(-1)?.frame.scroller ?? document.body;
  }

  setTitle(title: string): void {
    this.top().frame.setTitle(title);
    this.parts.changed();
  }

  title(): string {
    return this.pages.at(-1)?.frame.titleText ?? '';
  }

  setBar(change: { frontColor?: string; backgroundColor?: string; loading?: boolean }): void {
    this.top().frame.setBar(change);
  }

  setTab(index: number, change: { badge?: string; dot?: boolean }): void {
    this.tabBar?.set(index, change);
  }

  startPullDownRefresh(): void {
    const page = this.top();
    page.frame.refreshing(true);
    page.call('onPullDownRefresh');
  }

  stopPullDownRefresh(): void {
    this.top().frame.refreshing(false);
  }

  private isTab(route: string): boolean {
    return this.parts.app.tabBar?.list.some((item) => item.pagePath === route) ?? false;
  }

  private locate(url: string): { route: string; query: string } {
    const [path = '', query = ''] = url.split(/\?(.*)/s);
    const base = this.pages.at(-1)?.route ?? '';
    const route = new URL(path, `http://package/${base}`).pathname.slice(1).replace(/\.html$/, '');
    if (!this.parts.app.pages.includes(route)) throw { errMsg: `navigateTo:fail page "${route}" is not found` };
    return { route, query };
  }

  private open(route: string, query: string, prepare?: (page: PageInstance) => void): PageInstance {
    const { app, configs, definitions, styles, screen, host } = this.parts;
    const isTab = this.isTab(route);
    const custom = isTab && app.tabBar?.custom ? CUSTOM_TAB_BAR : null;
    const closure = [...(custom ? definitions.prepare(custom) : []), ...definitions.prepare(route)];
    for (const path of closure) styles.use(path === route ? 'page' : 'component', path, definitions.prefixOf(path));
    const leave = this.pages.length > 0 ? 'back' : isTab || route === app.pages[0] ? null : 'home';
    const frame = new PageFrame(
      { ...app.window, ...configs[route] },
      { leave, statusBarHeight: host.device.statusBarHeight, tabBarHeight: isTab && !custom ? TAB_BAR_HEIGHT : 0 },
      {
        back: () => void this.back(),
        home: () => void this.reLaunch(`/${app.pages[0]}`),
        scroll: (scrollTop) => page.call('onPageScroll', { scrollTop }),
        reachBottom: () => page.call('onReachBottom'),
        pullDown: () => this.startPullDownRefresh(),
      },
    );
    for (const below of this.pages) below.frame.show(false);
    for (const tab of this.tabs.values()) tab.frame.show(false);
    frame.element.dataset.route = route;
    screen.append(frame.element);
    frame.measure();
    this.show(route, closure);
    const page: Page = new Page(route, query, frame, this.parts);
    this.closures.set(page, closure);
    this.pages.push(page);
    if (isTab) this.tabs.set(route, page);
    this.tabBar?.light(isTab ? route : null);
    prepare?.(page.instance);
    page.start(custom);
    // onLoad may already have gone elsewhere.
    if (this.pages.at(-1) === page) page.show();
    page.ready();
    this.parts.changed();
    return page.instance;
  }

  private show(route: string, closure: string[]): void {
    this.parts.styles.show(new Set(closure), this.parts.definitions.seesApp(route));
  }

  /** Makes the page on top visible again. */
  private reveal(): void {
    const page = this.top();
    for (const other of [...this.pages, ...this.tabs.values()]) if (other !== page) other.frame.show(false);
    this.show(page.route, this.closures.get(page) ?? []);
    this.tabBar?.light(this.isTab(page.route) ? page.route : null);
    page.frame.show(true);
    page.show();
    this.parts.changed();
  }

  private close(page: Page | undefined): void {
    if (!page) return;
    this.tabs.delete(page.route);
    page.hide();
    page.unload();
  }
}
