// One waiting claim in the queue: who, what, since when, and whether it is clean.
import { nearRow } from '../../../../behaviors/near-row';

Component({
  behaviors: [nearRow],
  properties: {
    /** A QueueItem of present/case.ts. */
    item: { type: Object, value: {} },
    lit: { type: Boolean, value: false },
  },
});
