// One person of a list of where people stand; tapped it opens their work, the telephone beside it dials.
import { nearRow } from '../../../../behaviors/near-row';

Component({
  behaviors: [nearRow],
  properties: {
    /** A StandingItem of present/standing.ts. */
    item: { type: Object, value: {} },
    /** Whether a telephone stands beside it. */
    dials: { type: Boolean, value: false },
  },
  methods: {
    open() {
      this.triggerEvent('open', { person: (this.data.item as { person?: string }).person ?? '' });
    },
    dial() {
      const { person = '', call = '' } = this.data.item as { person?: string; call?: string };
      this.triggerEvent('dial', { person, whose: call });
    },
  },
});
