// One phone or desk window on the stage: its frame, its switches, its faults.
import { h } from './dom';
import { type Member, type Opened, type Settings, server } from './server';

/** What the realm offers inside the frame. */
export interface InsidePhone {
  idle(): Promise<void>;
  receive(event: string, payload: unknown): void;
}

const WIDTHS = [320, 375, 414];
const LETTERS = [
  { label: '标准字', value: 1 },
  { label: '大字', value: 1.25 },
  { label: '特大字', value: 1.5 },
];
const NETWORKS = [
  { label: '网络正常', value: 'good' },
  { label: '信号弱', value: 'slow' },
  { label: '断网', value: 'off' },
];
const PRIVACY = [
  { label: '隐私会问', value: 'ask' },
  { label: '隐私不同意', value: 'refuse' },
];
const KEYBOARDS = [
  { label: '不画键盘', value: 'none' },
  { label: '键盘占位', value: 'drawn' },
];
/** A village with one bar of signal: every call takes so long (ms). */
const WEAK = 3000;

export class Device {
  readonly element: HTMLElement;
  private readonly glass = h('div.glass', null);
  private readonly faults = h('button.faults', { hidden: true, onclick: () => this.list.toggleAttribute('hidden') });
  private readonly list = h('ol.fault-list', { hidden: true });
  private frame: HTMLIFrameElement | null = null;
  private count = 0;

  private constructor(
    readonly member: Member,
    private opened: Opened,
    private readonly closed: (device: Device) => void,
  ) {
    this.element = h(
      'section.device',
      { data: { kind: member.device, key: member.key }, ariaLabel: `${member.name}的${member.device === 'desk' ? '电脑' : '手机'}` },
      this.head(),
      this.list,
      this.glass,
    );
    this.start();
  }

  static async open(member: Member, closed: (device: Device) => void): Promise<Device> {
    return new Device(member, await server.open({ key: member.key, height: fittingHeight(member) }), closed);
  }

  get token(): string {
    return this.opened.token;
  }

  inside(): InsidePhone | null {
    return (this.frame?.contentWindow as (Window & { __phone?: InsidePhone }) | null)?.__phone ?? null;
  }

  /** An event from the server for this phone. */
  hear(event: string, payload: unknown): void {
    if (event === 'leave') this.asleep();
    else this.inside()?.receive(event, payload);
  }

  report(text: string): void {
    this.count += 1;
    this.faults.hidden = false;
    this.faults.textContent = `${this.count} 处出错`;
    this.list.prepend(h('li', null, h('pre', null, text)));
  }

  private head(): HTMLElement {
    const { settings } = this.opened;
    const desk = this.member.device === 'desk';
    const widths = choice(
      '屏宽',
      WIDTHS.map((value) => ({ label: `${value}`, value: String(value) })),
      String(this.opened.width),
      (value) => void this.resize(Number(value)),
    );
    const letters = choice(
      '字号',
      LETTERS.map(({ label, value }) => ({ label, value: String(value) })),
      String(settings.fontScale),
      (value) => void this.change({ fontScale: Number(value) }),
    );
    const network = choice(
      '网络',
      NETWORKS,
      'good',
      (value) => void this.change({ offline: value === 'off', slowMs: value === 'slow' ? WEAK : 0 }),
    );
    const privacy = choice(
      '隐私',
      PRIVACY,
      settings.refusePrivacy ? 'refuse' : 'ask',
      (value) => void this.change({ refusePrivacy: value === 'refuse' }),
    );
    const keyboard = choice(
      '键盘',
      KEYBOARDS,
      settings.keyboard ? 'drawn' : 'none',
      (value) => void this.change({ keyboard: value === 'drawn' }),
    );
    return h(
      'header',
      null,
      h('h2', null, this.member.name),
      this.faults,
      h(
        'div.tools',
        null,
        desk ? null : widths,
        letters,
        network,
        privacy,
        desk ? null : keyboard,
        h('button', { title: '像用微信扫了一张小程序码那样进来', onclick: () => this.scan() }, '扫码'),
        h('button', { title: '像手机内存不够时那样关掉，再打开', onclick: () => this.start() }, '关掉重开'),
        h('button', { title: `放下${this.member.name}的${desk ? '电脑' : '手机'}`, onclick: () => this.close() }, '放下'),
      ),
    );
  }

  /** The person taps a card or a notice: an app that runs comes to the front with it, a closed one starts. */
  async enter(reference: string): Promise<void> {
    this.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
    if (this.inside()) await server.enter(this.token, reference);
    else this.start(reference);
  }

  private scan(): void {
    const path = window.prompt('小程序码上的页面，例如 pages/jobs/jobs?scene=1');
    if (path) void this.enter(`code:${path}`);
  }

  /** Starts the app anew; `entry` is the way in when it was not opened from the list. */
  start(entry?: string): void {
    const { token, width, height } = this.opened;
    const query = new URLSearchParams({ token, ...(entry ? { entry } : {}) });
    this.frame = h('iframe', {
      title: `${this.member.name}`,
      src: `/phone?${query}`,
      style: `width:${width}px;height:${height}px`,
    });
    this.glass.replaceChildren(this.frame);
  }

  private asleep(): void {
    this.frame = null;
    const { width, height } = this.opened;
    this.glass.replaceChildren(
      h(
        'div.asleep',
        { style: `width:${width}px;height:${height}px` },
        h('p', null, '小程序已关闭'),
        h('button.primary', { onclick: () => this.start() }, '再打开'),
      ),
    );
  }

  private async resize(width: number): Promise<void> {
    const fresh = await server.open({
      key: this.member.key,
      width,
      height: fittingHeight(this.member),
      fontScale: this.opened.settings.fontScale,
    });
    await server.close(this.token);
    this.opened = fresh;
    this.start();
  }

  private async change(settings: Partial<Settings>): Promise<void> {
    Object.assign(this.opened.settings, settings);
    await server.settings(this.token, settings);
    // Letters are measured when the app starts, as on a phone.
    if (settings.fontScale !== undefined) this.start();
  }

  private close(): void {
    this.element.remove();
    void server.close(this.token);
    this.closed(this);
  }
}

/** As high as a usual phone, or as the window lets it be seen whole: a phone may be short, a page must not be scaled. */
function fittingHeight({ device }: Member): number {
  const [tall, short] = device === 'desk' ? [820, 640] : [812, 600];
  return Math.max(short, Math.min(tall, window.innerHeight - 200));
}

function choice(label: string, options: { label: string; value: string }[], value: string, chosen: (value: string) => void): HTMLElement {
  const select = h(
    'select',
    { ariaLabel: label, onchange: () => chosen(select.value) },
    ...options.map((each) => h('option', { value: each.value, selected: each.value === value }, each.label)),
  );
  return select;
}
