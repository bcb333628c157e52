// 接往年的账: sheets of past payments taken over, and the programme-years opened to residents once they were gone through.
import type { Output } from '@shared/contract/index';
import { dayWords, periodWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { chooseFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';

type Answer = Output<'opening.years'>;
type Year = Answer['years'][number];

export const IMPORT_WORDS: Record<Answer['imports'][number]['status'], string> = {
  checking: '正在对',
  checked: '对完了，还没接过来',
  applying: '正在接过来',
  applied: '接过来了',
  undoing: '正在撤回',
  undone: '撤回了',
};

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    years: [] as (Year & { words: string; under: string })[],
    imports: [] as { id: string; name: string; under: string }[],
    programmes: [] as { programme: string | null; words: string }[],
    periods: [] as { period: string | null; words: string }[],
    programme: 0,
    period: 0,
    busy: false,
    percent: 0,
    trouble: '',
    asking: null as (Year & { words: string }) | null,
    note: '',
  },
  methods: {
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      try {
        this.draw(await call('opening.years', {}));
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else this.setData({ trouble: wordsOf(thrown).message });
      }
    },
    draw({ today, years, imports }: Answer) {
      const names = [...new Map(years.map(({ programme, name }) => [programme, name]))];
      this.setData({
        state: 'ready',
        years: years.map((year) => ({
          ...year,
          words: `${periodWords(year.period)} ${year.name}`,
          under:
            year.status === 'open'
              ? `${dayWords((year.openedAt ?? today).slice(0, 10), today)}由${year.by}核对好${year.note === '' ? '' : `：${year.note}`}`
              : '群众看到的是「正在核对往年的」，看不到钱数，也交不了',
        })),
        imports: imports.map(({ id, fileName, rows, status, by, at }) => ({
          id,
          name: fileName,
          under: `${rows} 笔 · ${IMPORT_WORDS[status]} · ${by} ${dayWords(at.slice(0, 10), today)}`,
        })),
        programmes: [{ programme: null, words: '表里写了是哪一项' }, ...names.map(([programme, words]) => ({ programme, words }))],
        periods: [
          { period: null, words: '表里写了是哪一年' },
          ...[...new Set(years.map(({ period }) => period))].map((period) => ({ period, words: periodWords(period) })),
        ],
      });
    },
    pickProgramme(event: WechatMiniprogram.PickerChange) {
      this.setData({ programme: Number(event.detail.value) });
    },
    pickPeriod(event: WechatMiniprogram.PickerChange) {
      this.setData({ period: Number(event.detail.value) });
    },
    async bring() {
      if (this.data.busy) return;
      this.setData({ trouble: '' });
      try {
        const file = await chooseFile(['xlsx', 'csv']);
        if (!file) return;
        this.setData({ busy: true });
        const fileID = await uploadFile(file);
        const { programmes, periods, programme, period } = this.data;
        const answer = await intend('opening.check', {
          fileID,
          fileName: file.name.slice(0, 120),
          programme: programmes[programme]?.programme ?? null,
          period: periods[period]?.period ?? null,
        });
        go(`/packages/list/sheet/sheet?import=${encodeURIComponent(answer.import.id)}&task=${encodeURIComponent(answer.task.id)}`);
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    openImport(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/list/sheet/sheet?import=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.setData({ asking: this.data.years[(event.currentTarget.dataset as { index: number }).index] ?? null, note: '', trouble: '' });
    },
    close() {
      this.setData({ asking: null });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ note: event.detail.value });
    },
    async set() {
      const { asking, note, busy } = this.data;
      if (asking === null || busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        await intend('opening.set', {
          programme: asking.programme,
          period: asking.period,
          open: asking.status !== 'open',
          note: note.trim(),
        });
        this.setData({ asking: null });
        say(asking.status === 'open' ? '先关上了' : '开了，群众现在能看到能领多少');
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
