// Where cards are sent: the village's group and the people whose phones are out. Everybody on the stage can tap a card there.
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

  send(phone: Phone, chat: string, card: { title: string; path: string; imageUrl: string }): void {
    const target = this.targets(phone).find(({ id }) => id === chat);
    if (!target) throw { errMsg: '没有这个聊天' };
    this.cards.push({ ...card, chat, chatName: target.name, group: chat === GROUP.id, from: phone.member.name });
    this.phones.tell('stage', 'activity', null);
  }

  all(): SentCard[] {
    return this.cards;
  }
}
