// Postings pasted from a chat: the message read on this phone, each posting confirmed beside its words, handed in together to be checked.
import type { Input, Output } from '@shared/contract/index';
import { fieldOfLack } from '@shared/domain/posting-fields';
import { MOST_SIGNS_PASTED, type PastedPosting, parsePasted } from '@shared/domain/posting-paste';
import type { PostingFields } from '@shared/domain/postings';
import { spotKey, spotNamed, spotOfKey } from '@shared/domain/work-spot';
import { ownPage } from '../../../behaviors/own-page';
import type { TypedDoubt } from '../../../present/typed-doubts';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { type FormRow, formOf, lacksOf, rowsOf, type Segment, type Setting, segmentsOf, typedInto, villagesOf } from '../present/pasted';

const KEY = 'paste';

interface Form {
  fields: PostingFields;
  touched: string[];
  state: 'open' | 'confirmed' | 'dropped';
  /** What stands that it was looked at beside, and is another one. */
  apart: string[];
}
type Twins = Output<'paste.same'>['same'][number];
/** Kept on this phone until it is handed in. */
interface Kept {
  text: string;
  forms: Form[];
  at: number;
}

/** Stands already, and nobody said that it is another one. */
const isTwin = ({ apart = [] }: Form, twins: Twins | undefined): boolean =>
  (twins ?? []).some(({ id, same }) => same && !apart.includes(id));

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    most: MOST_SIGNS_PASTED,
    text: '',
    /** Reading is over, the forms are open. */
    read: false,
    more: 0,
    at: 0,
    tabs: [] as { n: number; title: string; state: Form['state'] }[],
    segments: [] as Segment[],
    notes: [] as string[],
    unsaid: '',
    rows: [] as FormRow[],
    mine: 'open' as Form['state'],
    /** What stands already that it may be; whether it is left out for that. */
    doubts: [] as TypedDoubt[],
    twin: false,
    wrong: {} as Record<string, string>,
    decided: false,
    confirmed: 0,
    trouble: '',
    busy: false,
    sent: 0,
    forms: [] as Form[],
    found: [] as PastedPosting[],
    twins: [] as Twins[],
    setting: null as (Setting & { today: string; near: string[] }) | null,
    spot: '',
    villages: [] as { code: string; name: string }[],
  },
  methods: {
    onLoad() {
      return this.load();
    },
    async load() {
      try {
        const setting = await call('paste.setting', {});
        this.data.setting = setting;
        this.setData({ villages: villagesOf(setting.spots) });
        const kept = readStore<Kept>(KEY);
        this.setData({ state: 'ready', text: kept?.text ?? '' });
        if (kept && kept.forms.length > 0) this.begin(kept.text, kept.forms, kept.at);
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    keep() {
      writeStore(KEY, { text: this.data.text, forms: this.data.forms, at: this.data.at } satisfies Kept);
    },
    typedText(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value, trouble: '', sent: 0 });
      this.keep();
    },
    async fromClipboard() {
      try {
        const { data } = await wx.getClipboardData({});
        if (data.trim() === '') say('剪贴板里没有字');
        else {
          this.setData({ text: data.slice(0, MOST_SIGNS_PASTED), trouble: '', sent: 0 });
          this.keep();
        }
      } catch {
        say('读不到剪贴板，在框里长按，选「粘贴」');
      }
    },
    readText() {
      const { text } = this.data;
      if (text.trim() === '') this.setData({ trouble: '先把招工信息粘到框里。' });
      else this.begin(text, [], 0);
    },
    /** Reads the text; forms that were kept go on where they were. */
    begin(text: string, kept: Form[], at: number) {
      const { setting } = this.data;
      if (!setting) return;
      const { postings, more } = parsePasted(text, setting);
      this.data.found = postings;
      const fresh = (): Form[] => postings.map((one) => ({ fields: formOf(one, setting), touched: [], state: 'open', apart: [] }));
      this.data.forms = kept.length === postings.length ? kept : fresh();
      this.setData({ read: true, more, at: Math.min(at, Math.max(0, postings.length - 1)), wrong: {}, trouble: '' });
      this.data.twins = [];
      this.show();
      this.keep();
      void this.lookAgain();
    },
    /** Whether any of them stands already: the very same one is left out until somebody says that it is another. */
    async lookAgain() {
      const asked = this.data.forms;
      if (asked.length === 0) return;
      const postings = asked.map(({ fields: { title, employer, contact } }) => ({ title, employer, phone: contact.phone }));
      // Without signal nothing is told now: handing in looks again.
      const answer = await call('paste.same', { postings }).catch(() => null);
      if (answer === null || this.data.forms.length !== asked.length) return;
      this.data.twins = answer.same;
      this.data.forms = this.data.forms.map((form, n) => (isTwin(form, answer.same[n]) ? { ...form, state: 'dropped' as const } : form));
      this.show();
      this.keep();
    },
    show() {
      const { at, text } = this.data;
      const [one, form] = [this.data.found[at], this.data.forms[at]];
      if (!one || !form) return;
      const rows = rowsOf(one, form.fields, form.touched);
      const twin = isTwin(form, this.data.twins[at]);
      this.setData({
        tabs: this.data.forms.map(({ fields, state }, n) => ({ n: n + 1, title: fields.title || '没写干什么', state })),
        segments: segmentsOf(text, one),
        notes: one.notes,
        spot: spotKey(form.fields.spot),
        unsaid: rows
          .filter(({ unsaid }) => unsaid)
          .map(({ label }) => label)
          .join('、'),
        rows,
        mine: form.state,
        twin,
        doubts: (this.data.twins[at] ?? []).map(({ id, words, same }) => ({
          rule: id,
          must: false,
          words,
          mend: same && !(form.apart ?? []).includes(id) ? '先不写它。真是另一条的，点「照写」。' : '对一对，别写成两条。',
          explainable: false,
        })),
        decided: this.data.forms.every(({ state }) => state !== 'open'),
        confirmed: this.data.forms.filter(({ state }) => state === 'confirmed').length,
      });
    },
    /** One change of the form in hand, kept at once. */
    change(patch: Partial<Form>) {
      this.data.forms = this.data.forms.map((form, i) => (i === this.data.at ? { ...form, ...patch } : form));
      this.show();
      this.keep();
    },
    put(key: string, value: string) {
      const form = this.data.forms[this.data.at];
      if (!form) return;
      const { fields, wrong } = typedInto(form.fields, key, value);
      this.setData({ wrong: { ...this.data.wrong, [key]: wrong }, trouble: '' });
      if (wrong !== '') return;
      // Another address is another distance, until somebody said which.
      const spot = spotNamed(fields, this.data.setting?.spots ?? [], form.touched.includes('spot'));
      this.change({ fields: { ...fields, spot }, touched: [...new Set([...form.touched, key])], state: 'open' });
    },
    pickSpot(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const form = this.data.forms[this.data.at];
      if (!form) return;
      const fields = { ...form.fields, spot: spotOfKey(event.detail.value) };
      this.change({ fields, touched: [...new Set([...form.touched, 'spot'])], state: 'open' });
    },
    typed(event: WechatMiniprogram.InputBlur) {
      const { key } = event.currentTarget.dataset as { key: string };
      this.put(key, String(event.detail.value));
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, value } = event.currentTarget.dataset as { key: string; value: string };
      this.put(key, value);
    },
    turn(event: WechatMiniprogram.TouchEvent) {
      const { n } = event.currentTarget.dataset as { n: number };
      this.setData({ at: n - 1, wrong: {}, trouble: '' });
      this.show();
    },
    next() {
      const open = this.data.forms.findIndex(({ state }) => state === 'open');
      if (open >= 0) this.setData({ at: open, wrong: {}, trouble: '' });
      this.show();
      this.keep();
      wx.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined);
    },
    confirm() {
      const form = this.data.forms[this.data.at];
      if (!form || !this.data.setting) return;
      const lacks = lacksOf(form.fields, this.data.setting.today);
      const [first] = Object.values(lacks);
      this.setData({ wrong: lacks, trouble: first ? `还差 ${Object.keys(lacks).length} 样：${first}` : '' });
      if (first) return;
      this.change({ state: 'confirmed' });
      this.next();
    },
    leaveOut() {
      this.change({ state: 'dropped' });
      this.next();
    },
    again() {
      const { twins, at, forms } = this.data;
      const stands = (twins[at] ?? []).map(({ id }) => id);
      this.change({ state: 'open', apart: [...new Set([...(forms[at]?.apart ?? []), ...stands])] });
    },
    /** Nothing of this message is written. */
    another() {
      dropStore(KEY);
      this.data.forms = [];
      this.setData({ read: false, text: '', trouble: '', sent: 0 });
    },
    backToText() {
      this.data.forms = [];
      this.setData({ read: false, trouble: '' });
      this.keep();
    },
    async send() {
      const chosen = this.data.forms.flatMap((form, at) => (form.state === 'confirmed' ? [{ form, at }] : []));
      if (chosen.length === 0 || this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const postings = chosen.map(({ form }) => form.fields) as Input<'paste.confirm'>['postings'];
        await intend('paste.confirm', { postings, apart: chosen.flatMap(({ form }) => form.apart ?? []) });
        dropStore(KEY);
        this.data.forms = [];
        this.setData({ read: false, text: '', sent: chosen.length });
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        const [key = ''] = Object.keys(fields);
        const n = Number.parseInt(key, 10);
        const at = chosen[n]?.at;
        if (at !== undefined) {
          this.setData({ at });
          this.change({ state: 'open' });
          this.setData({ wrong: { [fieldOfLack(key.slice(String(n).length + 1))]: fields[key] ?? '' } });
          if (key.endsWith('.same')) await this.lookAgain();
        }
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
