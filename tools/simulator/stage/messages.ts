// Service notices the people on the stage have received, newest first.
import { h } from './dom';
import { type Member, type Message, server } from './server';

export class Messages {
  private readonly list = h('ol', null);
  private readonly head = h('summary', null, '收到的通知');
  readonly element = h('details.messages', null, this.head, this.list);
  private shown = -1;

  constructor(private readonly cast: Member[]) {
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const messages = await server.messages();
    if (messages.length === this.shown) return;
    if (this.shown >= 0 && messages.length > this.shown) this.element.open = true;
    this.shown = messages.length;
    this.head.textContent = messages.length > 0 ? `收到的通知 ${messages.length}` : '收到的通知';
    this.list.replaceChildren(
      ...(messages.length === 0
        ? [h('li.none', null, '还没有。允许接收之后，审核有结果时会发到微信里。')]
        : [...messages].reverse().map((each) => this.item(each))),
    );
  }

  private item({ key, data, at }: Message): HTMLElement {
    const who = this.cast.find((member) => member.key === key)?.name ?? '（不在台上的人）';
    return h(
      'li',
      null,
      h('b', null, who),
      h('small', null, at.slice(5, 16).replace('T', ' ')),
      ...Object.values(data).map(({ value }) => h('p', null, value)),
    );
  }
}
