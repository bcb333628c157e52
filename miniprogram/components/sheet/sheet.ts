// A sheet from below for one question: a title, what it means, and the answers (slot). Closing it answers nothing.
Component({
  properties: {
    open: { type: Boolean, value: false },
    heading: { type: String, value: '' },
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
