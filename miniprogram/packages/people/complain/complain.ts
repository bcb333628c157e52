// 投诉建议: anybody writes, named or not; a named person answers by a day; the answers stand under it.
import { phoneProblem } from '@shared/domain/fields/phone';
import { ownPage } from '../../../behaviors/own-page';
import { type ComplaintRow, complaintRow } from '../../../present/people';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial } from '../../../services/device';
import { intend } from '../../../services/intent';
import { chosenPerson, ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';

const DRAFT = 'complaint';
type Field = 'text' | 'name' | 'phone';
const EMPTY: Record<Field, string> = { text: '', name: '', phone: '' };

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    kind: 'complaint' as 'complaint' | 'advice',
    form: { ...EMPTY },
    /** Where it is about, when nobody's village is known. */
    askVillage: false,
    villages: [] as { code: string; name: string }[],
    village: -1,
    wrongs: {} as Record<string, string>,
    trouble: '',
    items: [] as ComplaintRow[],
    phone: '',
    sent: false,
    busy: false,
  },
  methods: {
    async onLoad() {
      const kept = readStore<Record<Field, string>>(DRAFT);
      if (kept) this.setData({ form: { ...EMPTY, ...kept } });
      await this.load();
    },
    async load() {
      try {
        const [me, { items, villages, phone }] = await Promise.all([ensureMe(), call('complaint.mine', {})]);
        this.setData({
          state: 'ready',
          villages,
          phone,
          askVillage: chosenPerson() === null,
          items: items.map((one) => complaintRow(one, me.today)),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    pickKind(event: WechatMiniprogram.TouchEvent) {
      this.setData({ kind: (event.currentTarget.dataset as { kind: 'complaint' | 'advice' }).kind });
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: Field };
      this.setData({ [`form.${field}`]: event.detail.value, [`wrongs.${field}`]: '', sent: false });
      writeStore(DRAFT, this.data.form);
    },
    async send() {
      const { form, kind, village, villages, busy } = this.data;
      if (busy) return;
      const wrongs: Record<string, string> = {};
      if (form.text.trim().length < 5) wrongs.text = '再多写几个字，把事说清楚。';
      const phone = form.phone.trim() === '' ? null : phoneProblem(form.phone);
      if (phone !== null) wrongs.phone = phone;
      this.setData({ wrongs, trouble: '' });
      if (Object.keys(wrongs).length > 0) return;
      this.setData({ busy: true });
      try {
        await intend('complaint.write', {
          kind,
          text: form.text.trim(),
          ...(villages[village] ? { village: villages[village]?.code } : {}),
          ...(form.name.trim() === '' ? {} : { name: form.name.trim() }),
          ...(form.phone.trim() === '' ? {} : { phone: form.phone }),
        });
        dropStore(DRAFT);
        this.setData({ form: { ...EMPTY }, sent: true });
        await this.load();
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ trouble: `${message}${next}`, wrongs: fields });
      } finally {
        this.setData({ busy: false });
      }
    },
    callThem() {
      dial(this.data.phone);
    },
  },
});
