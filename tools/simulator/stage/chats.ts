// The villages' WeChat groups and people's own chats: cards and files lie there, and whoever is in the chat and has a phone out can tap them.
import { h } from './dom';
import { type Chat, type ChatItem, server } from './server';

/** Somebody whose phone or desk is out. */
export interface Holder {
  key: string;
  name: string;
  /** Opens the app by a way in, e.g. `chat:3`: a running one comes to the front, a closed one starts. */
  enter(reference: string): void;
}

export class ChatPanel {
  private readonly list = h('div', null);
  private readonly head = h('summary', null, '微信群和聊天');
  readonly element = h('details.messages', null, this.head, this.list);
  /** Chats unfolded by hand, or because something came in. */
  private readonly open = new Set<string>();
  private shown = -1;
  private asked = 0;

  /** `holders` answers whose phones are out. */
  constructor(private readonly holders: () => Holder[]) {
    void this.refresh();
  }

  async refresh(): Promise<void> {
    const turn = ++this.asked;
    const chats = await server.chats();
    // A later question was answered meanwhile.
    if (turn !== this.asked) return;
    const count = chats.reduce((sum, { items }) => sum + items.length, 0);
    const newest = chats[0];
    if (this.shown >= 0 && count > this.shown && newest) {
      this.element.open = true;
      this.open.add(newest.id);
    }
    this.shown = count;
    this.head.textContent = count > 0 ? `微信群和聊天 ${count}` : '微信群和聊天';
    this.list.replaceChildren(
      ...(count === 0 ? [h('p.none', null, '还没有人转发。点手机右上角的三个点，可以把岗位发到村里的群。')] : []),
      ...chats.map((chat) => this.chat(chat)),
    );
  }

  private chat(chat: Chat): HTMLElement {
    const { id, name, group, members, items } = chat;
    const present = this.holders().filter(({ key }) => members.includes(key));
    const count = items.length > 0 ? ` · ${items.length} 条` : '';
    const section = h(
      'details.chat',
      { data: { chat: id }, open: this.open.has(id), ontoggle: () => this.open[section.open ? 'add' : 'delete'](id) },
      h('summary', null, h('b', null, name), h('small', null, group ? `${members.length} 人${count}` : `两个人${count}`)),
      h(
        'p.who',
        null,
        present.length > 0 ? `台上有：${present.map((each) => each.name).join('、')}` : '台上没有这个群里的人',
        group ? this.filePicker(id) : null,
      ),
      h('ol', null, ...[...items].reverse().map((item) => this.item(item, present))),
    );
    return section;
  }

  private item(item: ChatItem, present: Holder[]): HTMLElement {
    const words = item.file ? '用小程序打开' : '点开';
    const openers = present.filter(({ key }) => item.opensFor.includes(key));
    return h(
      'li',
      null,
      h('b', null, item.from),
      h('small', null, item.chatName),
      h('p', null, item.title),
      item.imageUrl ? h('img', { src: item.imageUrl, alt: '' }) : null,
      h(
        'div.openers',
        null,
        ...openers.map(({ name, enter }) => h('button', { onclick: () => enter(`chat:${item.id}`) }, `${name}${words}`)),
      ),
    );
  }

  /** Somebody whose phone is not here sends a file of this computer: a list, an invoice, a picture of a payment. */
  private filePicker(chat: string): HTMLElement {
    const input = h('input', { type: 'file', hidden: true, onchange: () => void put(chat, input.files?.[0]) });
    return h('label.put-file', null, '放一个文件进群', input);
  }
}

async function put(chat: string, file: File | undefined): Promise<void> {
  if (!file) return;
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(file);
  });
  await server.putFile(chat, file.name, url.slice(url.indexOf(',') + 1));
}
