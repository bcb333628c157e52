// Drives one phone of the simulator in a real browser: people tap, type and read; nothing sleeps.
import { readFileSync } from 'node:fs';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Simulator } from '../../tools/simulator/index';
import type { ChatItem } from '../../tools/simulator/server/chats';
import type { Notice } from '../../tools/simulator/server/doors';
import { mimeOf } from '../../tools/simulator/server/mime';

/** Longest a test waits for anything (ms): a machine under load is slow, not wrong. */
export const PATIENCE = 20_000;

export interface PhoneOptions {
  width?: number;
  height?: number;
  fontScale?: number;
  /** First page instead of the app's own, e.g. '/pages/job/job?id=1'. */
  open?: string;
}

interface Opened {
  token: string;
  width: number;
  height: number;
}

/** What the realm offers under window.__phone. */
interface Inside {
  idle(): Promise<void>;
  describe(): string;
  errors(): string[];
  routes(): Promise<string[]>;
  open(url: string): Promise<void>;
  back(): Promise<void>;
  scrollTo(top: number): Promise<void>;
  pullDown(): Promise<void>;
  background(): Promise<void>;
  foreground(): Promise<void>;
  entered(): Promise<number>;
  measures(): { setData: number; setDataIn: string; nodes: number };
}

/** A phone in a person's hands. Every act waits until the phone is at rest again. */
export class Phone {
  private readonly expected: RegExp[] = [];
  private readonly gathered: string[] = [];

  private constructor(
    private readonly simulator: Simulator,
    readonly page: Page,
    private readonly token: string,
    /** Whose phone it is, in the cast. */
    private readonly key: string,
  ) {
    // What goes wrong in code the phone reports itself; a picture or file that is missing only the browser sees.
    page.on('response', (response) => {
      if (response.status() >= 400) this.gathered.push(`${response.status()} ${response.url()}`);
    });
  }

  static async open(
    simulator: Simulator,
    key: string,
    options: PhoneOptions,
    context: (width: number, height: number, touch: boolean) => Promise<Page>,
  ): Promise<Phone> {
    const { token, width, height } = await stageCall<Opened>(simulator, 'open', {
      key,
      width: options.width,
      height: options.height,
      fontScale: options.fontScale,
    });
    const page = await context(width, height, width < 700);
    const phone = new Phone(simulator, page, token, key);
    await page.goto(phone.address({ open: options.open }));
    await phone.idle();
    return phone;
  }

  get frame(): Frame {
    return this.page.mainFrame();
  }

  /** Resolves when nothing is under way: calls, animations, pictures. */
  async idle(): Promise<void> {
    await this.frame.waitForFunction(() => '__phone' in window, undefined, { timeout: PATIENCE });
    const rested = await this.frame.evaluate(
      (patience) =>
        Promise.race([
          (window as unknown as { __phone: Inside }).__phone.idle().then(() => true),
          new Promise<false>((resolve) => setTimeout(() => resolve(false), patience)),
        ]),
      PATIENCE,
    );
    if (!rested) throw new Error(`The phone does not come to rest: ${await this.inside((phone) => phone.describe())}`);
  }

  /** Taps what bears these words, or matches a CSS selector that starts with `.`, `#`, `[` or `wx-`. */
  async tap(target: string, options: { nth?: number } = {}): Promise<void> {
    await this.press(target, options);
    await this.idle();
  }

  /** Taps and does not wait: for acts whose end the test decides itself. */
  async press(target: string, options: { nth?: number } = {}): Promise<void> {
    await (await this.find(target, options.nth)).click();
  }

  /** Types into a field as a person does, replacing what is there. */
  async type(target: string, text: string): Promise<void> {
    const found = await this.find(target);
    const field = (await found.evaluate((each) => /^(INPUT|TEXTAREA)$/.test(each.tagName)))
      ? found
      : found.locator('input, textarea').first();
    await field.fill(text);
    await field.blur();
    await this.idle();
  }

