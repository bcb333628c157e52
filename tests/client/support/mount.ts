// Mounts one built component on exparser, as a phone without glass-easel does: WeChat's own template compiler, the files that ship.
// 注意: jest keeps a module once loaded, and a component defines itself while loading, so a test file mounts one kind of component only.
import * as simulate from 'miniprogram-simulate';

declare const process: { cwd(): string };

const ROOT = `${process.cwd()}/dist/miniprogram`;

/** All templates of the package are compiled at once: more than the megabyte the compiler's answer may have by default. */
const OPTIONS = { rootPath: ROOT, compiler: 'official', compilerOptions: { maxBuffer: 32 * 1024 * 1024 } } as const;

export interface Mounted {
  /** All words, in order, parted by single spaces. */
  words(): string;
  /** Elements by CSS selector; classes carry the tag prefix of the component they belong to, so match with [class*=]. */
  all(selector: string): HTMLElement[];
  /** Taps the n-th element that matches. */
  tap(selector: string, nth?: number): Promise<void>;
  /** Details of the events of this name, oldest first. */
  events(name: string): unknown[];
  set(data: Record<string, unknown>): void;
  data(): Record<string, unknown>;
  /** Calls a method of the component as its own template would. */
  instance(): Record<string, (event?: unknown) => unknown>;
}

/** The root offers it too; its declaration forgets it. */
interface Listening {
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void;
}

// TDesign asks for it while it is loaded.
(globalThis as unknown as { getApp: () => object }).getApp ??= () => ({});

const ids = new Map<string, string>();

/**
 * @param path component below dist/miniprogram, e.g. 'components/chip/chip'.
 * @param listen names of events to gather.
 */
export function mount(path: string, properties: Record<string, unknown>, listen: string[] = []): Mounted {
  const id = ids.get(path) ?? simulate.load(`${ROOT}/${path}`, 'main', OPTIONS);
  ids.set(path, id);
  const component = simulate.render(id, properties);
  const host = document.createElement('div');
  document.body.append(host);
  component.attach(host);
  const gathered: Record<string, unknown[]> = {};
  for (const name of listen) {
    gathered[name] = [];
    (component as unknown as Listening).addEventListener(name, (event) => gathered[name]?.push(event.detail));
  }
  const find = (selector: string): HTMLElement[] => [...host.querySelectorAll<HTMLElement>(selector)];
  return {
    words: () => (host.textContent ?? '').replace(/\s+/g, ' ').trim(),
    all: find,
    async tap(selector, nth = 0) {
      const target = find(selector)[nth];
      if (!target) throw new Error(`nothing matches ${selector} (${nth}); in sight: ${host.innerHTML}`);
      const touch = { identifier: 0, target, clientX: 1, clientY: 1, pageX: 1, pageY: 1 };
      for (const [name, touches] of [
        ['touchstart', [touch]],
        ['touchend', []],
      ] as const) {
        const event = new Event(name, { bubbles: true, cancelable: true });
        Object.assign(event, { touches, changedTouches: [touch] });
        target.dispatchEvent(event);
      }
      // Exparser makes the tap from the two in a later turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    events: (name) => gathered[name] ?? [],
    set: (data) => component.setData(data),
    data: () => component.data as Record<string, unknown>,
    instance: () => component.instance as unknown as Record<string, (event?: unknown) => unknown>,
  };
}
