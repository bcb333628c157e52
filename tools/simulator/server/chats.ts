// Where cards are sent: the village's group and the people whose phones are out. Everybody on the stage can tap a card there.
import { createHash, randomBytes } from 'node:crypto';
import type { Phone, Phones } from './phones';

/** A card, or a file, as it lies in a chat. */
export interface SentCard {
  chat: string;
  chatName: string;
  group: boolean;
  from: string;
  title: string;
  /** Page with query; empty for a file. */
  path: string;
  imageUrl: string;
  /** What the page that opens gets along, when the sender's page asked for it (`withShareTicket`). */
  shareTicket?: string;
}

interface Card {
  title: string;
  path: string;
  imageUrl: string;
  withShareTicket?: boolean;
}

const GROUP = { id: 'group', name: '村里的微信群' };

export class Chats {
  private readonly cards: SentCard[] = [];

  constructor(private readonly phones: Phones) {}

  /** The group first, then the others who hold a phone. */
  targets(phone: Phone): { id: string; name: string }[] {
    const others = new Map(this.phones.held().map(({ member }) => [member.key, member.name]));
    others.delete(phone.member.key);
    return [GROUP, ...[...others].map(([id, name]) => ({ id, name }))];
  }

  send(phone: Phone, chat: string, { withShareTicket, ...card }: Card): void {
    const target = this.targets(phone).find(({ id }) => id === chat);
    if (!target) throw { errMsg: '没有这个聊天' };
    const group = chat === GROUP.id;
    const ticket = withShareTicket && group ? { shareTicket: randomBytes(16).toString('hex') } : {};
    this.cards.push({ ...card, ...ticket, chat, chatName: target.name, group, from: phone.member.name });
    this.phones.tell('stage', 'activity', null);
  }

  /** The group as one mini-program knows it: the same id for all its members, another one in another mini-program. Null for a friend's chat. */
  groupId(chat: string | null, appid: string): string | null {
    if (chat !== GROUP.id) return null;
    return `t${createHash('sha256').update(`${appid}/${chat}`).digest('base64url').slice(0, 27)}`;
  }

  all(): SentCard[] {
    return this.cards;
  }
}
