// The phones in use: who holds each, its token, its network, and what is told to it.
import { randomBytes } from 'node:crypto';
import type { CastMember } from '../api';

export interface PhoneSettings {
  offline: boolean;
  slowMs: number;
  fontScale: number;
  refusePrivacy: boolean;
  /** Fields bring up a keyboard that takes its place on the screen. */
  keyboard: boolean;
}

export interface Phone {
  token: string;
  member: CastMember;
  width: number;
  height: number;
  settings: PhoneSettings;
  /** The chat whose card opened the app, until it is opened otherwise. */
  enteredFrom: string | null;
}

export const PHONE_HEIGHTS: Readonly<Record<number, number>> = { 320: 568, 375: 812, 390: 844, 414: 896 };
export const DESK = { width: 1280, height: 820 };

type Listener = (event: string, payload: unknown) => void;

export class Phones {
  private readonly phones = new Map<string, Phone>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly waiting = new Set<() => void>();

  /** A phone in somebody's hands; width in CSS px. */
  add(member: CastMember, wanted: { width?: number; height?: number; fontScale?: number }): Phone {
    const desk = member.device === 'desk';
    const width = wanted.width ?? (desk ? DESK.width : 375);
    const phone: Phone = {
      token: randomBytes(18).toString('base64url'),
      member,
      width,
      height: wanted.height ?? (desk ? DESK.height : (PHONE_HEIGHTS[width] ?? 812)),
      settings: { offline: false, slowMs: 0, fontScale: wanted.fontScale ?? 1, refusePrivacy: false, keyboard: false },
      enteredFrom: null,
    };
    this.phones.set(phone.token, phone);
    return phone;
  }

  get(token: string): Phone | undefined {
    return this.phones.get(token);
  }

  /** All phones in somebody's hands. */
  held(): Phone[] {
    return [...this.phones.values()];
  }

  remove(token: string): void {
    this.phones.delete(token);
  }

  change(phone: Phone, settings: Partial<PhoneSettings>): void {
    Object.assign(phone.settings, settings);
    this.tell(phone.token, 'settings', phone.settings);
    for (const wake of this.waiting) wake();
  }

  /** Tells one phone, or all of them ('*'), through whoever listens for it; the stage listens to everything. */
  tell(token: string, event: string, payload: unknown): void {
    for (const [listening, set] of this.listeners) {
      if (token !== '*' && listening !== '*' && listening !== token) continue;
      for (const listener of set) listener(event, listening === '*' ? { phone: token, payload } : payload);
    }
  }

  listen(token: string, listener: Listener): () => void {
    const set = this.listeners.get(token) ?? new Set();
    this.listeners.set(token, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0) this.listeners.delete(token);
    };
  }

  /**
   * One leg of a journey over the phone's network: takes half of the phone's delay.
   * Answers false as soon as the phone is without network, also when that happens on the way.
   */
  leg(phone: Phone): Promise<boolean> {
    const started = performance.now();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const look = () => {
        clearTimeout(timer);
        const left = phone.settings.slowMs / 2 - (performance.now() - started);
        if (!phone.settings.offline && left > 0) {
          timer = setTimeout(look, left);
          return;
        }
        this.waiting.delete(look);
        resolve(!phone.settings.offline);
      };
      this.waiting.add(look);
      look();
    });
  }
}
