// What the data rules say of what is being typed; what is only asked can be kept with a reason, which goes to the ledger when the form is saved.
import type { TypedDoubt } from '../../present/typed-doubts';

type Row = TypedDoubt & { asks: boolean; kept: string };

Component({
  properties: {
    doubts: { type: Array, value: [] as TypedDoubt[] },
    /** Reasons given so far, by rule. */
    keeps: { type: Object, value: {} as Record<string, string> },
    /** Whether a reason may be given here. */
    keepable: { type: Boolean, value: false },
  },
  data: { rows: [] as Row[], asking: '' },
  observers: {
    'doubts, keeps, keepable, asking'() {
      const { keepable, asking } = this.data;
      const keeps = this.data.keeps as Record<string, string>;
      this.setData({
        rows: (this.data.doubts as TypedDoubt[]).map((one) => ({
          ...one,
          asks: keepable && one.explainable && (asking === one.rule || keeps[one.rule] !== undefined),
          kept: keeps[one.rule] ?? '',
        })),
      });
    },
  },
  methods: {
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({ asking: (event.currentTarget.dataset as { rule: string }).rule });
    },
    typed(event: WechatMiniprogram.Input) {
      const { rule } = event.currentTarget.dataset as { rule: string };
      this.triggerEvent('keep', { rule, words: event.detail.value });
    },
  },
});
