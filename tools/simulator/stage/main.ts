// The stage: pick a person, hold their phone. Up to two phones side by side, desks below, one clock for all.
import { ChatPanel, type Holder } from './chats';
import { StageClock } from './clock';
import { Device } from './device';
import { h } from './dom';
import { Messages } from './messages';
import { type Cast, type Member, server } from './server';

const PHONES = 2;
const STORY = ['labourer', 'cadre', 'clerk'];
const REMEMBERED = 'stage.open';

class Stage {
  private readonly devices: Device[] = [];
  private readonly phones = h('div.phones', null);
  private readonly desks = h('div.desks', null);
  private readonly welcome: HTMLElement;
  private readonly people = new Map<string, HTMLElement>();
  private readonly clock: StageClock;
  private readonly messages: Messages;
  private readonly holders = (): Holder[] =>
    this.devices.map((device) => ({
      key: device.member.key,
      name: device.member.name,
      enter: (reference) => void device.enter(reference),
    }));
  private readonly chats = new ChatPanel(this.holders);

  constructor(private readonly cast: Cast) {
    this.clock = new StageClock(cast.now);
    this.messages = new Messages(cast.title, this.holders);
    this.welcome = this.makeWelcome();
    document.body.append(
      h('header.top', null, h('div.brand', null, h('h1', null, cast.title), h('span', null, '试用台')), this.clock.element),
      h(
        'main',
        null,
        h(
          'nav.cast',
          { ariaLabel: '人物' },
          h('h2', null, '选一个人'),
          ...this.story().map((member) => this.card(member)),
          this.messages.element,
          this.chats.element,
          h('h2', null, '别的人'),
          ...cast.cast.filter((member) => !this.story().includes(member)).map((member) => this.card(member)),
          h('p.fiction', null, '县、乡、村、人名和电话全是虚构的；数据只存在这台机器上。'),
        ),
        h('div.floor', null, this.welcome, this.phones),
      ),
      this.desks,
    );
    server.listen((event, { phone, payload }) => this.hear(event, phone, payload));
    window.addEventListener(
      'message',
      ({ origin, data }: MessageEvent<{ phone?: string; event?: string; payload?: { text?: string } }>) => {
        if (origin !== location.origin || data.event !== 'report') return;
        this.devices.find(({ token }) => token === data.phone)?.report(data.payload?.text ?? '');
      },
    );
  }

  /** Picks up what was in use before the page was reloaded. */
  async restore(): Promise<void> {
    const keys = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '[]') as string[];
    for (const key of keys) {
      const member = this.cast.cast.find((each) => each.key === key);
      if (member) await this.pick(member);
    }
  }

  async idle(): Promise<void> {
    await Promise.all(this.devices.map((device) => device.inside()?.idle()));
  }

  async pick(member: Member): Promise<void> {
    const existing = this.devices.find((device) => device.member.key === member.key);
    if (existing) return existing.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
    const held = this.devices.filter((device) => device.member.device === 'phone');
    if (member.device === 'phone' && held.length >= PHONES)
      held[0]?.element.querySelector<HTMLButtonElement>('.tools button:last-child')?.click();
    const device = await Device.open(member, (closed) => {
      this.devices.splice(this.devices.indexOf(closed), 1);
      this.changed();
    });
    this.devices.push(device);
    (member.device === 'desk' ? this.desks : this.phones).append(device.element);
    this.changed();
    if (member.device === 'desk') device.element.scrollIntoView({ behavior: 'smooth', block: 'start' });
  }

  private hear(event: string, phone: string, payload: unknown): void {
    if (event === 'activity') {
      void this.chats.refresh();
      return void this.messages.refresh();
    }
    if (event === 'clock') {
      this.clock.sync((payload as { now: number }).now);
      void this.messages.refresh();
    }
    for (const device of this.devices) if (phone === '*' || device.token === phone) device.hear(event, payload);
  }

  private changed(): void {
    const open = this.devices.map((device) => device.member.key);
    sessionStorage.setItem(REMEMBERED, JSON.stringify(open));
    this.welcome.hidden = open.length > 0;
    void this.chats.refresh();
    void this.messages.refresh();
    for (const [key, card] of this.people) card.setAttribute('aria-pressed', String(open.includes(key)));
  }

  private card(member: Member): HTMLElement {
    const card = h(
      'button.person',
      { onclick: () => void this.pick(member), ariaPressed: 'false', data: { key: member.key } },
      h('b', null, member.name),
      h('i', null, member.device === 'desk' ? '电脑' : '手机'),
      h('span', null, member.words),
    );
    this.people.set(member.key, card);
    return card;
  }

  /** The people a claim passes through, in that order; in another cast simply the first ones. */
  private story(): Member[] {
    const main = STORY.flatMap((key) => this.cast.cast.filter((member) => member.key === key));
    return main.length > 0 ? main : this.cast.cast.slice(0, 3);
  }

  /** What a newcomer sees first: the story in three steps, each a person to pick. */
  private makeWelcome(): HTMLElement {
    return h(
      'section.welcome',
      null,
      h('h2', null, '跟着一笔补贴走一遍'),
      h('p', null, '每个人一部手机，连着同一个本地的云。点一个人拿起他的手机；可以同时拿两部，看一边做的事怎么到了另一边。'),
      h(
        'ol',
        null,
        ...this.story().map((member) =>
          h(
            'li',
            null,
            h(
              'button',
              { onclick: () => void this.pick(member) },
              h('b', null, member.name, h('i', null, member.device === 'desk' ? '坐在电脑前' : '拿着手机')),
              h('span', null, member.words),
            ),
          ),
        ),
      ),
    );
  }
}

void start();

async function start(): Promise<void> {
  const stage = new Stage(await server.cast());
  Object.assign(window, { __stage: { idle: () => stage.idle() } });
  await stage.restore();
}
