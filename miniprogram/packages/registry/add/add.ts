// A new member of a household, or a new household with its head: the least a record begins with; everything else is filled in on its own page.
import type { Output } from '@shared/contract/index';
import { ruleOf } from '@shared/domain/quality';
import { ownPage } from '../../../behaviors/own-page';
import type { TypedDoubt } from '../../../present/typed-doubts';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { newRequestId } from '../../../services/random';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { emptyHome, newPersonDoubts, type Seen } from '../present/doubts';
import { chipped, type FormRow, type FormState, fieldNamed, kindWrongs, rowsOf, typedValue, type Values } from '../present/form';
import { keepProblem, keepReasons } from '../present/keeping';

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
const homes = new WeakMap<object, Seen>();

/** What was typed and not handed in: never a number of anybody's, those are typed again. */
interface Draft {
  how: How | '';
  village: string;
  on: string;
  note: string;
  person: Values;
  house: Values;
  keeps: Record<string, string>;
}
const keyOf = (household: string): string => `registry:add:${household === '' ? 'household' : household}`;
const open = (of: 'persons' | 'households', typed: Values): Values => {
  const kept: Values = {};
  for (const id of Object.keys(typed)) if (!fieldNamed(of, id)?.sealed) kept[id] = typed[id] as Values[string];
  return kept;
};

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
    doubts: [] as TypedDoubt[],
    keeps: {} as Record<string, string>,
    /** A draft was taken up. */
    kept: false,
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
        this.takeUp();
        this.render();
        this.look(me.today).catch(() => undefined);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    takeUp() {
      const form = forms.get(this);
      const draft = readStore<Draft>(keyOf(this.data.household));
      if (!form || !draft || Object.keys({ ...form.person.typed, ...form.house.typed }).length > 0) return;
      form.person.typed = { ...draft.person };
      form.house.typed = { ...draft.house };
      const at = this.data.villages.findIndex(({ code }) => code === draft.village);
      this.setData({ how: draft.how, on: draft.on, note: draft.note, keeps: draft.keeps, village: Math.max(0, at), kept: true });
    },
    store() {
      const form = forms.get(this);
      if (!form) return;
      const { household, how, on, note, keeps, villages, village } = this.data;
      const draft: Draft = {
        how,
        on,
        note,
        keeps,
        village: villages[village]?.code ?? '',
        person: open('persons', form.person.typed),
        house: open('households', form.house.typed),
      };
      writeStore(keyOf(household), draft);
    },
    forget() {
      dropStore(keyOf(this.data.household));
      forms.set(this, { person: blank(), house: blank() });
      requests.delete(this);
      this.setData({ how: '', on: this.data.today, note: '', keeps: {}, kept: false, trouble: '' });
      this.render();
    },
    /** The household the rules look at; without signal nothing is said while typing, and the night says it. */
    async look(today: string) {
      const { household } = this.data;
      homes.set(
        this,
        household === '' ? emptyHome(today, { province: '', city: '', county: '' }, '') : await call('finding.view', { household }),
      );
      this.render();
    },
    doubtsNow(): TypedDoubt[] {
      const form = forms.get(this);
      const seen = homes.get(this);
      if (!form || !seen || Object.keys(form.person.typed).length === 0) return [];
      const type = form.house.typed.householdType;
      const at = typeof type === 'string' && type !== '' ? { ...seen, household: { ...seen.household, type } } : seen;
      return newPersonDoubts(at, form.person.typed, this.data.household === '' ? '户主' : '');
    },
    keep(event: WechatMiniprogram.CustomEvent<{ rule: string; words: string }>) {
      this.setData({ keeps: { ...this.data.keeps, [event.detail.rule]: event.detail.words } });
      this.store();
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
        doubts: this.doubtsNow(),
      });
    },
    pickHow(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: How };
      const form = forms.get(this);
      if (form && key === 'born') form.person.typed = { ...BABY, ...form.person.typed };
      this.setData({ how: key });
      this.store();
      this.render();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
      this.store();
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ on: String(event.detail.value) });
      this.store();
    },
    noted(event: WechatMiniprogram.Input) {
      this.data.note = event.detail.value;
      this.store();
    },
    put(of: 'persons' | 'households', id: string, make: (value: Values[string] | undefined) => Values[string]) {
      const form = forms.get(this)?.[of === 'persons' ? 'person' : 'house'];
      if (!form) return;
      requests.delete(this);
      form.typed = { ...form.typed, [id]: make(form.typed[id]) };
      delete form.wrongs[id];
      this.store();
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
    /** The household and the person of what was made. */
    newIds(sheet: Output<'person.add'>['sheet'] | Output<'household.add'>['sheet']): [home: string, who: string] {
      return 'household' in sheet ? [sheet.household.id, sheet.id] : [sheet.id, sheet.members[0]?.id ?? sheet.id];
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
      const { doubts, keeps } = this.data;
      const short = keepProblem(doubts, keeps);
      if (short !== '') return this.setData({ trouble: short });
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
        dropStore(keyOf(household));
        const [home, who] = this.newIds(made.sheet);
        const lost = await keepReasons(doubts, keeps, (rule) => (ruleOf(rule)?.about === 'household' ? home : who));
        say(lost === '' ? '登好了' : '登好了，「就是这样」没记上');
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
