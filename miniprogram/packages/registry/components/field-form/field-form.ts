// Rows of a registry form: inputs, chips, wheels and days as the table of fields says; what crossed somebody else's change is chosen here.
import type { FormRow } from '../../present/form';

type Tap = WechatMiniprogram.TouchEvent;

Component({
  properties: {
    rows: { type: Array, value: [] as FormRow[] },
  },
  methods: {
    idOf: (event: { currentTarget: { dataset: unknown } }): string => (event.currentTarget.dataset as { id: string }).id,
    typed(event: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { id: this.idOf(event), text: event.detail.value });
    },
    chip(event: Tap) {
      const { id, key } = event.currentTarget.dataset as { id: string; key: string };
      this.triggerEvent('chip', { id, key });
    },
    wheel(event: WechatMiniprogram.PickerChange) {
      const id = this.idOf(event);
      const row = (this.data.rows as FormRow[]).filter((one) => one.id === id)[0];
      this.triggerEvent('chosen', { id, value: row?.options[Number(event.detail.value)] ?? '' });
    },
    day(event: WechatMiniprogram.PickerChange) {
      this.triggerEvent('chosen', { id: this.idOf(event), value: String(event.detail.value) });
    },
    remove(event: Tap) {
      this.triggerEvent('chosen', { id: this.idOf(event), value: '' });
    },
    choose(event: Tap) {
      const { id, choice } = event.currentTarget.dataset as { id: string; choice: 'theirs' | 'mine' };
      this.triggerEvent('choose', { id, choice });
    },
  },
});
