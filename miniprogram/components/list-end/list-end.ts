// The last line of a list: there is more (a tap brings it, for who cannot swipe), it is coming, could not come, or this was all.
Component({
  properties: {
    /** idle | loading | failed | end */
    more: { type: String, value: 'idle' },
    end: { type: String, value: '就这些了' },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
