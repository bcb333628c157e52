// What the people of the cast have received under 服务通知, newest first, as a phone shows it; whose phone is out can tap it.
import type { Holder } from './chats';
import { h } from './dom';
import { type Message, server } from './server';

const BEIJING = 8 * 3_600_000;

export class Messages {
  private readonly list = h('ol', null);
  private readonly head = h('summary', null, '收到的通知');
  readonly element = h('details.messages.notices', null, this.head, this.list);
  private shown = -1;
  private present = '';

  constructor(
    private readonly app: string,
    private readonly holders: () => Holder[],
  ) {
    void this.refresh();
    // Messages that timers of the cloud send come without anybody's tap.
    window.setInterval(() => document.hidden || void this.refresh(), 4000);
  }

  async refresh(): Promise<void> {
    const messages = await server.messages();
    const holders = this.holders();
    const present = holders.map(({ key }) => key).join();
    if (messages.length === this.shown && present === this.present) return;
    if (this.shown >= 0 && messages.length > this.shown) this.element.open = true;
    this.shown = messages.length;
    this.present = present;
    this.head.textContent = messages.length > 0 ? `收到的通知 ${messages.length}` : '收到的通知';
    this.list.replaceChildren(
      ...(messages.length === 0
        ? [h('li.none', null, '还没有。允许接收之后，审核有结果时会发到微信里。')]
        : [...messages].reverse().map((each) => this.item(each, holders))),
    );
  }

  private item({ id, key, name, title, lines, at }: Message, holders: Holder[]): HTMLElement {
    const holder = holders.find((each) => each.key === key);
    const time = new Date(Date.parse(at) + BEIJING).toISOString().slice(5, 16).replace('T', ' ');
    return h(
      'li.notice',
      { data: { key } },
      h('b', null, `${name}的微信`),
      h('small', null, time),
      h('p.service', null, `服务通知 · ${this.app}`),
      title ? h('h3', null, title) : null,
      ...lines.map(({ label, value }) => h('p', null, label ? h('span.label', null, label) : null, value)),
      h(
        'div.openers',
        null,
        holder
          ? h('button', { onclick: () => holder.enter(`notice:${id}`) }, '进入小程序查看')
          : h('small', null, `拿起${name}的手机就能点开`),
      ),
    );
  }
}
