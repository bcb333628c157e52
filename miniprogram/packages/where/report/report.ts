// What was reported, as it was told; and since one of them, who is counted now and was not, and the other way round.
import type { Output } from '@shared/contract/index';
import { FIGURES, type FigureKey } from '@shared/domain/figures';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { whenWords } from '../present/figures';

type Report = Output<'where.report'>['report'];
type Since = Output<'where.since'>;

/** What is asked about most. */
const ASKED: readonly FigureKey[] = [
  'at_work',
  'group_not_gone',
  'returned',
  'home_for_now',
  'reach_other_province',
  'zero_work',
  'hard_to_place',
];

interface Item {
  id: string;
  when: string;
  by: string;
  atWork: number;
  sentence: string;
}
const item = ({ id, at, by, counts, sentence }: Report): Item => ({ id, when: whenWords(at), by, atWork: counts.at_work ?? 0, sentence });

const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as Item[],
    place: '',
    picked: '',
    figures: ASKED.map((key) => ({ key, words: FIGURES[key].words })),
    figure: 'at_work' as FigureKey,
    since: null as Since | null,
    sinceState: 'loading' as 'loading' | 'ready' | 'failed',
    sinceError: null as ErrorWords | null,
  },
  methods: {
    async onLoad(query: { place?: string }) {
      this.setData({ place: decodeURIComponent(query.place ?? '') });
      const pager = createPager<Item>(
        async (cursor) => {
          const { items, next } = await call('where.reports', { place: this.data.place, cursor, limit: 20 });
          return { items: items.map(item), next };
        },
        (patch) => this.setData(patch as never),
      );
      pagers.set(this, pager);
      await pager.first();
      const [first] = this.data.items;
      if (first) await this.look(first.id, 'at_work');
    },
    onReachBottom() {
      return pagers.get(this)?.more();
    },
    retry() {
      return pagers.get(this)?.first();
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      return this.look((event.currentTarget.dataset as { id: string }).id, this.data.figure);
    },
    pickFigure(event: WechatMiniprogram.TouchEvent) {
      return this.look(this.data.picked, (event.currentTarget.dataset as { key: FigureKey }).key);
    },
    again() {
      return this.look(this.data.picked, this.data.figure);
    },
    async look(picked: string, figure: FigureKey) {
      this.setData({ picked, figure, since: null, sinceState: 'loading' });
      try {
        const since = await call('where.since', { report: picked, figure });
        if (this.data.picked === picked && this.data.figure === figure) this.setData({ since, sinceState: 'ready' });
      } catch (thrown) {
        this.setData({ sinceState: 'failed', sinceError: wordsOf(thrown) });
      }
    },
    async copy(event: WechatMiniprogram.TouchEvent) {
      await wx.setClipboardData({ data: (event.currentTarget.dataset as { sentence: string }).sentence }).catch(() => undefined);
      say('当时报的那段话复制好了');
    },
    openPerson(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/where/spell/spell?person=${encodeURIComponent((event.currentTarget.dataset as { person: string }).person)}`);
    },
  },
});
