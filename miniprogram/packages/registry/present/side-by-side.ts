// What the two pages that make two records one have in common: which stays, the values that differ chosen one by one, asked once and made one.
import { type FieldValue, sayValue } from '@shared/domain/fields/registry-fields';
import { asCallError, type CallError, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { runTask, taskWords } from '../../../services/task';
import { fieldNamed } from './form';

export interface Difference {
  id: string;
  words: string;
  keep: string;
  drop: string;
  from: 'keep' | 'drop';
  /** Comes with another field: not chosen by itself. */
  follows: boolean;
}
interface Looked {
  keep: { values: Readonly<Record<string, unknown>> };
  drop: { values: Readonly<Record<string, unknown>> };
  differ: readonly string[];
  second: string;
}

/** What of a page is this one's: its records, how they are read, what is asked. */
interface Kind {
  collection: 'persons' | 'households';
  /** Which field comes along with which. */
  follows: Readonly<Record<string, string>>;
  title: string;
}
interface Page {
  load(): Promise<void>;
  fetch(keep: string, drop: string): Promise<Record<string, unknown> & { look: Looked }>;
  ask(take: string[]): Promise<{ merge: { status: string }; task: string | null }>;
  /** What lacks before anybody is asked; '' = nothing. */
  lacks(): string;
  wrong(thrown: CallError): void;
}

const empty = (value: unknown): boolean => value === null || value === '' || value === undefined;

function differences({ keep, drop, differ }: Looked, { collection, follows }: Kind): Difference[] {
  return differ.map((id) => {
    const field = fieldNamed(collection, id);
    const text = (value: unknown) => (field ? sayValue(field, (value ?? null) as FieldValue) : '');
    // What one has and the other lacks is taken: nothing is lost by pressing on.
    const lead = follows[id] ?? id;
    const from = empty(keep.values[lead]) && !empty(drop.values[lead]) ? 'drop' : 'keep';
    return {
      id,
      words: field?.words.official ?? id,
      keep: text(keep.values[id]),
      drop: text(drop.values[id]),
      from,
      follows: follows[id] !== undefined,
    };
  });
}

/** The page says how it is read (`fetch`), what is sent (`ask`), what lacks (`lacks`) and where it went wrong (`wrong`). */
export function sideBySide(kind: Kind) {
  return Behavior({
    data: {
      keep: '',
      drop: '',
      state: 'loading' as 'loading' | 'ready' | 'failed',
      error: null as ErrorWords | null,
      rows: [] as Difference[],
      same: 0,
      note: '',
      trouble: '',
      progress: '',
      busy: false,
    },
    methods: {
      onLoad(options: { keep?: string; drop?: string }): Promise<void> {
        this.setData({ keep: decodeURIComponent(options.keep ?? ''), drop: decodeURIComponent(options.drop ?? '') });
        return this.load();
      },
      async load(): Promise<void> {
        try {
          const fetched = await (this as unknown as Page).fetch(this.data.keep, this.data.drop);
          const { look } = fetched;
          const same = Object.keys(look.keep.values).length - look.differ.length;
          this.setData({ ...fetched, state: 'ready', rows: differences(look, kind), same });
        } catch (thrown) {
          this.setData({ state: 'failed', error: wordsOf(thrown) });
        }
      },
      retry(): Promise<void> {
        this.setData({ state: 'loading' });
        return this.load();
      },
      /** The other one stays. */
      swap(): Promise<void> {
        this.setData({ keep: this.data.drop, drop: this.data.keep, state: 'loading', trouble: '' });
        return this.load();
      },
      /** What follows another field goes with it. */
      choose(event: WechatMiniprogram.TouchEvent): void {
        const { id, from } = event.currentTarget.dataset as { id: string; from: 'keep' | 'drop' };
        if (kind.follows[id] !== undefined) return;
        this.setData({ rows: this.data.rows.map((row) => (row.id === id || kind.follows[row.id] === id ? { ...row, from } : row)) });
      },
      noted(event: WechatMiniprogram.Input): void {
        this.data.note = event.detail.value;
      },
      async save(): Promise<void> {
        const page = this as unknown as Page & { data: { look: Looked | null } };
        const { look } = page.data;
        if (!look || this.data.busy) return;
        const lacks = page.lacks();
        if (lacks !== '') return this.setData({ trouble: lacks });
        const content = look.second === '' ? '七天里能撤销。' : `${look.second}，要另一个人（书记或乡里的站里）点头才合。`;
        const { confirm } = await wx.showModal({ title: kind.title, content, confirmText: '合', cancelText: '再看看' });
        if (!confirm) return;
        this.setData({ busy: true, trouble: '' });
        try {
          const take = this.data.rows.filter(({ from, follows }) => from === 'drop' && !follows).map(({ id }) => id);
          const { merge, task } = await page.ask(take);
          if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
          say(merge.status === 'asked' ? '交上去了，等另一个人点头' : '合好了');
          wx.navigateBack().catch(() => undefined);
        } catch (thrown) {
          const error = asCallError(thrown);
          page.wrong(error);
          if (error.code === 'changed_meanwhile') await this.load();
        } finally {
          this.setData({ busy: false, progress: '' });
        }
      },
    },
  });
}
