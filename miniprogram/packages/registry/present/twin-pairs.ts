// What the page of persons and the page of households that may be one have in common: gone through once more, a pair looked at side by side
// or set aside with a word, merges that wait for a second person or can be undone.
import { asCallError } from '../../../services/call';
import { go, say } from '../../../services/device';
import { runTask, taskWords } from '../../../services/task';

interface Joined {
  status: 'asked' | 'done' | 'declined' | 'undone';
  can: readonly ('confirm' | 'undo')[];
  /** Pieces of work still to be settled; a household has none. */
  stayed?: number;
}
export type Shown<T> = T & { state: string; tone: string; confirms: boolean; undoes: boolean };
type Task = Promise<{ task: string | null }>;

/** The same five calls for either kind, and the words that differ. */
interface Kind<T extends Joined> {
  /** Where two are looked at side by side. */
  page: string;
  find(): Promise<{ task: string }>;
  dismiss(twin: string, version: number, note: string): Promise<unknown>;
  confirm(merge: string, version: number, yes: boolean, note: string): Task;
  undo(merge: string, version: number, note: string): Task;
  merges(): Promise<{ items: T[] }>;
  words: { notOne: string; agree: string; undo: string };
}
interface Page {
  again(): Promise<void>;
  loadMerges(): Promise<void>;
  complain(thrown: unknown): void;
  act(work: () => Task): Promise<void>;
  side(keep: string, drop: string): void;
}

const STATES: Readonly<Record<Joined['status'], { words: string; tone: string }>> = {
  asked: { words: '等第二个人点头', tone: 'wait' },
  done: { words: '合好了', tone: 'good' },
  declined: { words: '没同意合', tone: 'calm' },
  undone: { words: '撤销了', tone: 'calm' },
};

/** A word with the answer; null = not now. */
async function asked(title: string, placeholderText: string, confirmText: string): Promise<string | null> {
  const { confirm, content } = await wx.showModal({ title, editable: true, placeholderText, confirmText, cancelText: '再看看' });
  return confirm ? (content ?? '').trim() : null;
}

/** Beside `pagedList`, whose list of pairs is read again after each deed. */
export function twinPairs<T extends Joined>(kind: Kind<T>) {
  return Behavior({
    data: { merges: [] as Shown<T>[], progress: '', trouble: '', busy: false },
    methods: {
      async onShow(): Promise<void> {
        const page = this as unknown as Page;
        await Promise.all([page.again(), page.loadMerges()]);
      },
      async loadMerges(): Promise<void> {
        try {
          const { items } = await kind.merges();
          const merges = items
            .filter(({ status, can, stayed = 0 }) => status === 'asked' || can.length > 0 || stayed > 0)
            .map((one) => ({
              ...one,
              state: STATES[one.status].words,
              tone: STATES[one.status].tone,
              confirms: one.can.indexOf('confirm') >= 0,
              undoes: one.can.indexOf('undo') >= 0,
            }));
          this.setData({ merges });
        } catch {
          // The pairs above are what the page is for.
        }
      },
      openPair(event: WechatMiniprogram.TouchEvent): void {
        const { a, b } = event.currentTarget.dataset as { a: string; b: string };
        (this as unknown as Page).side(a, b);
      },
      side(keep: string, drop: string): void {
        go(`${kind.page}?keep=${encodeURIComponent(keep)}&drop=${encodeURIComponent(drop)}`);
      },
      async findAll(): Promise<void> {
        if (this.data.busy) return;
        this.setData({ busy: true, trouble: '' });
        const page = this as unknown as Page;
        try {
          const { task } = await kind.find();
          const done = await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
          const found = done.tally.found ?? 0;
          say(found > 0 ? `新找到 ${found} 对` : '没有新的');
          await page.again();
        } catch (thrown) {
          page.complain(thrown);
        } finally {
          this.setData({ busy: false, progress: '' });
        }
      },
      async dismiss(event: WechatMiniprogram.TouchEvent): Promise<void> {
        const { id, version } = event.currentTarget.dataset as { id: string; version: number };
        const note = await asked(kind.words.notOne, '怎么看出来的', '不是');
        if (note === null) return;
        await (this as unknown as Page).act(() => kind.dismiss(id, Number(version), note).then(() => ({ task: null })));
      },
      async confirm(event: WechatMiniprogram.TouchEvent): Promise<void> {
        const { id, version, yes } = event.currentTarget.dataset as { id: string; version: number; yes: string };
        const agrees = yes === 'yes';
        const note = await asked(agrees ? kind.words.agree : '不同意合？', '可以写一句', agrees ? '同意' : '不同意');
        if (note === null) return;
        await (this as unknown as Page).act(() => kind.confirm(id, Number(version), agrees, note));
      },
      async undo(event: WechatMiniprogram.TouchEvent): Promise<void> {
        const { id, version } = event.currentTarget.dataset as { id: string; version: number };
        const note = await asked(kind.words.undo, '为什么', '撤销');
        if (note === null) return;
        await (this as unknown as Page).act(() => kind.undo(id, Number(version), note));
      },
      async act(work: () => Task): Promise<void> {
        this.setData({ trouble: '' });
        const page = this as unknown as Page;
        try {
          const { task } = await work();
          if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
          say('记下了');
          await Promise.all([page.again(), page.loadMerges()]);
        } catch (thrown) {
          page.complain(thrown);
        } finally {
          this.setData({ progress: '' });
        }
      },
      complain(thrown: unknown): void {
        const { message, next, fields } = asCallError(thrown);
        const first = Object.keys(fields).map((key) => fields[key])[0];
        this.setData({ trouble: first ? `${first}。` : `${message}${next}` });
      },
    },
  });
}
