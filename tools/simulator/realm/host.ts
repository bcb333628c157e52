// The seam inside a phone's realm between the engine (pages, modules, lifecycles) and the parts (built-in components, wx).

/** What the engine gives to components and wx. One per phone. */
export interface Host {
  /** A call to the stage's server on behalf of this phone's person, e.g. rpc('cloud.callFunction', {name, data}). Counts as pending until it settles. Rejects with {errMsg, errCode?}. */
  rpc<T = unknown>(method: string, params: unknown): Promise<T>;
  person: { key: string; openid: string; name: string };
  device: { kind: 'phone' | 'desk'; width: number; height: number; pixelRatio: number; statusBarHeight: number };
  /** Live settings of the phone, changed from the stage. */
  settings: { offline: boolean; slowMs: number; fontScale: number; refusePrivacy: boolean };
  /** Above the pages, below nothing: toasts, modals, sheets, pickers, keyboard are drawn here, at the phone's width. */
  overlay: HTMLElement;
  /** Everything asynchronous that a test should wait for goes through here; idle() resolves when nothing is pending and two frames have passed. */
  busy<T>(work: Promise<T>): Promise<T>;
  pages: PageRouter;
  /** Milliseconds since the epoch on the platform's clock (the realm's Date uses it too). */
  now(): number;
  /** An error a developer must see: shown on the stage, collected for tests. */
  report(error: unknown): void;
  /** Messages from the stage to this phone, e.g. on('settings', f). */
  on(event: string, listener: (payload: unknown) => void): void;
}

export interface PageRouter {
  navigateTo(url: string): Promise<unknown>;
  redirectTo(url: string): Promise<unknown>;
  reLaunch(url: string): Promise<unknown>;
  switchTab(url: string): Promise<unknown>;
  navigateBack(delta: number): Promise<unknown>;
  /** The scrolling element of the page on top. */
  scroller(): HTMLElement;
  setTitle(title: string): void;
  stopPullDownRefresh(): void;
}
