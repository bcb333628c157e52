// A new member of a household, or a new household with its head: the least a record begins with; everything else is filled in on its own page.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { newRequestId } from '../../../services/random';
import { ensureMe } from '../../../services/session';
import { chipped, type FormRow, type FormState, fieldNamed, kindWrongs, rowsOf, typedValue, type Values } from '../present/form';

type How = 'born' | 'married_in' | 'moved_in' | 'missed';
const HOWS: readonly { key: How; words: string }[] = [
  { key: 'born', words: '新生' },
  { key: 'married_in', words: '嫁来、入赘' },
  { key: 'moved_in', words: '户口迁来' },
  { key: 'missed', words: '以前漏登' },
];
const PERSON = ['name', 'idNumber', 'sex', 'born', 'relation', 'health', 'labourSkill', 'schooling', 'studentStatus', 'phone'];
const HOUSE = ['code', 'group', 'householdType'];
/** What a newborn usually is. */
const BABY: Values = { health: ['健康'], labourSkill: '无劳动力', studentStatus: '学龄前儿童' };
const STAND_IN = /^\s*999999/;

interface Form {
  person: FormState;
  house: FormState;
}
const blank = (): FormState => ({ values: {}, typed: {}, wrongs: {}, warnings: {}, crossed: {}, choices: {} });
const forms = new WeakMap<object, Form>();
const requests = new WeakMap<object, string>();

Component({
  behaviors: [ownPage],
  data: {
    household: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    whose: '',
    hows: HOWS,
    how: '' as How | '',
    villages: [] as { code: string; name: string }[],
    village: 0,
    on: '',
    note: '',
    rows: [] as FormRow[],
    houseRows: [] as FormRow[],
    trouble: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { household?: string }) {
      forms.set(this, { person: blank(), house: blank() });
      this.setData({ household: decodeURIComponent(options.household ?? '') });
      if (this.data.household === '') wx.setNavigationBarTitle({ title: '新立一户' }).catch(() => undefined);
      await this.load();
    },
    async load() {
      try {
        const me = await ensureMe();
        const { household } = this.data;
        if (household !== '') {
          const { sheet } = await call('household.sheet', { household });
          this.setData({ whose: `${sheet.villageName} ${sheet.headName}家` });
        } else {
          const { villages } = await call('household.places', {});
          this.setData({ villages: villages.map(({ code, name }) => ({ code, name })) });
        }
        this.setData({ state: 'ready', today: me.today, on: this.data.on === '' ? me.today : this.data.on });
        this.render();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    render() {
      const form = forms.get(this);
      if (!form) return;
      // A real number says sex and birth; they are asked for with the stand-in alone.
      const standIn = STAND_IN.test(String(form.person.typed.idNumber ?? ''));
      const ids = PERSON.filter((id) => (standIn || (id !== 'sex' && id !== 'born')) && (this.data.household !== '' || id !== 'relation'));
      this.setData({
        rows: rowsOf('persons', ids, form.person),
        houseRows: this.data.household === '' ? rowsOf('households', HOUSE, form.house) : [],
      });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: How };
      const form = forms.get(this);
      if (form && key === 'born') form.person.typed = { ...BABY, ...form.person.typed };
      this.setData({ how: key });
      this.render();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
    },
    noted(event: WechatMiniprogram.Input) {
      this.data.note = event.detail.value;
    },
    put(of: 'persons' | 'households', id: string, make: (value: Values[string] | undefined) => Values[string]) {
      const form = forms.get(this)?.[of === 'persons' ? 'person' : 'house'];
      if (!form) return;
      requests.delete(this);
      form.typed = { ...form.typed, [id]: make(form.typed[id]) };
      delete form.wrongs[id];
      this.render();
    },
    ofEvent: (event: { currentTarget: { dataset: unknown } }): 'persons' | 'households' =>
      (event.currentTarget.dataset as { of: 'persons' | 'households' }).of,
    typed(event: WechatMiniprogram.CustomEvent<{ id: string; text: string }>) {
      const of = this.ofEvent(event);
      const { id, text } = event.detail;
      const field = fieldNamed(of, id);
      if (field) this.put(of, id, (value) => typedValue(field, value, text));
    },
    chip(event: WechatMiniprogram.CustomEvent<{ id: string; key: string }>) {
      const of = this.ofEvent(event);
      const { id, key } = event.detail;
      const field = fieldNamed(of, id);
      if (field) this.put(of, id, (value) => chipped(field, value, key));
    },
    chosen(event: WechatMiniprogram.CustomEvent<{ id: string; value: string }>) {
      this.put(this.ofEvent(event), event.detail.id, () => event.detail.value);
    },
    async save() {
      const form = forms.get(this);
      const { household, how, on, busy } = this.data;
      if (!form || busy) return;
      if (household !== '' && how === '') return this.setData({ trouble: '先选怎么来的。' });
      const person = sent(form.person.typed);
      form.person.wrongs = kindWrongs('persons', person as Values);
      form.house.wrongs = household === '' ? kindWrongs('households', sent(form.house.typed) as Values) : {};
      this.render();
      if (Object.keys({ ...form.person.wrongs, ...form.house.wrongs }).length > 0)
        return this.setData({ trouble: '有的地方没填对，看红字。' });
      this.setData({ busy: true, trouble: '' });
      const request = requests.get(this) ?? newRequestId();
      requests.set(this, request);
      try {
        const note = this.data.note.trim();
        const made: Output<'person.add'> | Output<'household.add'> =
          household !== ''
            ? await call('person.add', { household, how: how as How, on, note, values: person }, request)
            : await call(
                'household.add',
                { village: this.data.villages[this.data.village]?.code ?? '', on, note, values: sent(form.house.typed), head: person },
                request,
              );
        say('登好了');
        const page = household !== '' ? 'person' : 'household';
        wx.redirectTo({ url: `/packages/registry/${page}/${page}?id=${encodeURIComponent(made.sheet.id)}` }).catch(() => undefined);
      } catch (thrown) {
        const { message, next, fields, passing } = asCallError(thrown);
        if (!passing) requests.delete(this);
        form.person.wrongs = fields;
        form.house.wrongs = fields;
        this.setData({ trouble: `${message}${next}` });
        this.render();
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});

/** Only what was filled in. */
function sent(typed: Values): Record<string, string | number | boolean | string[]> {
  const values: Record<string, string | number | boolean | string[]> = {};
  for (const id of Object.keys(typed)) {
    const value = typed[id];
    if (value !== null && value !== undefined && value !== '') values[id] = value as string | number | boolean | string[];
  }
  return values;
}
