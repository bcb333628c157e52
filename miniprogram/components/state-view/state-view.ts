// What stands in the place of content: still coming, nothing there, or not to be had now. Always with what to do next.
import { dial } from '../../services/device';

/** Grey lines where a card will be; heights in px, near those of the real one. */
const SKELETON = [
  { width: '52%', height: '24px', borderRadius: '6px' },
  { width: '86%', height: '18px', borderRadius: '6px' },
  { width: '64%', height: '18px', borderRadius: '6px' },
];

Component({
  properties: {
    /** loading | empty | failed; anything else shows nothing. */
    state: { type: String, value: 'loading' },
    /** {message, next, gone} of a CallError, for `failed`. */
    error: { type: Object, value: {} },
    /** For `empty`: what is not there, and why that is all right. */
    words: { type: String, value: '' },
    hint: { type: String, value: '' },
    icon: { type: String, value: 'paper' },
    /** The way on from `empty`, and from what is gone; '' = none, and back from what is gone. */
    action: { type: String, value: '' },
    /** {words, phone}: whom to call when it failed; null where the page already shows it. */
    contact: { type: Object, value: {} },
    /** How many grey cards while loading. */
    cards: { type: Number, value: 3 },
  },
  data: { skeleton: SKELETON },
  methods: {
    act() {
      this.triggerEvent('act');
    },
    /** From a link that leads nowhere: to where one came from, else to the jobs. */
    leave() {
      if (getCurrentPages().length > 1) wx.navigateBack().catch(() => undefined);
      else wx.switchTab({ url: '/pages/jobs/jobs' }).catch(() => undefined);
    },
    retry() {
      this.triggerEvent('retry');
    },
    callThem() {
      dial(String((this.data.contact as { phone?: string } | null)?.phone ?? ''));
    },
  },
});
