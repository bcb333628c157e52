// One waiting claim in the queue: who, what, since when, and whether it is clean.
Component({
  properties: {
    /** A QueueItem of present/case.ts. */
    item: { type: Object, value: {} },
    lit: { type: Boolean, value: false },
  },
});
