// A registry record in sections: read, then changed one section at a time over the version one saw; what is typed is kept until it is saved.
import type { Output } from '@shared/contract/index';
import type { RegistryOf } from '@shared/domain/fields/registry-fields';
import { ruleOf } from '@shared/domain/quality';
import { hasKey } from '@shared/domain/tables';
import type { TypedDoubt } from '../../../../present/typed-doubts';
import { asCallError, call } from '../../../../services/call';
import { say } from '../../../../services/device';
import { newRequestId } from '../../../../services/random';
import { dropStore, readStore, writeStore } from '../../../../services/store';
import { householdDoubts, personDoubts, type Seen } from '../../present/doubts';
import {
  changedValues,
  chipped,
  type FormRow,
  type FormState,
  fieldNamed,
  formRows,
  kindWrongs,
  type SectionView,
  sectionsOf,
  typedValue,
  type Values,
} from '../../present/form';
import { keepProblem, keepReasons } from '../../present/keeping';

type Sheet = Output<'person.sheet'>['sheet'] | Output<'household.sheet'>['sheet'];

/** What was typed and not saved: never a number of anybody's, those are typed again. */
interface Draft {
  section: string;
  version: number;
  typed: Values;
  /** Why what the rules ask is so, by rule. */
  keeps?: Record<string, string>;
}
const keyOf = (of: string, id: string) => `registry:${of}:${id}`;
const EMPTY: FormState = { values: {}, typed: {}, wrongs: {}, warnings: {}, crossed: {}, choices: {} };
/** Beside data, which the page re-renders from: the form, the version it was typed over, the request under way. */
const forms = new WeakMap<
  object,
  { form: FormState; version: number; request: string; keeps: Record<string, string>; seen: Seen | null }
>();

