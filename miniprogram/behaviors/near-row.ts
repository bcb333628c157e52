// A row of a long list keeps only its height while it is far out of sight, so that a list of hundreds stays light on a cheap phone.
// The row's template draws its content `wx:if="{{near}}"` inside one element of class `near-row` with `style="{{far}}"`.

/** How far beyond the screen rows stay drawn (px): about a screen and a half, more than a flick outruns. */
const BEYOND = 1200;

const observers = new WeakMap<object, WechatMiniprogram.IntersectionObserver>();

export const nearRow = Behavior({
  data: {
    near: true,
    /** Holds the place of what is not drawn. */
    far: '',
  },
  lifetimes: {
    ready() {
      // Beginning from 1, a row that is far from the start is told as well.
      const observer = this.createIntersectionObserver({ thresholds: [0], initialRatio: 1 });
      observers.set(this, observer);
      observer.relativeToViewport({ top: BEYOND, bottom: BEYOND }).observe('.near-row', ({ intersectionRatio, boundingClientRect }) => {
        const near = intersectionRatio > 0;
        if (near === this.data.near || (!near && boundingClientRect.height === 0)) return;
        this.setData({ near, far: near ? '' : `height: ${boundingClientRect.height}px; box-sizing: border-box` });
      });
    },
    detached() {
      observers.get(this)?.disconnect();
      observers.delete(this);
    },
  },
});
