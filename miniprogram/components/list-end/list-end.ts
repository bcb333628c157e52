// The last line of a list: more is coming, could not come, or this was all.
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
