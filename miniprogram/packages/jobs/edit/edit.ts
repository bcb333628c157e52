// Writing a posting down, field by field of domain/posting-fields.ts; kept on this phone while it is typed, saved as a draft.
import { isProblem, POSTING_FIELDS, postingField } from '@shared/domain/posting-fields';
import { EMPTY_POSTING, type PostingFields } from '@shared/domain/postings';
import { spotKey, spotOfKey } from '@shared/domain/work-spot';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { FORM_PARTS } from '../form-parts';
import type { Case } from '../present';
import { hiddenOf, villagesOf } from '../present/pasted';

type Texts = Record<string, string>;
const fieldsOf = (held: Case['posting']): PostingFields => held;
const textsOf = (fields: PostingFields): Texts => Object.fromEntries(POSTING_FIELDS.map((field) => [field.key, field.write(fields)]));

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    version: null as number | null,
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    parts: FORM_PARTS,
    texts: {} as Texts,
    /** Fields that are not asked because of what was chosen. */
    hidden: hiddenOf({}),
    villages: [] as { code: string; name: string }[],
    spot: 'elsewhere',
    from: EMPTY_POSTING,
    wrong: {} as Texts,
    trouble: '',
    busy: false,
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      return this.load();
    },
    async load() {
      try {
        const { id } = this.data;
        const [me, { spots }, held] = await Promise.all([
          ensureMe(),
          call('paste.setting', {}),
          id === '' ? null : call('posting.show', { posting: id }),
        ]);
        const from = held ? fieldsOf(held.posting) : EMPTY_POSTING;
        const version = held?.posting.version ?? null;
        const kept = readStore<{ version: number | null; texts: Texts; spot: string }>(this.key());
        // What was typed here goes on, unless somebody wrote it otherwise meanwhile.
        const goesOn = kept && kept.version === version ? kept : null;
        const texts = goesOn?.texts ?? textsOf(from);
        this.setData({
          state: 'ready',
          today: me.today,
          version,
          from,
          texts,
          hidden: hiddenOf(texts),
          spot: goesOn?.spot ?? spotKey(from.spot),
          villages: villagesOf(spots),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    key() {
      return `posting:${this.data.id}`;
    },
    change(key: string, text: string) {
      const typed: Texts = { ...this.data.texts, [key]: text };
      const hidden = hiddenOf(typed);
      // What is no longer asked is no longer said.
      const texts = Object.fromEntries(Object.entries(typed).map(([each, value]) => [each, hidden[each] ? '' : value]));
      this.setData({ texts, hidden, trouble: '', wrong: { ...this.data.wrong, [key]: '' } });
      this.keep();
    },
    keep() {
      const { version, texts, spot } = this.data;
      writeStore(this.key(), { version, texts, spot });
    },
    typed(event: WechatMiniprogram.Input) {
      this.change((event.currentTarget.dataset as { key: string }).key, event.detail.value);
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.change('until', String(event.detail.value));
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, words } = event.currentTarget.dataset as { key: string; words: string };
      this.change(key, words);
    },
    pickSpot(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ spot: event.detail.value });
      this.keep();
    },
    /** The fields as typed; what cannot be read is named at its field. */
    read(): PostingFields | null {
      const wrong: Texts = {};
      const { from, texts, spot } = this.data;
      let fields: PostingFields = { ...from, spot: spotOfKey(spot) };
      for (const { key } of POSTING_FIELDS) {
        const read = postingField(key)?.read(fields, texts[key] ?? '');
        if (read && isProblem(read)) wrong[key] = read.problem;
        else if (read) fields = read;
      }
      const [first] = Object.values(wrong);
      this.setData({ wrong, trouble: first ?? '' });
      return first === undefined ? fields : null;
    },
    async save() {
      const { id, version, busy } = this.data;
      const fields = busy ? null : this.read();
      if (!fields) return;
      this.setData({ busy: true, trouble: '' });
      const { title, employer, channel, area, place, spot, pay, board, until, headcount, hours, strength, age, onlySex } = fields;
      const { skills, certificates, insurance, contract, transport, description, contact, backing } = fields;
      const first = { title, employer, channel, area, place, spot, pay, board, until, headcount, hours, strength, onlySex };
      const rest = { skills, certificates, insurance, contract, transport, description, contact, backing };
      try {
        const { posting } = await intend('posting.write', {
          posting: id === '' ? null : id,
          version,
          fields: { ...first, ...rest, age: { ...age, why: age.why ?? '' } },
        });
        dropStore(this.key());
        say('存好了');
        if (id === '') await wx.redirectTo({ url: `/packages/jobs/posting/posting?id=${encodeURIComponent(posting.id)}` });
        else await wx.navigateBack();
      } catch (thrown) {
        const { message, next, fields: wrong } = asCallError(thrown);
        this.setData({ wrong, trouble: Object.values(wrong)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
