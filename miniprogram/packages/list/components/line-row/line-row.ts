// One person of a list: name, where, how it stands, what is missing; tapped open by its page.
import { nearRow } from '../../../../behaviors/near-row';

Component({
  behaviors: [nearRow],
  properties: {
    /** A LineItem of present/line.ts. */
    item: { type: Object, value: {} },
    /** Whether a tick stands before it. */
    ticks: { type: Boolean, value: false },
  },
  methods: {
    tick() {
      this.triggerEvent('tick', { person: (this.data.item as { person?: string }).person ?? '' });
    },
    open() {
      this.triggerEvent('open', { person: (this.data.item as { person?: string }).person ?? '' });
    },
  },
});
