// One row of a sheet of postings: what it lacks first, what it says otherwise than the board, then the whole form; what is typed here is kept
// on this phone until it is saved.
import type { Output } from '@shared/contract/index';
import { postingField } from '@shared/domain/posting-fields';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { FORM_PARTS, type FormField, formFieldOf } from '../form-parts';
import { type LineItem, lineItem, twoWords, unreadOf } from '../present/sheet';

type Texts = Record<string, string>;
type Whole = Output<'sheet.row'>;
type Choice = Whole['line']['choice'];

/** What the place of work is made of: a lack of one is asked whole. */
const PLACE = ['province', 'city', 'county'];
const fieldOf = (key: string): FormField[] => {
  const row = postingField(key);
  return row ? [formFieldOf(row)] : [];
};

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    row: 0,
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    today: '',
    line: null as LineItem | null,
    unread: [] as Whole['line']['unread'],
    version: 0,
    choice: '' as Choice,
    mends: false,
    parts: FORM_PARTS,
    asked: [] as FormField[],
    /** As the cloud has them; what differs was typed here. */
    from: {} as Texts,
    fixes: {} as Texts,
    texts: {} as Texts,
    wrong: {} as Texts,
    whole: false,
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad(query: { sheet?: string; row?: string }) {
      this.setData({ id: decodeURIComponent(query.sheet ?? ''), row: Number(query.row ?? 0) });
      return this.load();
    },
    async load() {
      try {
        const { id, row } = this.data;
        const [me, shown, whole] = await Promise.all([
          ensureMe(),
          call('sheet.show', { sheet: id }),
          call('sheet.row', { sheet: id, row }),
        ]);
        const kept = readStore<{ version: number; texts: Texts }>(this.key());
        const keys = whole.line.lacks.flatMap(({ field }) => (field === 'province' ? PLACE : [field]));
        // A range of pay is asked by both its ends.
        const asked = [...new Set(keys.flatMap((key) => (key === 'payMin' ? ['payMin', 'payMax', 'payUnit'] : [key])))];
        const item = lineItem(whole.line, shown.sheet);
        this.setData({
          state: 'ready',
          today: me.today,
          line: item,
          unread: unreadOf(whole.line),
          version: whole.line.version,
          choice: whole.line.choice,
          mends: shown.sheet.status === 'checked',
          asked: asked.flatMap(fieldOf),
          whole: asked.length === 0 && item.changes.length === 0,
          from: whole.texts,
          fixes: whole.fixes,
          // What was typed here goes on, unless the row became another meanwhile.
          texts: kept && kept.version === whole.line.version ? kept.texts : whole.texts,
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
      return `sheet-row:${this.data.id}:${this.data.row}`;
    },
    change(key: string, text: string) {
      const texts = { ...this.data.texts, [key]: text };
      this.setData({ texts, trouble: '', wrong: { ...this.data.wrong, [key]: '' } });
      writeStore(this.key(), { version: this.data.version, texts });
    },
    typed(event: WechatMiniprogram.Input | WechatMiniprogram.PickerChange) {
      this.change((event.currentTarget.dataset as { key: string }).key, String(event.detail.value));
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { key, words } = event.currentTarget.dataset as { key: string; words: string };
      this.change(key, words);
    },
    unfold() {
      this.setData({ whole: !this.data.whole });
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      this.setData({ choice: (event.currentTarget.dataset as { choice: Choice }).choice, trouble: '' });
    },
    async save() {
      const { id, row, version, choice, texts, from, fixes, busy } = this.data;
      if (busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const typed = Object.entries(texts).filter(([key, text]) => text !== from[key] || fixes[key] !== undefined);
        const { line } = await intend('sheet.mend', { sheet: id, row, version, fixes: Object.fromEntries(typed), choice });
        dropStore(this.key());
        say(line.lacks.length > 0 && choice !== 'leave' ? `存下了，还差 ${line.lacks.length} 样` : '存下了');
        await wx.navigateBack();
      } catch (thrown) {
        const failure = asCallError(thrown);
        const { fields } = failure;
        // What is wrong with a field that is folded away is unfolded.
        const hidden = Object.keys(fields).some((key) => !this.data.asked.some((one) => one.key === key));
        this.setData({ wrong: fields, whole: this.data.whole || hidden, trouble: Object.values(fields)[0] ?? twoWords(failure) });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
