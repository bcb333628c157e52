// Where the work is, for how far it is from home: a seat, one of the township's villages, or elsewhere. Says the choice as domain/work-spot.ts.
interface Village {
  code: string;
  name: string;
}

const SEATS = [
  { kind: 'town_seat', words: '乡政府跟前' },
  { kind: 'county_seat', words: '县城' },
  { kind: 'elsewhere', words: '别的地方' },
] as const;

Component({
  properties: {
    /** spotKey(): a village's code or a kind; '' = nothing chosen. */
    value: { type: String, value: '' },
    villages: { type: Array, value: [] as Village[] },
  },
  data: { seats: SEATS as readonly (typeof SEATS)[number][], name: '', at: 0 },
  observers: {
    'value, villages'(value: string, villages: Village[]) {
      const at = villages.findIndex(({ code }) => code === value);
      this.setData({ at: Math.max(0, at), name: villages[at]?.name ?? '' });
    },
  },
  methods: {
    pick(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('change', { value: (event.currentTarget.dataset as { kind: string }).kind });
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      const picked = (this.data.villages as Village[])[Number(event.detail.value)];
      if (picked) this.triggerEvent('change', { value: picked.code });
    },
  },
});
