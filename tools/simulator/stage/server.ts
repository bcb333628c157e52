// The stage's line to its server.

import type { ChatView, ChatItem as KeptItem } from '../server/chats';
import type { Notice } from '../server/doors';

export interface Member {
  key: string;
  name: string;
  words: string;
  device: 'phone' | 'desk';
}
export interface Cast {
  title: string;
  now: number;
  cloud: boolean;
  cast: Member[];
}
export interface Settings {
  offline: boolean;
  slowMs: number;
  fontScale: number;
  refusePrivacy: boolean;
  keyboard: boolean;
}
export interface Opened {
  token: string;
  width: number;
  height: number;
  settings: Settings;
}
/** A notice with its receiver. */
export interface Message extends Notice {
  key: string;
  name: string;
}
/** `opensFor`: keys of the people for whom it opens the app. */
export type ChatItem = KeptItem & { opensFor: string[] };
export type Chat = Omit<ChatView, 'items'> & { items: ChatItem[] };

const secret = document.querySelector<HTMLMetaElement>('meta[name=stage-secret]')?.content ?? '';

async function call<T>(name: string, input: unknown = {}): Promise<T> {
  const response = await fetch(`/stage/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-stage-secret': secret },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

export const server = {
  cast: () => call<Cast>('cast'),
  open: (input: { key: string; width?: number; height?: number; fontScale?: number }) => call<Opened>('open', input),
  close: (token: string) => call<null>('close', { token }),
  settings: (token: string, settings: Partial<Settings>) => call<null>('settings', { token, settings }),
  /** Without an instant only tells the time. */
  clock: (instant?: string) => call<{ now: number }>('clock', { instant }),
  /** A running app comes to the front by a way in, e.g. `chat:3`, `notice:0`. */
  enter: (token: string, reference: string) => call<null>('enter', { token, reference }),
  chats: () => call<Chat[]>('chats'),
  putFile: (chat: string, name: string, base64: string) => call<null>('putFile', { chat, name, base64 }),
  messages: () => call<Message[]>('messages'),
  listen(heard: (event: string, payload: { phone: string; payload: unknown }) => void): EventSource {
    const source = new EventSource(`/events?secret=${encodeURIComponent(secret)}`);
    source.onmessage = ({ data }) => {
      const { event, payload } = JSON.parse(data as string) as { event: string; payload: { phone: string; payload: unknown } };
      heard(event, payload);
    };
    // A server that started anew knows nothing of this page: begin again with the same people.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) location.reload();
    };
    return source;
  },
};
