// A sheet from below (on a desk: in the middle) for one question: a title, what it means, and the answers (slot). Closing it answers nothing.
/** The same width as in queue.ts and the style sheets. */
const DESK_WIDTH = 900;

Component({
  properties: {
    open: { type: Boolean, value: false },
    heading: { type: String, value: '' },
  },
  data: { placement: 'bottom' },
  observers: {
    /** Where it comes from is decided each time: a window on a desk changes its size. */
    open(open: boolean) {
      const placement = typeof wx.getWindowInfo === 'function' && wx.getWindowInfo().windowWidth >= DESK_WIDTH ? 'center' : 'bottom';
      if (open && placement !== this.data.placement) this.setData({ placement });
    },
  },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    changed(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close();
    },
  },
});
