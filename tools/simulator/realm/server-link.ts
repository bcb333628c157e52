// The phone's line to the stage's server: calls with its token, and what the stage tells it.

import type { Entry } from '../entry';

export interface Boot {
  person: { key: string; openid: string; name: string };
  device: { kind: 'phone' | 'desk'; width: number; height: number; pixelRatio: number; statusBarHeight: number };
  settings: { offline: boolean; slowMs: number; fontScale: number; refusePrivacy: boolean; keyboard: boolean };
  now: number;
  title: string;
  /** What subscription templates are called, by id. */
  templates: Record<string, string>;
  /** Places beside the real ones in the region picker. */
  regions: { code: string; name: string }[];
  /** How the app is opened, when not from the list. */
  entry?: Entry;
}

type Listener = (payload: unknown) => void;

export class ServerLink {
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(readonly token: string) {}

  async rpc<T>(method: string, params: unknown): Promise<T> {
    const response = await fetch('/rpc', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-phone-token': this.token },
      body: JSON.stringify({ method, params }),
    }).catch(() => {
      throw { errMsg: `${method}:fail 模拟器已停止` };
    });
    const reply = (await response.json()) as { ok: boolean; answer?: T; error?: { errMsg: string; errCode?: number } };
    if (!reply.ok) throw reply.error ?? { errMsg: `${method}:fail` };
    return reply.answer as T;
  }

  on(event: string, listener: Listener): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }

  /** An event from the stage. */
  receive(event: string, payload: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }

  /** On its own in a window the phone listens to the server itself; on the stage the stage passes events on. Resolves when it hears. */
  listen(): Promise<void> {
    if (window.parent !== window) return Promise.resolve();
    const source = new EventSource(`/events?phone=${this.token}`);
    source.onmessage = ({ data }) => {
      const { event, payload } = JSON.parse(data as string) as { event: string; payload: unknown };
      this.receive(event, payload);
    };
    return new Promise((resolve) => {
      source.onopen = () => resolve();
      source.onerror = () => resolve();
    });
  }
}
