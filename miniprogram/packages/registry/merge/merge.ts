// Two records of one person side by side (on a phone one field after another): which stays, which value of each field, what becomes of the rest.
import type { Output } from '@shared/contract/index';
import { type FieldValue, sayValue } from '@shared/domain/fields/registry-fields';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { runTask, taskWords } from '../../../services/task';
import { fieldNamed } from '../present/form';

type Look = Output<'merge.look'>;
interface Row {
  id: string;
  words: string;
  keep: string;
  drop: string;
  from: 'keep' | 'drop';
  /** Comes with another field: not chosen by itself. */
  follows: boolean;
}
/** What comes along with a number. */
const FOLLOWS: Readonly<Record<string, string>> = {
  'account.bank': 'account.number',
  'account.holder': 'account.number',
  sex: 'idNumber',
  born: 'idNumber',
};

Component({
  behaviors: [ownPage],
  data: {
    keep: '',
    drop: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    look: null as Look | null,
    names: { keep: '', drop: '' },
    rows: [] as Row[],
    same: 0,
    note: '',
    trouble: '',
    progress: '',
    busy: false,
  },
  methods: {
    async onLoad(options: { keep?: string; drop?: string }) {
      this.setData({ keep: decodeURIComponent(options.keep ?? ''), drop: decodeURIComponent(options.drop ?? '') });
      await this.load();
    },
    async load() {
      try {
        const look = await call('merge.look', { keep: this.data.keep, drop: this.data.drop });
        const place = ({ household }: Look['keep']) => `${household.villageName} ${household.headName}家`;
        this.setData({
          state: 'ready',
          look,
          names: { keep: place(look.keep), drop: place(look.drop) },
          rows: look.differ.map((id) => rowOf(id, look)),
          same: Object.keys(look.keep.values).length - look.differ.length,
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    /** The other one stays. */
    swap() {
      this.setData({ keep: this.data.drop, drop: this.data.keep, state: 'loading', trouble: '' });
      return this.load();
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { id, from } = event.currentTarget.dataset as { id: string; from: 'keep' | 'drop' };
      this.setData({ rows: this.data.rows.map((row) => (row.id === id || FOLLOWS[row.id] === id ? { ...row, from } : row)) });
    },
    noted(event: WechatMiniprogram.Input) {
      this.data.note = event.detail.value;
    },
    async save() {
      const { look, rows, busy, keep, drop } = this.data;
      if (!look || busy) return;
      const content = look.second === '' ? '七天里能撤销。' : `${look.second}，要另一个人（书记或乡里的站里）点头才合。`;
      const { confirm } = await wx.showModal({ title: '合成一条？', content, confirmText: '合', cancelText: '再看看' });
      if (!confirm) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const take = rows.filter(({ from, follows }) => from === 'drop' && !follows).map(({ id }) => id);
        const { merge, task } = await intend('merge.ask', {
          keep,
          keepVersion: look.keep.version,
          drop,
          dropVersion: look.drop.version,
          take,
          note: this.data.note.trim(),
        });
        if (task !== null) await runTask(task, (at) => void this.setData({ progress: taskWords(at) }));
        say(merge.status === 'asked' ? '交上去了，等另一个人点头' : '合好了');
        wx.navigateBack().catch(() => undefined);
      } catch (thrown) {
        const { code, message, next, fields } = asCallError(thrown);
        const wrong = Object.keys(fields).map((id) => `${fieldNamed('persons', id)?.words.official ?? ''}：${fields[id]}`);
        this.setData({ trouble: [`${message}${next}`, ...wrong].join(' ') });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: false, progress: '' });
      }
    },
  },
});

function rowOf(id: string, look: Look): Row {
  const field = fieldNamed('persons', id);
  const text = (value: FieldValue | undefined) => (field ? sayValue(field, value ?? null) : '');
  const [mine, theirs] = [look.keep.values[id] as FieldValue, look.drop.values[id] as FieldValue];
  // What one has and the other lacks is taken: nothing is lost by pressing on.
  const from = (mine === null || mine === '') && theirs !== null && theirs !== '' ? 'drop' : 'keep';
  return { id, words: field?.words.official ?? id, keep: text(mine), drop: text(theirs), from, follows: FOLLOWS[id] !== undefined };
}