  /** All words in sight: the page on top and what is drawn above it. */
  async text(): Promise<string> {
    await this.idle();
    return this.frame.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.page-frame:not([hidden]), #overlay')].map((each) => each.innerText).join('\n'),
    );
  }

  /** Whether these words are in sight. */
  async sees(words: string): Promise<boolean> {
    return (await this.text()).includes(words);
  }

  /** Routes of the page stack, bottom first, with their queries. */
  pages(): Promise<string[]> {
    return this.inside((phone) => phone.routes());
  }

  /** Goes to a page as a link from outside would. */
  async open(url: string): Promise<void> {
    await this.frame.evaluate((to) => (window as unknown as { __phone: Inside }).__phone.open(to), url);
    await this.idle();
  }

  async back(): Promise<void> {
    await this.inside((phone) => phone.back());
    await this.idle();
  }

  async scrollTo(top: number): Promise<void> {
    await this.frame.evaluate((to) => (window as unknown as { __phone: Inside }).__phone.scrollTo(to), top);
    await this.idle();
  }

  async pullDown(): Promise<void> {
    await this.inside((phone) => phone.pullDown());
    await this.idle();
  }

  /** The person looks at another app and comes back. */
  async lookAway(): Promise<void> {
    await this.inside((phone) => phone.background());
    await this.inside((phone) => phone.foreground());
    await this.idle();
  }

  async offline(offline: boolean): Promise<void> {
    await this.settings({ offline });
  }

  /** Each call takes so long (ms), half on its way there, half on its way back. */
  async slow(slowMs: number): Promise<void> {
    await this.settings({ slowMs });
  }

  /** Fields bring up a keyboard that takes its place on the screen. */
  async keyboard(keyboard: boolean): Promise<void> {
    await this.settings({ keyboard });
  }

  /** Closes the app as a phone short of memory does: what was not stored is lost. */
  async kill(): Promise<void> {
    await this.collect();
    await this.page.goto('about:blank');
  }

  async reopen(open?: string): Promise<void> {
    await this.page.goto(this.address({ open }));
    await this.idle();
  }

  /** Sends the card of the page on top to a chat by its name, as the ··· of the capsule does. */
  async shareTo(chat: string): Promise<void> {
    await this.frame.getByLabel('菜单', { exact: true }).click();
    await this.frame.getByText('发送给朋友', { exact: true }).click();
    await this.frame.getByRole('dialog').getByText(chat, { exact: true }).click();
    await this.idle();
  }

  /** Cards and files in this person's chats, oldest first. */
  chats(): Promise<ChatItem[]> {
    return stageCall(this.simulator, 'chatItems', { key: this.key });
  }

  /** Taps the newest card (or file the app opens) in this person's chats whose words these are: a running app comes to the front, a killed one starts. */
  async tapCard(words: string): Promise<void> {
    const items = await this.chats();
    const item = items.filter(({ title }) => title.includes(words)).at(-1);
    if (!item) throw new Error(`No card says "${words}". In the chats: ${items.map(({ title }) => title).join(' | ') || 'nothing'}`);
    await this.enter(`chat:${item.id}`);
  }

  /** Subscription messages this person has received, oldest first. */
  messages(): Promise<Notice[]> {
    return stageCall(this.simulator, 'messages', { key: this.key });
  }

  /** Taps the newest message with these words, as in WeChat's 服务通知. */
  async tapMessage(words: string): Promise<void> {
    const notices = await this.messages();
    const told = notices
      .filter(({ title, lines }) => [title, ...lines.map(({ value }) => value)].some((each) => each.includes(words)))
      .at(-1);
    if (!told) throw new Error(`No message says "${words}": ${JSON.stringify(notices)}`);
    await this.enter(`notice:${told.id}`);
  }

  /** Scans a mini-program code with WeChat itself: `path` is the page it stands for. */
  scanned(path: string): Promise<void> {
    return this.enter(`code:${path}`);
  }

  private async enter(reference: string): Promise<void> {
    const running = await this.frame.evaluate(() => '__phone' in window);
    if (!running) await this.page.goto(this.address({ entry: reference }));
    else {
      const before = await this.inside((phone) => phone.entered());
      await stageCall(this.simulator, 'enter', { token: this.token, reference });
      await this.frame.waitForFunction(
        (times) => (window as unknown as { __phone: Inside }).__phone.entered().then((now) => now > times),
        before,
      );
    }
    await this.idle();
  }

  /** Answers the next choosing of a picture with this one: PNG or JPEG, as bytes or a path. Resolves when it was chosen and the phone rests again. */
  choosePicture(picture: Buffer | string, name = 'picture.jpg'): Promise<void> {
    const buffer = typeof picture === 'string' ? readFileSync(picture) : picture;
    const mimeType = buffer[0] === 0x89 ? 'image/png' : 'image/jpeg';
    return this.page.waitForEvent('filechooser').then(async (chooser) => {
      await chooser.setFiles({ name, mimeType, buffer });
      await this.idle();
    });
  }

  /** Answers the next choosing of a file of the computer with this one, whatever it is. Resolves when it was chosen and the phone rests again. */
  chooseFile(file: Buffer | string, name: string): Promise<void> {
    const buffer = typeof file === 'string' ? readFileSync(file) : file;
    return this.page.waitForEvent('filechooser').then(async (chooser) => {
      await chooser.setFiles({ name, mimeType: mimeOf(name), buffer });
      await this.idle();
    });
  }

  /** Answers an open wx.scanCode with a code that holds these words; a path of a page is a mini-program code. */
  async scan(words: string): Promise<void> {
    await this.frame.getByLabel('码里的内容').fill(words);
    await this.tap('扫这个码');
  }

  /** Saves a picture of the phone; `full` makes the window as high as the page on top. */
  async screenshot(path: string, options: { full?: boolean } = {}): Promise<void> {
    await this.idle();
    const size = this.page.viewportSize();
    if (options.full && size) {
      const extra = await this.frame.evaluate(() => {
        const scroller = document.querySelector<HTMLElement>('.page-frame:not([hidden]) .page-scroller');
        return scroller ? scroller.scrollHeight - scroller.clientHeight : 0;
      });
      await this.page.setViewportSize({ width: size.width, height: Math.min(size.height + extra, 8000) });
      await this.idle();
    }
    await this.page.screenshot({ path });
    if (options.full && size) await this.page.setViewportSize(size);
  }

  /** The largest setData so far (characters) and the number of nodes of the page on top. */
  measures(): Promise<{ setData: number; setDataIn: string; nodes: number }> {
    return this.inside((phone) => phone.measures());
  }

  /** Faults that match are part of the test. */
  expectError(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Everything reported in this phone and not expected. */
  async errors(): Promise<string[]> {
    await this.collect();
    return this.gathered.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** Fails when something was reported that no test expected. */
  async assertClean(): Promise<void> {
    const errors = await this.errors();
    if (errors.length > 0) throw new Error(`The phone reported:\n${errors.join('\n')}`);
  }

  private async collect(): Promise<void> {
    this.gathered.push(...(await this.inside((phone) => phone.errors()).catch(() => [])));
  }

  /** The last visible match: what lies on top is later in the document. */
  private async find(target: string, nth?: number): Promise<Locator> {
    const scope = this.frame.locator('body');
    const all = /^([.#[]|wx-|input|textarea)/.test(target)
      ? scope.locator(target)
      : scope.getByText(target, { exact: true }).or(scope.getByLabel(target, { exact: true }));
    const visible = all.filter({ visible: true });
    await visible
      .first()
      .waitFor({ state: 'visible' })
      .catch(async () => {
        throw new Error(`Nothing on the phone matches "${target}". In sight:\n${await this.text()}`);
      });
    return nth === undefined ? visible.last() : visible.nth(nth);
  }

  private inside<T>(ask: (phone: Inside) => T | Promise<T>): Promise<T> {
    return this.frame.evaluate(`(${ask.toString()})(window.__phone)`) as Promise<T>;
  }

  private async settings(settings: { offline?: boolean; slowMs?: number; keyboard?: boolean }): Promise<void> {
    await stageCall(this.simulator, 'settings', { token: this.token, settings });
    await this.frame.waitForFunction(
      (wanted) =>
        Object.entries(wanted).every(
          ([name, value]) => (window as unknown as { __phone: { settings(): Record<string, unknown> } }).__phone.settings()[name] === value,
        ),
      settings,
    );
  }

  private address(given: { open?: string; entry?: string }): string {
    const known = Object.entries(given).filter((each): each is [string, string] => each[1] !== undefined);
    return `${this.simulator.url}/phone?${new URLSearchParams([['token', this.token], ...known])}`;
  }
}

/** Asks the stage's server, as the stage page does. */
export async function stageCall<T>(simulator: Simulator, call: string, input: unknown): Promise<T> {
  const response = await fetch(`${simulator.url}/stage/${call}`, {
    method: 'POST',
    headers: { 'x-stage-secret': simulator.secret },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${call}: ${await response.text()}`);
  return (await response.json()) as T;
}
