// One member of a household under the month's one question: the answers that fit where they stand, and what each still needs to know.
import { awayPick, CHOICES, emptyPick, type Member1, type Pick, REASONS, TROUBLE_CHIPS, WHYS } from '../../present/ask';

type Data = { member: Member1; pick: Pick | null; today: string };

Component({
  properties: {
    /** {id, name, line, standing} */
    member: { type: Object, value: {} },
    pick: { type: Object, value: {} },
    today: { type: String, value: '' },
    /** Said by the person: nobody fails to reach themselves, and 有难处 has its own page. */
    own: { type: Boolean, value: false },
    /** The answers carry the keys that choose them. */
    numbered: { type: Boolean, value: false },
  },
  data: {
    choices: [] as readonly { tap: string; words: string }[],
    whys: WHYS,
    reasons: REASONS,
    troubles: TROUBLE_CHIPS,
    asksTrouble: false,
  },
  observers: {
    'member, own'(member: Member1, own: boolean) {
      if (!member?.standing) return;
      this.setData({ choices: CHOICES[member.standing].filter(({ tap }) => !own || tap !== 'unreached') });
    },
  },
  methods: {
    change(patch: Partial<Pick>) {
      const { pick, today, member } = this.data as unknown as Data;
      const next = { ...emptyPick(today), ...(pick ?? {}), ...patch };
      this.triggerEvent('change', { id: member.id, pick: next });
    },
    tap(event: WechatMiniprogram.TouchEvent) {
      const { tap } = event.currentTarget.dataset as { tap: Pick['tap'] };
      const { member, today } = this.data as unknown as Data;
      this.change(member.standing === 'away' && tap === 'back' ? awayPick(member, today) : { tap });
    },
    goes(event: WechatMiniprogram.TouchEvent) {
      this.change({ goes: (event.currentTarget.dataset as { goes: Pick['goes'] }).goes });
    },
    why(event: WechatMiniprogram.TouchEvent) {
      this.change({ why: (event.currentTarget.dataset as { why: Pick['why'] }).why });
    },
    reason(event: WechatMiniprogram.TouchEvent) {
      this.change({ reason: (event.currentTarget.dataset as { reason: string }).reason });
    },
    on(event: WechatMiniprogram.PickerChange) {
      this.change({ on: String(event.detail.value) });
    },
    backOn(event: WechatMiniprogram.PickerChange) {
      this.change({ backOn: String(event.detail.value) });
    },
    region(event: WechatMiniprogram.PickerChange) {
      this.change({ region: event.detail.value as string[] });
    },
    employer(event: WechatMiniprogram.Input) {
      this.change({ employer: event.detail.value });
    },
    yuan(event: WechatMiniprogram.Input) {
      this.change({ yuan: event.detail.value });
    },
    askTrouble() {
      this.setData({ asksTrouble: !this.data.asksTrouble });
    },
    trouble(event: WechatMiniprogram.TouchEvent) {
      const { kind } = event.currentTarget.dataset as { kind: Pick['trouble'] };
      const { pick } = this.data as unknown as Data;
      this.change({ trouble: pick?.trouble === kind ? '' : kind });
    },
  },
});
