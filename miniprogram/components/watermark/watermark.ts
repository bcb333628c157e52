// Who is looking and on which day, faintly over the whole window, so that a photograph of it says where it came from. It takes no tap, is read
// out to nobody, and only officers' pages with people on them wear it: services/session knows who it is.
import { drawnBySession } from '../../behaviors/drawn-by-session';
import { knownMe } from '../../services/session';

/** About what one tile takes (px); the height stands in watermark.wxss. */
const TILE = { width: 230, height: 150 };

/** Quotes and backslashes would end the words of the style. */
const plain = (text: string): string => text.replace(/['"\\\n;{}]/g, '');

Component({
  behaviors: [drawnBySession],
  data: { words: '', tiles: [] as number[], width: 50 },
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
      const across = Math.max(1, Math.round(windowWidth / TILE.width));
      const tiles = Array.from({ length: across * Math.ceil(windowHeight / TILE.height) }, (_, at) => at);
      this.setData({ words: plain(`${me.staff.name} ${me.today}`), tiles, width: 100 / across });
    },
  },
});
