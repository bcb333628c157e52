// What every page of ours has: the letter size, whom to call, and the telephone under a tap.
import { dial } from '../services/device';
import { type Contact, contactNow, isElder, onSessionChange } from '../services/session';

const stops = new WeakMap<object, () => void>();

export const ownPage = Behavior({
  data: {
    elder: false,
    contact: null as Contact | null,
  },
  lifetimes: {
    attached() {
      const show = () => this.setData({ elder: isElder(), contact: contactNow() });
      show();
      stops.set(this, onSessionChange(show));
    },
    detached() {
      stops.get(this)?.();
    },
  },
  methods: {
    callContact() {
      dial(this.data.contact?.phone ?? '');
    },
  },
});