Component({
  properties: {
    of: { type: String, value: 'persons' },
    record: { type: Object, value: null as unknown as Record<string, unknown> },
  },
  data: {
    sections: [] as SectionView[],
    editing: '',
    rows: [] as FormRow[],
    trouble: '',
    merged: '',
    busy: false,
    kept: '',
    doubts: [] as TypedDoubt[],
    keeps: {} as Record<string, string>,
  },
  observers: {
    record() {
      this.show();
    },
  },
  methods: {
    sheet(): Sheet | null {
      return this.data.record as unknown as Sheet | null;
    },
    kind(): RegistryOf {
      return this.data.of as RegistryOf;
    },
    show() {
      const sheet = this.sheet();
      if (!sheet) return;
      this.setData({ sections: sectionsOf(this.kind(), sheet.values as Values, sheet.may, sheet.warnings) });
      const held = forms.get(this);
      if (held) {
        held.form.values = sheet.values as Values;
        this.render();
        return;
      }
      const draft = readStore<Draft>(keyOf(this.data.of, sheet.id));
      if (draft) this.begin(draft.section, draft);
    },
    edit(event: WechatMiniprogram.TouchEvent) {
      this.begin((event.currentTarget.dataset as { section: string }).section, null);
    },
    begin(section: string, draft: Draft | null) {
      const sheet = this.sheet();
      if (!sheet) return;
      const form = {
        ...EMPTY,
        values: sheet.values as Values,
        typed: draft ? { ...draft.typed } : {},
        wrongs: {},
        warnings: sheet.warnings,
        crossed: {},
        choices: {},
      };
      const keeps = { ...(draft?.keeps ?? {}) };
      forms.set(this, { form, version: draft?.version ?? sheet.version, request: '', keeps, seen: null });
      this.setData({ editing: section, trouble: '', merged: '', doubts: [], keeps, kept: draft ? '上次没存完，接着填' : '' });
      this.render();
      this.look(sheet).catch(() => undefined);
    },
    /** The household the rules look at; without signal nothing is said while typing, and the night says it. */
    async look(sheet: Sheet) {
      const household = 'household' in sheet ? sheet.household.id : sheet.id;
      const seen = await call('finding.view', { household });
      const held = forms.get(this);
      if (held) held.seen = seen;
      this.render();
    },
    doubtsNow(): TypedDoubt[] {
      const held = forms.get(this);
      const sheet = this.sheet();
      if (!held?.seen || !sheet) return [];
      const changed = changedValues(this.kind(), held.form.values, held.form.typed);
      return this.kind() === 'persons' ? personDoubts(held.seen, sheet.id, changed) : householdDoubts(held.seen, changed);
    },
    keep(event: WechatMiniprogram.CustomEvent<{ rule: string; words: string }>) {
      const held = forms.get(this);
      if (!held) return;
      held.keeps = { ...held.keeps, [event.detail.rule]: event.detail.words };
      this.setData({ keeps: held.keeps });
      this.draft();
    },
    render() {
      const held = forms.get(this);
      const sheet = this.sheet();
      if (held && sheet) this.setData({ rows: formRows(this.kind(), this.data.editing, sheet.may, held.form), doubts: this.doubtsNow() });
    },
    put(id: string, value: Values[string]) {
      const held = forms.get(this);
      const sheet = this.sheet();
      if (!held || !sheet) return;
      held.request = '';
      held.form.typed = { ...held.form.typed, [id]: value };
      delete held.form.wrongs[id];
      this.draft();
      this.render();
    },
    draft() {
      const held = forms.get(this);
      const sheet = this.sheet();
      if (!held || !sheet) return;
      const open: Values = {};
      for (const key of Object.keys(held.form.typed))
        if (!fieldNamed(this.kind(), key)?.sealed) open[key] = held.form.typed[key] as Values[string];
      writeStore(keyOf(this.data.of, sheet.id), {
        section: this.data.editing,
        version: held.version,
        typed: open,
        keeps: held.keeps,
      } satisfies Draft);
    },
    valueOf(id: string): Values[string] | undefined {
      const form = forms.get(this)?.form;
      if (!form) return undefined;
      return hasKey(form.typed, id) ? form.typed[id] : fieldNamed(this.kind(), id)?.sealed ? null : form.values[id];
    },
    typed(event: WechatMiniprogram.CustomEvent<{ id: string; text: string }>) {
      const { id, text } = event.detail;
      const field = fieldNamed(this.kind(), id);
      if (field) this.put(id, typedValue(field, this.valueOf(id), text));
    },
    chip(event: WechatMiniprogram.CustomEvent<{ id: string; key: string }>) {
      const { id, key } = event.detail;
      const field = fieldNamed(this.kind(), id);
      if (field) this.put(id, chipped(field, this.valueOf(id), key));
    },
    chosen(event: WechatMiniprogram.CustomEvent<{ id: string; value: string }>) {
      this.put(event.detail.id, event.detail.value);
    },
    choose(event: WechatMiniprogram.CustomEvent<{ id: string; choice: 'theirs' | 'mine' }>) {
      const held = forms.get(this);
      if (!held) return;
      held.form.choices = { ...held.form.choices, [event.detail.id]: event.detail.choice };
      this.render();
    },
    cancel() {
      const sheet = this.sheet();
      const typed = forms.get(this)?.form.typed ?? {};
      const leave = () => {
        if (sheet) dropStore(keyOf(this.data.of, sheet.id));
        forms.delete(this);
        this.setData({ editing: '', rows: [], trouble: '', kept: '', doubts: [] });
      };
      if (!sheet || Object.keys(changedValues(this.kind(), sheet.values as Values, typed)).length === 0) return leave();
      wx.showModal({ title: '不存了？', content: '刚才写的就没有了。', confirmText: '不存', cancelText: '接着写' })
        .then(({ confirm }) => confirm && leave())
        .catch(() => undefined);
    },
    async save() {
      const held = forms.get(this);
      const sheet = this.sheet();
      if (!held || !sheet || this.data.busy) return;
      const { form } = held;
      const open = Object.keys(form.crossed).filter((id) => !form.choices[id]);
      if (open.length > 0) return this.setData({ trouble: '还有一项两边写得不一样，选一下留哪个。' });
      for (const id of Object.keys(form.crossed)) if (form.choices[id] === 'theirs') delete form.typed[id];
      const values = changedValues(this.kind(), form.values, form.typed);
      form.wrongs = kindWrongs(this.kind(), values);
      form.crossed = {};
      form.choices = {};
      this.render();
      if (Object.keys(form.wrongs).length > 0) return this.setData({ trouble: '有的地方没填对，看红字。' });
      if (Object.keys(values).length === 0) return this.saved(sheet, [], {});
      const doubts = this.doubtsNow();
      const short = keepProblem(doubts, held.keeps);
      if (short !== '') return this.setData({ trouble: short });
      this.setData({ busy: true, trouble: '' });
      // The same press again is the same request until an answer came: what is typed may hold a number, which no storage keeps.
      held.request = held.request || newRequestId();
      try {
        const sent = values as Record<string, string | number | boolean | string[] | null>;
        const reply =
          this.kind() === 'persons'
            ? await call('person.edit', { person: sheet.id, version: held.version, values: sent }, held.request)
            : await call('household.edit', { household: sheet.id, version: held.version, values: sent }, held.request);
        const home = 'household' in reply.sheet ? reply.sheet.household.id : reply.sheet.id;
        const lost = await keepReasons(doubts, held.keeps, (rule) => (ruleOf(rule)?.about === 'household' ? home : sheet.id));
        this.saved(reply.sheet, reply.merged, lost === '' ? reply.warnings : { ...reply.warnings, kept: lost });
      } catch (thrown) {
        await this.refused(thrown);
      } finally {
        this.setData({ busy: false });
      }
    },
    saved(sheet: Sheet, merged: string[], warnings: Record<string, string>) {
      dropStore(keyOf(this.data.of, sheet.id));
      forms.delete(this);
      const names = merged.map((id) => fieldNamed(this.kind(), id)?.words.official ?? '').filter((name) => name !== '');
      const odd = Object.keys(warnings).map((id) => warnings[id] as string);
      this.setData({
        editing: '',
        rows: [],
        doubts: [],
        trouble: odd.join(' '),
        kept: '',
        merged: names.length > 0 ? `别人刚才改的 ${names.join('、')} 也都在。` : '',
      });
      say('存好了');
      this.triggerEvent('saved', { sheet });
    },
    async refused(thrown: unknown) {
      const error = asCallError(thrown);
      const held = forms.get(this);
      const sheet = this.sheet();
      if (!held || !sheet) return;
      if (!error.passing) held.request = '';
      this.setData({ trouble: `${error.message}${error.next}` });
      if (error.code === 'changed_meanwhile' && Object.keys(error.fields).length > 0) {
        held.form.crossed = error.fields;
        try {
          const fresh =
            this.kind() === 'persons'
              ? (await call('person.sheet', { person: sheet.id })).sheet
              : (await call('household.sheet', { household: sheet.id })).sheet;
          // Looked at now: what is chosen from here on is over this version.
          held.version = fresh.version;
          held.form.values = fresh.values as Values;
          this.triggerEvent('fresh', { sheet: fresh });
        } catch {
          // Without signal the next press asks again.
        }
      } else held.form.wrongs = { ...error.fields };
      this.render();
    },
  },
});
