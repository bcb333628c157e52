// What the columns of a sheet of postings are: what is sure is listed, what is unsure is asked once, what is left out says why and may be kept.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { CallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { intend } from '../../../services/intent';

type Shown = Output<'sheet.show'>;
type Column = Shown['columns'][number] & { under: string };
type Choice = { field: string; words: string };

const LEAVE: Choice = { field: '', words: '不要这一栏' };

/** What is sure needs one example, what is asked a few. */
const columnOf = (column: Shown['columns'][number]): Column => {
  const samples = column.state === 'sure' ? column.samples.slice(0, 1) : column.samples;
  return { ...column, under: samples.length === 0 ? '整栏是空的' : `比如：${samples.join('、')}` };
};

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    sheet: null as Shown['sheet'] | null,
    under: '',
    asks: [] as Column[],
    sure: [] as Column[],
    left: [] as Column[],
    choices: [] as Choice[],
    open: '' as '' | 'sure' | 'left',
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad(query: { sheet?: string }) {
      this.setData({ id: decodeURIComponent(query.sheet ?? '') });
      return this.load();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      try {
        const shown = await call('sheet.show', { sheet: this.data.id });
        const { status, rows, pages } = shown.sheet;
        if (status !== 'columns' && status !== 'checked') {
          this.toRows();
          return;
        }
        const columns = shown.columns.map(columnOf);
        const lacking = pages.filter((page) => !page.taken && page.rows > 0).map(({ name }) => name);
        const asks = columns.filter(({ state }) => state === 'ask');
        this.setData({
          state: 'ready',
          sheet: shown.sheet,
          under: [`${rows} 行`, lacking.length === 0 ? '' : `「${lacking.join('」「')}」栏目不一样，没收，另存成一张再收`]
            .filter((part) => part !== '')
            .join(' · '),
          asks,
          sure: columns.filter(({ state }) => state === 'sure'),
          left: columns.filter(({ state }) => state === 'left'),
          choices: [LEAVE, ...shown.fields],
          open: asks.length === 0 ? 'sure' : '',
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    toRows(task = '') {
      wx.redirectTo({
        url: `/packages/jobs/sheet/sheet?sheet=${encodeURIComponent(this.data.id)}${task === '' ? '' : `&task=${encodeURIComponent(task)}`}`,
      });
    },
    /** A column said to be another field, wherever it is listed. */
    pickField(event: WechatMiniprogram.PickerChange) {
      const { list, index } = event.currentTarget.dataset as { list: 'asks' | 'sure' | 'left'; index: number };
      const choice = this.data.choices[Number(event.detail.value)] ?? LEAVE;
      this.setData({
        trouble: '',
        [`${list}[${index}].field`]: choice.field,
        [`${list}[${index}].words`]: choice.field === '' ? '' : choice.words,
      } as never);
    },
    unfold(event: WechatMiniprogram.TouchEvent) {
      const { list } = event.currentTarget.dataset as { list: 'sure' | 'left' };
      this.setData({ open: this.data.open === list ? '' : list });
    },
    async start() {
      const { id, sheet, asks, sure, left, busy } = this.data;
      if (busy || !sheet) return;
      this.setData({ busy: true, trouble: '' });
      try {
        const columns = [...asks, ...sure, ...left.filter(({ field }) => field !== '')].map(({ at, field }) => ({ at, field }));
        const { task } = await intend('sheet.columns', { sheet: id, version: sheet.version, columns });
        this.toRows(task.id);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        const fields = thrown instanceof CallError ? Object.values(thrown.fields) : [];
        this.setData({ trouble: (fields.length > 0 ? fields : [message, next]).filter((part) => part !== '').join(' ') });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
