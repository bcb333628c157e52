// A new member of a household, or a new household with its head: the least a record begins with; everything else is filled in on its own page.
import type { Output } from '@shared/contract/index';
import { ruleOf } from '@shared/domain/quality';
import { ownPage } from '../../../behaviors/own-page';
import type { TypedDoubt } from '../../../present/typed-doubts';
import { asCallError, CallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { newRequestId } from '../../../services/random';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { emptyHome, newPersonDoubts, type Seen } from '../present/doubts';
import { chipped, type FormRow, type FormState, fieldNamed, kindWrongs, rowsOf, typedValue, type Values } from '../present/form';
import { BABY, HOWS, type How, sent, told } from '../present/joining';
import { keepProblem, keepReasons } from '../present/keeping';

const PERSON = ['name', 'idNumber', 'sex', 'born', 'relation', 'health', 'labourSkill', 'schooling', 'studentStatus', 'phone'];
const HOUSE = ['code', 'group', 'householdType'];
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
const keyOf = ({ duty, household }: { duty: string; household: string }): string => `registry:add:${duty || household || 'household'}`;
const open = (of: 'persons' | 'households', typed: Values): Values => {
  const kept: Values = {};
  for (const id of Object.keys(typed)) if (!fieldNamed(of, id)?.sealed) kept[id] = typed[id] as Values[string];
  return kept;
};

Component({
  behaviors: [ownPage],
  data: {
    household: '',
    /** The duty a door left of this person; '' = nobody was told of. */
    duty: '',
    /** What is still missing, said above the form. */
    toldWords: '',
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
    async onLoad(options: { household?: string; duty?: string }) {
      forms.set(this, { person: blank(), house: blank() });
      this.setData({ household: decodeURIComponent(options.household ?? ''), duty: decodeURIComponent(options.duty ?? '') });
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
        this.setData({ today: me.today, on: this.data.on === '' ? me.today : this.data.on });
        if (this.data.duty !== '') await this.loadTold();
        this.takeUp();
        this.setData({ state: 'ready' });
        this.render();
        this.look(me.today).catch(() => undefined);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    /** From the door: all but the number is there already. */
    async loadTold() {
      const { duty } = await call('duty.one', { duty: this.data.duty });
      const form = forms.get(this);
      if (duty.status !== 'open')
        throw new CallError('already_done', `这一件已经办结了：${duty.outcome?.words ?? ''}`, '到这一户的登记页看看人在不在。');
      if (!form || !duty.newcomer || duty.newcomer.how === 'back') return;
      const { how, on } = duty.newcomer;
      form.person.typed = { ...told(duty.newcomer), ...form.person.typed };
      this.setData({ how, on, toldWords: `上门时${duty.by}记下的，对一遍，补上身份证号就行。` });
    },
    takeUp() {
      const form = forms.get(this);
      const draft = readStore<Draft>(keyOf(this.data));
      const begun = this.data.duty === '' && Object.keys({ ...form?.person.typed, ...form?.house.typed }).length > 0;
      if (!form || !draft || begun) return;
      form.person.typed = { ...form.person.typed, ...draft.person };
      form.house.typed = { ...draft.house };
      const at = this.data.villages.findIndex(({ code }) => code === draft.village);
      this.setData({ how: draft.how, on: draft.on, note: draft.note, keeps: draft.keeps, village: Math.max(0, at), kept: true });
    },
    store() {
      const form = forms.get(this);
      if (!form) return;
      const { how, on, note, keeps, villages, village } = this.data;
      const draft: Draft = {
        how,
        on,
        note,
        keeps,
        village: villages[village]?.code ?? '',
        person: open('persons', form.person.typed),
        house: open('households', form.house.typed),
      };
      writeStore(keyOf(this.data), draft);
    },
    forget() {
      dropStore(keyOf(this.data));
      forms.set(this, { person: blank(), house: blank() });
      requests.delete(this);
      this.setData({ how: '', on: this.data.today, note: '', keeps: {}, kept: false, trouble: '' });
      if (this.data.duty !== '') return this.load();
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
      const { household, how, on, busy, duty } = this.data;
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
            ? await call('person.add', { household, how: how as How, on, note, values: person, ...(duty === '' ? {} : { duty }) }, request)
            : await call(
                'household.add',
                { village: this.data.villages[this.data.village]?.code ?? '', on, note, values: sent(form.house.typed), head: person },
                request,
              );
        dropStore(keyOf(this.data));
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
