// The call round at a desk: the list at the left, the household at the right; ↑↓ goes from one to the next, Enter rings or records, 1–4 answers.
import type { How } from '../present/ask';
import type { House } from '../present/household';

/** From here on two columns fit; the same number stands in call.wxss. */
const DESK_WIDTH = 900;

interface Panel {
  /** Whether something is typed into it: then no key means anything else. */
  engaged(): boolean;
  answered(): boolean;
  choose(n: number): void;
  record(): void;
}
interface Round {
  data: { houses: House[]; asking: House | null; shown: number; total: number; desk: boolean; busy: string };
  setData(patch: Record<string, unknown>): void;
  ask(household: string, how: How): void;
  reopenAsking(): void;
  ring(event: { currentTarget: { dataset: { household: string } } }): unknown;
  onReachBottom(): void;
  selectComponent(selector: string): unknown;
  settle(): void;
  move(by: number): void;
}
interface Keys {
  at: number;
  typing: boolean;
  /** Enter is down: held, it must not ring one household after another. */
  held: boolean;
  down: (event: { key: string }) => void;
  up: (event: { key: string }) => void;
}
const keysOf = new WeakMap<object, Keys>();
const round = (page: unknown): Round => page as Round;
const isDesk = (width: number): boolean => width >= DESK_WIDTH;
const plain = (household: string) => ({ currentTarget: { dataset: { household } } });

function pressed(page: Round, keys: Keys, key: string): void {
  const panel = page.selectComponent('#ask') as Panel | null;
  if (!page.data.desk || keys.typing || panel?.engaged()) return;
  if (key === 'ArrowDown') page.move(1);
  if (key === 'ArrowUp') page.move(-1);
  const { asking, busy } = page.data;
  if (!asking || busy !== '' || !panel) return;
  if (/^[1-4]$/.test(key)) panel.choose(Number(key));
  if (key !== 'Enter' || keys.held) return;
  keys.held = true;
  if (panel.answered()) panel.record();
  else if (asking.ring !== '' && asking.open) page.ring(plain(asking.household));
}

export const deskRound = Behavior({
  data: { desk: false },
  lifetimes: {
    attached() {
      const page = round(this);
      const keys: Keys = {
        at: 0,
        typing: false,
        held: false,
        down: ({ key }) => pressed(page, keys, key),
        up: ({ key }) => {
          if (key === 'Enter') keys.held = false;
        },
      };
      keysOf.set(this, keys);
      this.setData({ desk: isDesk(wx.getWindowInfo().windowWidth) });
    },
    detached() {
      (this as unknown as { stopKeys(): void }).stopKeys();
    },
  },
  methods: {
    /** Only WeChat on a computer has keys; wx.canIUse answers false there although they work. */
    startKeys() {
      const keys = keysOf.get(this);
      if (!keys || typeof wx.onKeyDown !== 'function') return;
      wx.onKeyDown(keys.down as WechatMiniprogram.OnKeyDownCallback);
      wx.onKeyUp(keys.up as WechatMiniprogram.OnKeyUpCallback);
    },
    stopKeys() {
      const keys = keysOf.get(this);
      if (!keys || typeof wx.offKeyDown !== 'function') return;
      wx.offKeyDown(keys.down as WechatMiniprogram.OffKeyDownCallback);
      wx.offKeyUp(keys.up as WechatMiniprogram.OffKeyUpCallback);
    },
    onHide() {
      (this as unknown as { stopKeys(): void }).stopKeys();
    },
    onResize({ size }: WechatMiniprogram.Page.IResizeOption) {
      const desk = isDesk(size.windowWidth);
      // On a phone a household stands open because somebody opened it.
      if (desk !== round(this).data.desk) this.setData({ desk, asking: null } as Record<string, unknown>);
      round(this).settle();
    },
    focused() {
      const keys = keysOf.get(this);
      if (keys) keys.typing = true;
    },
    blurred() {
      const keys = keysOf.get(this);
      if (keys) keys.typing = false;
    },
    /** A household of the list stands at the right, the one after an answered one next. */
    settle() {
      const page = round(this);
      const { desk, houses } = page.data;
      const keys = keysOf.get(this);
      const listed = (one: House | null): number => houses.findIndex(({ household }) => household === one?.household);
      if (!desk || !keys) return;
      if (page.data.asking === null) page.reopenAsking();
      const at = listed(page.data.asking);
      if (at >= 0) keys.at = at;
      else {
        const next = houses[Math.min(keys.at, houses.length - 1)];
        if (next) page.ask(next.household, 'phone');
        else page.setData({ asking: null });
      }
    },
    move(by: number) {
      const page = round(this);
      const keys = keysOf.get(this);
      if (!keys) return;
      if (keys.at + by >= page.data.houses.length && page.data.shown < page.data.total) page.onReachBottom();
      const at = Math.max(0, Math.min(page.data.houses.length - 1, keys.at + by));
      const to = page.data.houses[at];
      if (!to || at === keys.at) return;
      keys.at = at;
      page.ask(to.household, 'phone');
      wx.pageScrollTo({ selector: `#house-${at}`, offsetTop: -160, duration: 0 });
    },
  },
});
