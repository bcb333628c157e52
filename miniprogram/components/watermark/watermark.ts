// Who is looking and on which day, faintly over the whole window, so that a photograph of it says where it came from. It takes no tap, is read
// out to nobody, and only officers' pages with people on them wear it: services/session knows who it is.
import { knownMe, onSessionChange } from '../../services/session';

/** What one tile takes (px); the same stand in watermark.wxss. */
const TILE = { width: 230, height: 150 };

const stops = new WeakMap<object, () => void>();

/** Quotes and backslashes would end the words of the style. */
const plain = (text: string): string => text.replace(/['"\\\n;{}]/g, '');

Component({
  data: { words: '', tiles: [] as number[] },
  lifetimes: {
    attached() {
      this.draw();
      stops.set(
        this,
        onSessionChange(() => this.draw()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  pageLifetimes: {
    resize() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const me = knownMe();
      if (!me?.staff) return this.setData({ words: '', tiles: [] });
      const { windowWidth, windowHeight } = wx.getWindowInfo();
      const count = Math.ceil(windowWidth / TILE.width + 1) * Math.ceil(windowHeight / TILE.height + 1);
      this.setData({ words: plain(`${me.staff.name} ${me.today}`), tiles: Array.from({ length: count }, (_, at) => at) });
    },
  },
});
