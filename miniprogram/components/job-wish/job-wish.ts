// How it stands with somebody's wish for this job, over what the posting says: whose, where it has got to, and the way out of it.
Component({
  properties: {
    /** behaviors/want-job.ts; null = not wanted yet. */
    wish: { type: Object, value: null as unknown as object },
    /** Whether it must be said whose it is: somebody else's, or one of several. */
    named: { type: Boolean, value: false },
  },
  methods: {
    changed() {
      this.triggerEvent('change');
    },
    drop() {
      this.triggerEvent('drop');
    },
  },
});
