// What the columns of a sheet are: what is sure is listed, what is unsure is asked once, what is left out says why; words nobody knows; the day.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { CallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';

type Shown = Output<'intake.show'>;
type Column = Shown['columns'][number] & { under: string };
type Word = Shown['words'][number] & { key: string; long: boolean; picked: number; names: string[] };
type Choice = { field: string; words: string };

const LEAVE: Choice = { field: '', words: '不要这一栏' };
/** More options than that are picked from a wheel. */
const MOST_CHIPS = 8;
const LEAVE_WORD = '不要这一格';

const columnOf = (column: Shown['columns'][number]): Column => ({
  ...column,
  under: column.samples.length === 0 ? '整栏是空的' : `比如：${column.samples.join('、')}`,
});

function wordOf(one: Shown['words'][number], at: number): Word {
  const names = [...one.choices, LEAVE_WORD];
  return {
    ...one,
    key: String(at),
    long: one.choices.length > MOST_CHIPS,
    picked: one.option === null ? -1 : names.indexOf(one.option || LEAVE_WORD),
    names,
  };
}

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    intake: null as Shown['intake'] | null,
    under: '',
    asks: [] as Column[],
    sure: [] as Column[],
    left: [] as Column[],
    words: [] as Word[],
    /** Said for an earlier sheet: taken as said, open to be changed. */
    known: [] as Word[],
    choices: [] as Choice[],
    asOf: '',
    open: '' as '' | 'sure' | 'left' | 'known',
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad(query: { intake?: string }) {
      this.setData({ id: decodeURIComponent(query.intake ?? '') });
      return this.load();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      try {
        const shown = await call('intake.show', { intake: this.data.id });
        if (shown.intake.status !== 'columns') {
          this.toRows();
          return;
        }
        const columns = shown.columns.map(columnOf);
        const lacking = shown.intake.pages.filter(({ taken, rows }) => !taken && rows > 0).map(({ name }) => name);
        this.setData({
          state: 'ready',
          intake: shown.intake,
          under: [`${shown.intake.rows} 行`, lacking.length === 0 ? '' : `「${lacking.join('」「')}」栏目不一样，没收，另存成一张再收`]
            .filter((part) => part !== '')
            .join(' · '),
          asks: columns.filter(({ state }) => state === 'ask'),
          sure: columns.filter(({ state }) => state === 'sure'),
          left: columns.filter(({ state }) => state === 'left'),
          words: shown.words.filter(({ option }) => option === null).map(wordOf),
          known: shown.words.filter(({ option }) => option !== null).map(wordOf),
          choices: [LEAVE, ...shown.fields.map(({ field, words, group }) => ({ field, words: `${words}（${group}）` }))],
          asOf: shown.intake.asOf,
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    toRows(task = '') {
      wx.redirectTo({
        url: `/packages/exchange/rows/rows?intake=${encodeURIComponent(this.data.id)}${task === '' ? '' : `&task=${encodeURIComponent(task)}`}`,
      });
    },
    pickDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ asOf: String(event.detail.value) });
    },
    /** A column said to be another field, wherever it is listed. */
    pickField(event: WechatMiniprogram.PickerChange) {
      const { list, index } = event.currentTarget.dataset as { list: 'asks' | 'sure' | 'left'; index: number };
      const choice = this.data.choices[Number(event.detail.value)] ?? LEAVE;
      this.setData({
        [`${list}[${index}].field`]: choice.field,
        [`${list}[${index}].words`]: choice.field === '' ? '' : choice.words,
      } as never);
    },
    leave(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      this.setData({ [`asks[${index}].field`]: '', [`asks[${index}].words`]: '' } as never);
    },
    pickWord(event: WechatMiniprogram.PickerChange | WechatMiniprogram.TouchEvent) {
      const { index, at, list } = event.currentTarget.dataset as { index: number; at?: number; list: 'words' | 'known' };
      const picked = at ?? Number((event as WechatMiniprogram.PickerChange).detail.value);
      this.setData({ [`${list}[${index}].picked`]: picked } as never);
    },
    unfold(event: WechatMiniprogram.TouchEvent) {
      const { list } = event.currentTarget.dataset as { list: 'sure' | 'left' | 'known' };
      this.setData({ open: this.data.open === list ? '' : list });
    },
    async start() {
      const { id, intake, asks, sure, left, words, known, asOf, busy } = this.data;
      if (busy || !intake) return;
      const open = words.filter(({ picked }) => picked < 0);
      if (open.length > 0) {
        this.setData({ trouble: `「${open[0]?.word ?? ''}」算哪一种，还没选。` });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        const { task } = await intend('intake.columns', {
          intake: id,
          version: intake.version,
          asOf,
          columns: [...asks, ...sure, ...left.filter(({ field }) => field !== '')].map(({ at, field }) => ({ at, field })),
          words: [...words, ...known].map(({ field, word, names, picked }) => ({
            field,
            word,
            option: names[picked] === LEAVE_WORD ? '' : (names[picked] ?? ''),
          })),
        });
        if (task) this.toRows(task.id);
        else {
          await this.load();
          this.setData({ trouble: '新认的栏里有几个词不认识，再说一下算哪一种。' });
        }
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        const fields = thrown instanceof CallError ? thrown.fields : {};
        this.setData({ trouble: [message, ...Object.values(fields), next].filter((part) => part !== '').join(' ') });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
