// Cards people sent each other, newest first; anybody with a phone out can tap one, as in a group.
import type { SentCard } from '../server/chats';
import { h } from './dom';
import { server } from './server';

export interface Holder {
  name: string;
  open(card: OpenedCard): void;
}

/** How a tapped card starts the app. */
export interface OpenedCard {
  path: string;
  scene: number;
  chat: string;
  ticket?: string;
}

/** WeChat's scene values for a card in a group, one with a share ticket, and a card from a friend. */
const FROM_GROUP = 1008;
const FROM_GROUP_WITH_TICKET = 1044;
const FROM_FRIEND = 1007;

export class ChatPanel {
  private readonly list = h('ol', null);
  private readonly head = h('summary', null, '微信群和聊天');
  readonly element = h('details.messages', null, this.head, this.list);
  private shown = -1;

  /** `holders` answers whose phones are out. */
  constructor(private readonly holders: () => Holder[]) {
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const cards = await server.chats();
    if (this.shown >= 0 && cards.length > this.shown) this.element.open = true;
    this.shown = cards.length;
    this.head.textContent = cards.length > 0 ? `微信群和聊天 ${cards.length}` : '微信群和聊天';
    const none = h('li.none', null, '还没有人转发。点手机右上角的三个点，可以把岗位发到群里。');
    this.list.replaceChildren(...(cards.length === 0 ? [none] : [...cards].reverse().map((card) => this.item(card))));
  }

  private item(card: SentCard): HTMLElement {
    const { path, chat, shareTicket: ticket } = card;
    const scene = card.group ? (ticket ? FROM_GROUP_WITH_TICKET : FROM_GROUP) : FROM_FRIEND;
    const open = (holder: Holder) =>
      h('button', { onclick: () => holder.open({ path, scene, chat, ...(ticket ? { ticket } : {}) }) }, `${holder.name}点开`);
    return h(
      'li',
      null,
      h('b', null, card.from),
      h('small', null, card.chatName),
      h('p', null, card.title),
      card.path ? h('div.openers', null, ...this.holders().map(open)) : null,
    );
  }
}
