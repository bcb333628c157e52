// 应发尽发: the equation of a place, every part opening its people, and the sentence for the leader under one tap.
import type { Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
import { EQUATION_PARTS, type EquationPart } from '@shared/domain/lines';
import { moneyWords } from '@shared/domain/money';
import { partWords } from '@shared/domain/words/lines';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { type LineItem, lineItem, type Row } from '../present/line';

type Answer = Output<'equation.of'>;

const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    programme: 'transport',
    period: '2025',
    placeCode: '',
    place: '',
    heading: '',
    choices: [] as { words: string; programme: string; period: string }[],
    owed: 0,
    owedMoney: '',
    parts: [] as { part: EquationPart; words: string; people: number; money: string }[],
    villages: [] as { code: string; name: string; owed: number; paid: number; rest: number }[],
    sentence: '',
    /** The part whose people are open. */
    open: '' as EquationPart | '',
    peopleState: 'loading' as ListState,
    more: 'idle' as MoreState,
    items: [] as LineItem[],
  },
  methods: {
    onLoad(query: { programme?: string; period?: string; place?: string }) {
      this.setData({
        programme: decodeURIComponent(query.programme ?? '') || 'transport',
        period: decodeURIComponent(query.period ?? '') || '2025',
        placeCode: decodeURIComponent(query.place ?? ''),
      });
      pagers.set(
        this,
        createPager<LineItem>(
          async (cursor) => {
            const { programme, period, placeCode, open, villages } = this.data;
            const page = await call('equation.people', {
              programme,
              period,
              place: placeCode,
              part: open as EquationPart,
              cursor,
              limit: 30,
            });
            return { items: page.items.map((row: Row) => lineItem(row, new Set(), villages.length > 0)), next: page.next };
          },
          ({ state, ...patch }) => this.setData({ ...patch, ...(state === undefined ? {} : { peopleState: state }) } as never),
        ),
      );
      return this.load();
    },
    async load() {
      const { programme, period, placeCode } = this.data;
      try {
        this.draw(await call('equation.of', { programme, period, place: placeCode === '' ? undefined : placeCode }));
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    draw({ place, programme, choices, total, villages, sentence }: Answer) {
      this.setData({
        state: 'ready',
        placeCode: place.code,
        place: place.name,
        heading: `${periodWords(programme.period)} ${programme.name}`,
        choices: choices.map((one) => ({ programme: one.programme, period: one.period, words: `${periodWords(one.period)} ${one.name}` })),
        owed: total.owed,
        owedMoney: moneyWords(total.owedFen),
        parts: EQUATION_PARTS.map((part) => ({
          part,
          words: partWords(part),
          people: total.parts[part].people,
          money: moneyWords(total.parts[part].fen),
        })),
        villages: villages
          .map(({ code, name, owed, parts }) => ({ code, name, owed, paid: parts.paid.people, rest: owed - parts.paid.people }))
          .sort((a, b) => b.rest - a.rest),
        sentence,
      });
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    pickChoice(event: WechatMiniprogram.PickerChange) {
      const choice = this.data.choices[Number(event.detail.value)];
      if (!choice) return undefined;
      this.setData({ programme: choice.programme, period: choice.period, open: '', state: 'loading' });
      return this.load();
    },
    openPart(event: WechatMiniprogram.TouchEvent) {
      const { part, people } = event.currentTarget.dataset as { part: EquationPart; people: number };
      if (people === 0) return undefined;
      this.setData({ open: part === this.data.open ? '' : part, items: [], peopleState: 'loading' });
      return this.data.open === '' ? undefined : pagers.get(this)?.first();
    },
    onReachBottom() {
      return this.data.open === '' ? undefined : pagers.get(this)?.more();
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
    openLine(event: WechatMiniprogram.CustomEvent<{ person: string }>) {
      const { programme, period } = this.data;
      go(
        `/packages/list/line/line?person=${encodeURIComponent(event.detail.person)}&programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}`,
      );
    },
    openVillage(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      const { programme, period } = this.data;
      go(`/packages/list/equation/equation?programme=${encodeURIComponent(programme)}&period=${encodeURIComponent(period)}&place=${code}`);
    },
    copy() {
      wx.setClipboardData({ data: this.data.sentence }).catch(() => undefined);
    },
  },
});
