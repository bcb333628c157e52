// One posting as a worker asks: what pay, where, board, until when.
import { nearRow } from '../../behaviors/near-row';

Component({
  behaviors: [nearRow],
  properties: {
    /** A JobRow of present/job.ts. */
    job: { type: Object, value: {} },
  },
  methods: {
    open() {
      this.triggerEvent('open', { id: (this.data.job as { id?: string }).id });
    },
  },
});
