// One person beside their row: what ended, what is to be changed, what is new; each value copied by its key or a tap, or decided.
import type { Panel } from '../../present/retype';

Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    panel: { type: Object, value: null as unknown as Panel },
    /** Typed over there by hand; else decided field by field. */
    typing: { type: Boolean, value: true },
    desk: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    trouble: { type: String, value: '' },
  },
  methods: {
    copy(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      if (key !== '') this.triggerEvent('copy', { key });
    },
    decide(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('decide', event.currentTarget.dataset);
    },
    typed() {
      this.triggerEvent('typed');
    },
    undo() {
      this.triggerEvent('undo');
    },
    person() {
      this.triggerEvent('person');
    },
    work() {
      this.triggerEvent('work');
    },
  },
});
