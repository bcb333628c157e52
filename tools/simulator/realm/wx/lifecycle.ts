// Events of the app and the phone a page can listen to, and how the app was opened.
import type { Host } from '../host';
import { type Area, Channel } from './api';

/** wx.on<name> / wx.off<name>; the engine or another area emits them. */
const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'LazyLoadError',
  'ThemeChange',
  'WindowResize',
  'WindowStateChange',
  'NetworkStatusChange',
  'NetworkWeakChange',
  'KeyboardHeightChange',
  'MemoryWarning',
  'UserCaptureScreen',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'KeyDown',
  'KeyUp',
  'MenuButtonBoundingClientRectWeightChange',
  'ParallelStateChange',
  'AfterPageLoad',
  'AfterPageUnload',
  'BeforePageLoad',
  'BeforePageUnload',
  'AppRoute',
  'AppRouteDone',
  'LocationChange',
  'CopyUrl',
  'NeedPrivacyAuthorization',
] as const;
export type WxEvent = (typeof EVENTS)[number];

export type Channels = Record<WxEvent, Channel>;

export function makeChannels(host: Host): Channels {
  return Object.fromEntries(EVENTS.map((name) => [name, new Channel(host)])) as unknown as Channels;
}

/** How the app was opened, or came to the front again. */
export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  /** WeChat's scene value, e.g. 1001 (list), 1007 (a friend's card), 1008 (a group's card). */
  scene: number;
  shareTicket?: string;
  referrerInfo?: Record<string, unknown>;
  forwardMaterials?: { type: string; name: string; path: string; size: number }[];
  chatType?: number;
  apiCategory?: string;
}

export function lifecycle(host: Host, channels: Channels): Area {
  const sync: Record<string, unknown> = {};
  for (const name of EVENTS) {
    sync[`on${name}`] = channels[name].on;
    sync[`off${name}`] = channels[name].off;
  }
  // WeChat hands two things over here; a channel carries one.
  const privately = new Map<unknown, (pair: unknown) => void>();
  sync.onNeedPrivacyAuthorization = (listener: (resolve: unknown, info: unknown) => void) => {
    const both = (pair: unknown) => listener(...(pair as [unknown, unknown]));
    privately.set(listener, both);
    channels.NeedPrivacyAuthorization.on(both);
  };
  sync.offNeedPrivacyAuthorization = (listener?: unknown) =>
    channels.NeedPrivacyAuthorization.off(listener === undefined ? undefined : privately.get(listener));
  for (const [type, name] of [
    ['keydown', 'KeyDown'],
    ['keyup', 'KeyUp'],
  ] as const) {
    document.addEventListener(type, (ev) => channels[name].emit({ key: ev.key, code: ev.code, timeStamp: ev.timeStamp }));
  }
  const filled = (options: LaunchOptions | undefined) => ({
    referrerInfo: {},
    apiCategory: 'default',
    mode: 'default',
    ...(options ?? { path: '', query: {}, scene: 1001 }),
  });
  sync.getLaunchOptionsSync = () => filled(host.launch?.launch);
  sync.getEnterOptionsSync = () => filled(host.launch?.enter);
  return { sync };
}
