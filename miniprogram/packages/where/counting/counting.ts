// 人数怎么算: how labour is counted here, from which document and who decided it; whoever may change it sees first how many are counted otherwise.
import type { Output } from '@shared/contract/index';
import { COUNTING_FIELDS, countingProblems, EXAMPLE_WORDS } from '@shared/domain/counting';
import { beijingDate, dayWords } from '@shared/domain/dates';
import type { Counting } from '@shared/domain/standing-facts';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { dropStore, readStore, writeStore } from '../../../services/store';
import { runTask, taskWords } from '../../../services/task';

type Page = Output<'counting.show'>;
type Value = number | boolean | null;
type Values = Parameters<typeof call<'counting.preview'>>[1]['values'];
interface Seen {
  people: number;
  otherwise: number;
  lines: { figure: string; words: string; unit: string; before: number; after: number }[];
}
interface Row {
  id: string;
  words: string;
  hint: string;
  said: string;
  example: boolean;
  yesNo: boolean;
  unit: string;
  /** As typed; for numbers. */
  text: string;
  yes: boolean;
  touched: boolean;
  wrong: string;
}
type Source = 'document' | 'docNo' | 'decidedBy';
interface Draft extends Record<Source, string> {
  typed: Record<string, Value>;
}
const KEY = 'counting';
const pages = new WeakMap<object, Page>();

/** What was typed as a value: null where it was emptied, the text itself where it is no whole number, so that it is said to be wrong. */
const readNumber = (typed: string): Value => {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
};

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    may: false,
    rows: [] as Row[],
    decisions: [] as (Page['decisions'][number] & { when: string })[],
    exampleWords: EXAMPLE_WORDS,
    document: '',
    docNo: '',
    decidedBy: '',
    typed: {} as Record<string, Value>,
    /** What a preview of these very values showed, and which it was. */
    seen: null as Seen | null,
    preview: '',
    wrongs: {} as Record<string, string>,
    trouble: '',
    progress: '',
    busy: false,
  },
  methods: {
    onLoad() {
      const draft = readStore<Draft>(KEY);
      if (draft) this.setData({ typed: draft.typed, document: draft.document, docNo: draft.docNo, decidedBy: draft.decidedBy });
      return this.load();
    },
    async load() {
      try {
        const [page, { today }] = await Promise.all([call('counting.show', {}), ensureMe()]);
        pages.set(this, page);
        this.setData({
          state: 'ready',
          may: page.may,
          decisions: page.decisions.map((one) => ({ ...one, when: dayWords(beijingDate(one.at), today) })),
        });
        this.draw();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    draw() {
      const page = pages.get(this);
      if (!page) return;
      const { typed, wrongs } = this.data;
      const units = { age: '岁', days: '天', yes_no: '' };
      this.setData({
        rows: page.fields.map(({ id, words, hint, kind, said, decided, value }) => {
          const touched = typed[id] !== undefined;
          const now = touched ? (typed[id] as Value) : value;
          return {
            id,
            words,
            hint,
            said,
            example: !decided,
            yesNo: kind === 'yes_no',
            unit: units[kind],
            text: now === null || typeof now === 'boolean' || Number.isNaN(now) ? '' : String(now),
            yes: now === true,
            touched,
            wrong: wrongs[id] ?? '',
          };
        }),
      });
    },
    put(id: string, value: Value) {
      const typed = { ...this.data.typed, [id]: value };
      const wrongs = { ...this.data.wrongs };
      delete wrongs[id];
      this.setData({ typed, wrongs, seen: null, preview: '', trouble: '' });
      this.keep();
      this.draw();
    },
    type(event: WechatMiniprogram.Input) {
      this.put((event.currentTarget.dataset as { id: string }).id, readNumber(event.detail.value));
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id, yes } = event.currentTarget.dataset as { id: string; yes: string };
      this.put(id, yes === 'yes');
    },
    typeSource(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: Source };
      this.data[key] = event.detail.value;
      this.keep();
    },
    keep() {
      const { typed, document, docNo, decidedBy } = this.data;
      writeStore(KEY, { typed, document, docNo, decidedBy } satisfies Draft);
    },
    forget() {
      dropStore(KEY);
      this.setData({ typed: {}, document: '', docNo: '', decidedBy: '', seen: null, preview: '', wrongs: {}, trouble: '' });
      this.draw();
    },
    /** What is decided: what was touched. null where something is wrong. */
    values(): Values | null {
      const { typed } = this.data;
      const wrongs = countingProblems(typed as Partial<Record<keyof Counting, Value>>);
      this.setData({ wrongs });
      this.draw();
      if (Object.keys(wrongs).length > 0) {
        this.setData({ trouble: '有的地方没填对，看红字。' });
        return null;
      }
      if (Object.keys(typed).length === 0) {
        this.setData({ trouble: '先改要定的那几样；照示例定的，也点进去写一遍。' });
        return null;
      }
      const order = COUNTING_FIELDS.map(({ id }) => id).filter((id) => typed[id] !== undefined);
      const values: Record<string, Value> = {};
      for (const id of order) values[id] = typed[id] as Value;
      return values as Values;
    },
    async look() {
      const values = this.values();
      const page = pages.get(this);
      if (!values || !page || this.data.busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const { task } = await intend('counting.preview', { version: page.version, values });
        const done = await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        if (done.state !== 'finished') return this.setData({ trouble: '没数完，再看一次。' });
        this.setData({ seen: done.result as Seen, preview: task });
      } catch (thrown) {
        await this.complain(thrown);
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    async save() {
      const values = this.values();
      const page = pages.get(this);
      const { seen, preview, busy, document, docNo, decidedBy } = this.data;
      if (!values || !page || !seen || busy) return;
      if (document.trim().length < 2 || decidedBy.trim().length < 2) return this.setData({ trouble: '写上照哪个文件、谁定的。' });
      const { confirm } = await wx.showModal({
        title: '从现在起这样算？',
        content: `${seen.otherwise} 个人的数会变，各村马上重数。报过的数不变。`,
        confirmText: '就这样定',
        cancelText: '再看看',
      });
      if (!confirm) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const source = { document: document.trim(), docNo: docNo.trim(), decidedBy: decidedBy.trim() };
        const { task } = await intend('counting.set', { version: page.version, values, preview, ...source });
        this.forget();
        await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        say('定好了');
        await this.load();
      } catch (thrown) {
        await this.complain(thrown);
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
    async complain(thrown: unknown) {
      const { code, message, next, fields } = asCallError(thrown);
      this.setData({ trouble: `${message}${next}`, wrongs: fields });
      this.draw();
      if (code !== 'changed_meanwhile') return;
      this.setData({ seen: null, preview: '' });
      await this.load();
    },
  },
});
