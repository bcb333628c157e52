// The fields of a work, one under the other: place by the region picker, the rest by chips and two lines to type. What changed is told whole.
import { CHANNELS, INDUSTRIES, WORK_KINDS } from '@shared/domain/options';
import type { WorkForm } from '../../present/work';

const ORGANISED = [
  { value: 'no', words: '自己去的' },
  { value: 'yes', words: '点对点送的' },
  { value: '', words: '不知道' },
];

Component({
  properties: {
    form: { type: Object, value: {} },
    /** Which field is wrong and how; '' = none. */
    wrongField: { type: String, value: '' },
    wrong: { type: String, value: '' },
  },
  data: { channels: CHANNELS, industries: INDUSTRIES, kinds: WORK_KINDS, organisedWays: ORGANISED, more: false },
  methods: {
    tell(patch: Partial<WorkForm>) {
      this.triggerEvent('change', { form: { ...(this.data.form as WorkForm), ...patch } });
    },
    pickPlace(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
      const [province = '', city = '', county = ''] = event.detail.value;
      this.tell({ province, city, county, overseas: false });
    },
    abroad() {
      const { overseas } = this.data.form as WorkForm;
      this.tell({ overseas: !overseas, province: '', city: '', county: '' });
    },
    type(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: keyof WorkForm };
      this.tell({ [key]: event.detail.value });
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, value } = event.currentTarget.dataset as { key: keyof WorkForm; value: string };
      this.tell({ [key]: value });
    },
    contract(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.tell({ contractUntil: event.detail.value });
    },
    noContract() {
      this.tell({ contractUntil: '' });
    },
    unfold() {
      this.setData({ more: true });
    },
  },
});
