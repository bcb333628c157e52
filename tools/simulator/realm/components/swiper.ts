// swiper: pages side by side, turned by a finger, a mouse, the page's data or by itself.
import { builtin, type Part } from './builtin';
import { onDrag } from './drag';

const SWIPER = {
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  autoplay: false,
  current: 0,
  currentItemId: '',
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  previousMargin: '0px',
  nextMargin: '0px',
  displayMultipleItems: 1,
  skipHiddenItemLayout: false,
  easingFunction: 'default',
  snapToEdge: false,
} as const;

interface Items {
  join(item: Part<{ itemId: string }>): void;
  leave(item: Part<{ itemId: string }>): void;
}
const swipers = new WeakMap<object, Items>();
const ease = (share: number) => 1 - (1 - share) ** 3;
const px = (value: string) => (/rpx$/.test(value) ? (Number.parseFloat(value) * innerWidth) / 750 : Number.parseFloat(value) || 0);

export const swiper = builtin('swiper', SWIPER, (part) => {
  const track = document.createElement('div');
  const dots = document.createElement('div');
  track.className = 'wx-swiper-track';
  dots.className = 'wx-swiper-dots';
  part.el.append(track, dots);
  const members = new Set<Part<{ itemId: string }>>();
  /** Where it stands: 1.5 is between the second and the third. */
  let position = 0;
  /** The page it rests on or moves to. */
  let current = 0;
  let turn = 0;
  let autoplay: ReturnType<typeof setInterval> | undefined;

  const items = () => [...members].sort((a, b) => (a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const last = () => Math.max(0, members.size - (part.data.circular ? 1 : part.data.displayMultipleItems));
  const lay = () => {
    const { circular, vertical, displayMultipleItems, previousMargin, nextMargin } = part.data;
    const all = items();
    const size = 100 / displayMultipleItems;
    Object.assign(
      track.style,
      vertical
        ? { top: `${px(previousMargin)}px`, bottom: `${px(nextMargin)}px`, left: '0', right: '0' }
        : { left: `${px(previousMargin)}px`, right: `${px(nextMargin)}px`, top: '0', bottom: '0' },
    );
    all.forEach(({ el }, index) => {
      let offset = index - position;
      // Going round: each item stands on the side it is nearest to.
      if (circular && all.length > 1) offset = ((((offset + all.length / 2) % all.length) + all.length) % all.length) - all.length / 2;
      el.style.cssText += `;${vertical ? 'height' : 'width'}:${size}%;${vertical ? 'width' : 'height'}:100%;transform:translate${vertical ? 'Y' : 'X'}(${(offset * 100).toFixed(3)}%)`;
      el.toggleAttribute('wx-away', Math.abs(offset) >= displayMultipleItems + 0.999 && !px(previousMargin) && !px(nextMargin));
    });
    dots.hidden = !part.data.indicatorDots || all.length < 2;
    dots.replaceChildren(
      ...all.map((_, index) => {
        const dot = document.createElement('i');
        dot.style.background = index === current ? part.data.indicatorActiveColor : part.data.indicatorColor;
        return dot;
      }),
    );
  };
  const glide = (to: number, source: string) => {
    const mine = ++turn;
    const from = position;
    const { duration } = part.data;
    const work = new Promise<void>((done) => {
      const began = performance.now();
      const step = () => {
        if (mine !== turn) return done();
        const share = duration > 0 ? Math.min(1, (performance.now() - began) / duration) : 1;
        position = from + (to - from) * ease(share);
        lay();
        if (share < 1) return void setTimeout(step, 16);
        position = current;
        lay();
        part.emit('animationfinish', { current, source, currentItemId: items()[current]?.data.itemId ?? '' });
        done();
      };
      step();
    });
    // What turns by itself for ever is nothing to wait for.
    if (source !== 'autoplay') void part.phone.busy(work);
  };
  const go = (index: number, source: string, towards = index) => {
    const all = members.size;
    if (!all) return;
    const next = part.data.circular ? ((index % all) + all) % all : Math.min(last(), Math.max(0, index));
    const before = current;
    current = next;
    if (next !== before) {
      if (source) part.set({ current: next });
      part.emit('change', { current: next, source, currentItemId: items()[next]?.data.itemId ?? '' });
    }
    glide(part.data.circular ? towards : next, source);
  };
  const play = () => {
    clearInterval(autoplay);
    if (part.data.autoplay && part.el.isConnected)
      autoplay = setInterval(
        () => go(current + 1 > last() && !part.data.circular ? 0 : current + 1, 'autoplay', current + 1),
        Math.max(200, part.data.interval),
      );
  };

  let began = 0;
  let sideways: boolean | null = null;
  onDrag(part.el, {
    begin() {
      if (members.size < 2) return false;
      turn++;
      began = position;
      sideways = null;
      return true;
    },
    move({ dx, dy }, ev) {
      const { vertical, displayMultipleItems, circular } = part.data;
      sideways ??= Math.hypot(dx, dy) < 6 ? null : Math.abs(vertical ? dy : dx) > Math.abs(vertical ? dx : dy);
      if (!sideways) return;
      if (ev.cancelable) ev.preventDefault();
      const length = (vertical ? track.clientHeight : track.clientWidth) / displayMultipleItems;
      const moved = began - (vertical ? dy : dx) / length;
      position = circular ? moved : Math.min(last() + 0.3, Math.max(-0.3, moved));
      lay();
      part.emit('transition', vertical ? { dx: 0, dy: -dy } : { dx: -dx, dy: 0 });
    },
    end() {
      const moved = position - began;
      const to = Math.abs(moved) > 0.2 ? (moved > 0 ? Math.ceil(position - 0.001) : Math.floor(position + 0.001)) : Math.round(began);
      if (sideways) go(to, 'touch', to);
      else if (position !== current) glide(current, '');
      play();
    },
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      current = Math.min(last(), part.data.current);
      position = current;
      lay();
    }, 0);
  };
  swipers.set(part.node, {
    join(item) {
      members.add(item);
      refresh();
    },
    leave(item) {
      members.delete(item);
      refresh();
    },
  });
  return {
    slot: track,
    update(changed) {
      const { data } = part;
      if (changed.has('current') && data.current !== current && members.size) go(data.current, '');
      if (changed.has('currentItemId') && data.currentItemId) {
        const index = items().findIndex((item) => item.data.itemId === data.currentItemId);
        if (index >= 0 && index !== current) go(index, '');
      }
      if (changed.has('autoplay') || changed.has('interval')) play();
      lay();
    },
    attached: play,
    detached() {
      clearInterval(autoplay);
      turn++;
    },
  };
});

export const swiperItem = builtin('swiper-item', { itemId: '', skipHiddenItemLayout: false }, (part) => {
  let around: Items | undefined;
  return {
    attached() {
      for (let at = part.node.parentNode; at && !around; at = at.parentNode) around = swipers.get(at);
      around?.join(part);
    },
    detached() {
      around?.leave(part);
      around = undefined;
    },
  };
});
