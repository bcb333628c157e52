// The seam inside a phone's realm between the engine (pages, modules, lifecycles) and the parts (built-in components, wx).

import type { behavior, CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { LaunchOptions } from './wx/lifecycle';

type GeneralBehavior = behavior.GeneralBehavior;
/** A page as the project's code sees it: `this` inside Page(). */
export type PageInstance = {
  route: string;
  options: Record<string, string>;
  data: Record<string, unknown>;
  _$: unknown;
  [field: string]: unknown;
};

/** What the engine gives to components and wx. One per phone. */
export interface Host {
  /** A call to the stage's server on behalf of this phone's person, e.g. rpc('cloud.callFunction', {name, data}); the methods and their shapes are in ../rpc.ts. Counts as pending until it settles. Rejects with {errMsg, errCode?}. */
  rpc<T = unknown>(method: string, params: unknown): Promise<T>;
  person: { key: string; openid: string; name: string };
  device: { kind: 'phone' | 'desk'; width: number; height: number; pixelRatio: number; statusBarHeight: number };
  /** Live settings of the phone, changed from the stage. */
  settings: {
    offline: boolean;
    slowMs: number;
    fontScale: number;
    refusePrivacy: boolean /** Give fields an on-screen keyboard's height. */;
    keyboard?: boolean;
  };
  /** Above the pages, below nothing: toasts, modals, sheets, pickers, keyboard are drawn here, at the phone's width. */
  overlay: HTMLElement;
  /** Everything asynchronous that a test should wait for goes through here; idle() resolves when nothing is pending and two frames have passed. */
  busy<T>(work: Promise<T>): Promise<T>;
  pages: PageRouter;
  /** Milliseconds since the epoch on the platform's clock (the realm's Date uses it too). */
  now(): number;
  /** An error a developer must see: shown on the stage, collected for tests. */
  report(error: unknown): void;
  /** How the app was opened (`launch`) and last came to the front (`enter`); kept up to date by the engine. */
  launch?: { launch: LaunchOptions; enter: LaunchOptions };
  /** The person looks at something else (true), or back: onHide and onShow. Filled in by the engine. */
  away?(on: boolean): void;
  /** What subscription templates are called, by id, where that is known. */
  templates?: Record<string, string>;
  /** URL from which the browser loads a file of the package, e.g. packageUrl('assets/logo.svg'). */
  packageUrl(path: string): string;
  /** URL (blob or same origin) of a file of this phone, e.g. 'wxfile://tmp_1.jpg'; rejects when there is none. `createWx` fills it in. */
  fileUrl(path: string): Promise<string>;
  /** Messages from the stage to this phone, e.g. on('settings', f). */
  on(event: string, listener: (payload: unknown) => void): void;
}

/**
 * What `realm/components/index.ts` exports: `registerBuiltins(registry): BuiltinBehaviors`.
 * Called once, before any file of the project runs. For each built-in tag: define it in `codeSpace`
 * (`const view = codeSpace.component('wx/view').definition({...}).register()`) and
 * `codeSpace.getComponentSpace().setGlobalUsingComponent('view', view._$)`.
 *
 * How tags become DOM: every WXML node `<x>` is `<wx-x>` in the document (`<button>` → `<wx-button>`, so nothing of HTML's own behaviour leaks in).
 * A true HTML element inside a built-in is made with `document.createElement`, or, in a built-in's template, with the tag `html-x` (→ `<x>`).
 * Style: built-ins style `wx-x` in a plain `<style>` in the head, or with `registry.addStyle(css)`.
 * Ready for the engine: `PhoneBackend` (components/backend.ts) is the backend context that names tags so, converts rpx in inline styles and
 * forwards transitionend and animation events; `installGestures(host, backend)` (components/gestures.ts) makes touchstart/move/end/cancel
 * (from mouse too), tap, longpress, longtap with touches, changedTouches and detail. Every other event (input, scroll, load, change, submit, …) is triggered by the component that has it:
 * `this._$.triggerEvent('input', {value}, {bubbles: false})`.
 */
export interface BuiltinRegistry {
  codeSpace: CodeSpace;
  host: Host;
  /** Compile a built-in's template at run time is not possible; templates come as functions or plain DOM. This appends CSS before the project's own. */
  addStyle(css: string): void;
}

/** 'wx://form-field' and the like, by name, for `behaviors: ['wx://form-field']` of the project's components. */
export type BuiltinBehaviors = Record<string, GeneralBehavior>;

export interface PageRouter {
  /** Page instances from the bottom to the top (`getCurrentPages`); each has `route`, `options` and `_$` (its glass-easel component). */
  stack(): PageInstance[];
  /** `prepare` gets the new page before its onLoad. */
  navigateTo(url: string, prepare?: (page: PageInstance) => void): Promise<unknown>;
  redirectTo(url: string): Promise<unknown>;
  reLaunch(url: string): Promise<unknown>;
  switchTab(url: string): Promise<unknown>;
  navigateBack(delta: number): Promise<unknown>;
  /** The scrolling element of the page on top. */
  scroller(): HTMLElement;
  setTitle(title: string): void;
  /** What the navigation bar of the page on top says. */
  title?(): string;
  stopPullDownRefresh(): void;
  startPullDownRefresh?(): void;
  /** wx.setNavigationBarColor, show/hideNavigationBarLoading. */
  setBar?(look: { frontColor?: string; backgroundColor?: string; loading?: boolean }): void;
  /** Badge or red dot of a tab. */
  setTab?(index: number, mark: { badge?: string; dot?: boolean }): void;
  /** wx.setBackgroundColor, wx.setBackgroundTextStyle. */
  setBackground?(look: { color?: string; dots?: 'dark' | 'light' }): void;
  /** wx.hideHomeButton. */
  hideHome?(): void;
  /** wx.enableAlertBeforeUnload: asked before the page on top is left by hand; null asks nothing. */
  askBeforeLeaving?(message: string | null): void;
  /** Leave the mini-program (wx.exitMiniProgram). */
  exit?(): void;
  /** Starts the mini-program anew at a page (wx.restartMiniProgram). */
  restart?(path: string): void;
}
