// WeChat's chats around the app: each village's group and people's own chats, with the cards and files that lie in them.
import { createHash, randomBytes } from 'node:crypto';
import type { CastMember, ChatGroup } from '../api';
import { type Entry, SCENES } from '../entry';
import type { ChatKeep } from './chat-keep';
import { mimeOf } from './mime';
import type { Phones } from './phones';

/** A card or a file as it lies in a chat. */
export interface ChatItem {
  id: number;
  /** The chat it lies in: a group's id, or the two people's. */
  chat: string;
  chatName: string;
  group: boolean;
  /** Name of who sent it. */
  from: string;
  title: string;
  /** Page with query; empty for a file. */
  path: string;
  imageUrl: string;
  /** What the page that opens gets along, when the sender's page asked for it (`withShareTicket`). */
  shareTicket?: string;
  file?: { name: string; size: number; type: string };
  /** Instant on the platform's clock (ISO). */
  at: string;
}

export interface Card {
  title: string;
  path: string;
  imageUrl: string;
  withShareTicket?: boolean;
}

export interface GivenFile {
  name: string;
  bytes: Uint8Array;
}

/** A chat as the stage shows it. */
export interface ChatView {
  id: string;
  name: string;
  group: boolean;
  /** Keys of the people in it. */
  members: string[];
  items: ChatItem[];
}

/** The group of a cast that names none. */
const ONE_GROUP: ChatGroup = { id: 'group', name: '村里的微信群' };
/** `app.json` may say which files of chats the app opens, and where. */
export interface SupportedMaterial {
  materialType: string;
  name: string;
  desc?: string;
  path: string;
}

export class Chats {
  private readonly groups = new Map<string, { name: string; members: CastMember[] }>();

  constructor(
    private readonly cast: readonly CastMember[],
    private readonly phones: Phones,
    private readonly keep: ChatKeep,
    private readonly now: () => number,
  ) {
    const named = cast.some(({ groups }) => (groups ?? []).length > 0);
    for (const member of cast) {
      for (const { id, name } of named ? (member.groups ?? []) : [ONE_GROUP]) {
        const group = this.groups.get(id) ?? { name, members: [] };
        group.members.push(member);
        this.groups.set(id, group);
      }
    }
  }

  /** Where a person can send something: their groups first, then the others who hold a phone. */
  targets(member: CastMember): { id: string; name: string }[] {
    const others = new Map(this.phones.held().map(({ member: { key, name } }) => [key, name]));
    others.delete(member.key);
    const groups = [...this.groups].filter(([, { members }]) => members.includes(member));
    return [...groups.map(([id, { name }]) => ({ id, name })), ...[...others].map(([id, name]) => ({ id, name }))];
  }

  /** Sends a card, or a file, to one of the person's `targets`. */
  send(member: CastMember, target: string, what: { card: Card } | { file: GivenFile }): ChatItem {
    if (!this.targets(member).some(({ id }) => id === target)) throw { errMsg: '没有这个聊天' };
    return this.put(this.groups.has(target) ? target : pairOf(member.key, target), member.name, what);
  }

  /** Somebody of the group, whose phone is not on the stage, sends a file. */
  putFile(chat: string, file: GivenFile, from = '群友'): ChatItem {
    if (!this.groups.has(chat)) throw Object.assign(new Error(`没有 ${chat} 这个群`), { status: 404 });
    return this.put(chat, from, { file });
  }

  private put(chat: string, from: string, what: { card: Card } | { file: GivenFile }): ChatItem {
    const group = this.groups.has(chat);
    const place = { chat, chatName: this.nameOf(chat), group, from, at: new Date(this.now()).toISOString() };
    const item = this.keep.add(
      'card' in what
        ? {
            ...place,
            ...faceOf(what.card),
            ...(what.card.withShareTicket && group ? { shareTicket: randomBytes(16).toString('hex') } : {}),
          }
        : {
            ...place,
            title: `[文件] ${what.file.name}`,
            path: '',
            imageUrl: '',
            file: { name: what.file.name, size: what.file.bytes.length, type: mimeOf(what.file.name) },
          },
      'file' in what ? what.file.bytes : undefined,
    );
    this.phones.tell('stage', 'activity', null);
    return item;
  }

  /** What lies in this person's chats, oldest first. */
  seenBy(member: CastMember): ChatItem[] {
    return this.keep.items().filter(({ chat }) => this.members(chat).includes(member.key));
  }

  /** The bytes of a file in one of this person's chats. */
  read(member: CastMember, id: number): { item: ChatItem; bytes: Buffer } {
    const item = this.seenBy(member).find((each) => each.id === id && each.file);
    if (!item) throw { errMsg: '聊天里没有这个文件' };
    return { item, bytes: this.keep.bytes(id) };
  }

  /** How this card or file opens the app for this person; null when it does not. */
  entry(member: CastMember, id: number, supported: readonly SupportedMaterial[]): Entry | null {
    const item = this.seenBy(member).find((each) => each.id === id);
    if (!item) return null;
    const chatType = item.group ? 3 : 1;
    if (item.file) {
      const handler = handlerOf(item.file.type, supported);
      return (
        handler && { path: handler.path, scene: SCENES.material, chatType, material: { id, name: item.file.name, type: item.file.type } }
      );
    }
    const scene = !item.group ? SCENES.friendCard : item.shareTicket ? SCENES.groupCardWithTicket : SCENES.groupCard;
    return { path: item.path, scene, chatType, ...(item.shareTicket ? { shareTicket: item.shareTicket } : {}) };
  }

  chatOf(id: number): string | null {
    return this.keep.items().find((each) => each.id === id)?.chat ?? null;
  }

  /** A group as one mini-program knows it: the same id for all its members, another one in another mini-program. Null for a friend's chat. */
  groupId(chat: string | null, appid: string): string | null {
    if (chat === null || !this.groups.has(chat)) return null;
    return `t${createHash('sha256').update(`${appid}/${chat}`).digest('base64url').slice(0, 27)}`;
  }

  /** Every group, and every chat of two in which something lies; those with the newest items first. */
  all(): ChatView[] {
    const items = this.keep.items();
    const ids = [...new Set([...items.map(({ chat }) => chat).reverse(), ...this.groups.keys()])];
    return ids.map((id) => ({
      id,
      name: this.nameOf(id),
      group: this.groups.has(id),
      members: this.members(id),
      items: items.filter(({ chat }) => chat === id),
    }));
  }

  private members(chat: string): string[] {
    return this.groups.get(chat)?.members.map(({ key }) => key) ?? chat.split('+');
  }

  private nameOf(chat: string): string {
    const known = this.groups.get(chat);
    if (known) return known.name;
    const name = (key: string) => this.cast.find((member) => member.key === key)?.name ?? key;
    return chat.split('+').map(name).join('和');
  }
}

const pairOf = (one: string, other: string): string => [one, other].sort().join('+');
const faceOf = ({ title, path, imageUrl }: Card) => ({ title, path, imageUrl });

/** The exact type before a family of types (`video/*`), as WeChat chooses. */
export function handlerOf(type: string, supported: readonly SupportedMaterial[]): SupportedMaterial | null {
  const family = `${type.split('/')[0]}/*`;
  return (
    supported.find(({ materialType }) => materialType === type) ?? supported.find(({ materialType }) => materialType === family) ?? null
  );
}
