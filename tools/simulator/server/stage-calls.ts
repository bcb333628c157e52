// What the stage page, and a test in its place, may ask of the server: people, phones, clock, chats, messages.
import type { SimulatorOptions } from '../api';
import type { Chats } from './chats';
import type { Doors } from './doors';
import type { Phone, PhoneSettings, Phones } from './phones';

export interface StageInput {
  key?: string;
  token?: string;
  width?: number;
  height?: number;
  fontScale?: number;
  settings?: Partial<PhoneSettings>;
  instant?: string;
  /** A way in: `chat:3`, `notice:0`. */
  reference?: string;
  chat?: string;
  name?: string;
  base64?: string;
  from?: string;
}

const gone = (words: string) => Object.assign(new Error(words), { status: 404 });

export function stageCalls(
  options: SimulatorOptions,
  phones: Phones,
  chats: Chats,
  doors: Doors,
): Record<string, (input: StageInput) => unknown> {
  const now = () => (options.cloud?.clock.now() ?? new Date()).getTime();
  const phoneOf = ({ token }: StageInput): Phone => {
    const phone = phones.get(token ?? '');
    if (!phone) throw gone('没有这部手机');
    return phone;
  };
  const memberOf = ({ key }: StageInput) => {
    const member = options.cast.find((each) => each.key === key);
    if (!member) throw gone(`没有 ${key} 这个人`);
    return member;
  };
  return {
    cast: () => ({
      title: options.title ?? '小程序',
      now: now(),
      cloud: options.cloud !== null,
      cast: options.cast.map(({ key, name, words, device }) => ({ key, name, words, device })),
    }),
    open: (input) => {
      const { token, width, height, settings } = phones.add(memberOf(input), input);
      return { token, width, height, settings };
    },
    close: (input) => phones.remove(phoneOf(input).token),
    settings: (input) => phones.change(phoneOf(input), input.settings ?? {}),
    /** Brings a running app to the front through a way in; a phone whose app is closed is opened with `entry=` in its address instead. */
    enter: (input) => {
      const phone = phoneOf(input);
      const found = doors.find(input.reference ?? '', phone.member);
      if (!found) throw gone(`${phone.member.name}打不开 ${input.reference}`);
      phone.enteredFrom = found.chat;
      phones.tell(phone.token, 'enter', found.entry);
    },
    clock: ({ instant }) => {
      if (instant !== undefined && options.cloud) options.cloud.clock.set(instant);
      phones.tell('*', 'clock', { now: now() });
      return { now: now() };
    },
    chats: () => chats.all().map((chat) => ({ ...chat, items: chat.items.map((item) => ({ ...item, opensFor: openers(item.id) })) })),
    /** What lies in one person's chats, oldest first. */
    chatItems: (input) => chats.seenBy(memberOf(input)),
    putFile: ({ chat = '', name = '', base64 = '', from }) => chats.putFile(chat, { name, bytes: Buffer.from(base64, 'base64') }, from),
    messages: ({ key }) =>
      options.cast
        .filter((member) => key === undefined || member.key === key)
        .flatMap((member) => doors.notices(member.openid).map((notice) => ({ ...notice, key: member.key, name: member.name })))
        .sort((one, other) => one.id - other.id),
  };

  /** For whom a card or file opens the app. */
  function openers(id: number): string[] {
    return options.cast.filter((member) => doors.find(`chat:${id}`, member) !== null).map(({ key }) => key);
  }
}
