// The people of one figure, read by the index it is counted from: narrowed by village, group and keeper, found by name, copied as a table.
import type { Input } from '@shared/contract/index';
import { FIGURES, type FigureKey, isFigure } from '@shared/domain/figures';
import { nextStep } from '@shared/domain/next-steps';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { tableText, whenWords } from '../present/figures';
import { type Row, STANDING_HEAD, type StandingItem, standingCells, standingItem } from '../present/standing';

const ALL = '全部';
const DIALLERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** A table of more people than this is an export, with its reason and its record. */
const MOST_COPIED = 600;

interface Open {
  pager: Pager;
  rows: Map<string, Row>;
  /** The place one came from: villages are chosen within it. */
  whole: string;
}
const opened = new WeakMap<object, Open>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as StandingItem[],
    figure: 'labourers' as FigureKey,
    title: '',
    unit: '人',
    count: null as number | null,
    asOf: '',
    placeName: '',
    place: '',
    zone: '',
    villages: [] as { code: string; name: string }[],
    village: 0,
    groups: [ALL],
    group: 0,
    keepers: [{ id: '', name: ALL }],
    keeper: 0,
    text: '',
    dials: false,
    copying: false,
  },
  methods: {
    onLoad(query: { place?: string; figure?: string; zone?: string }) {
      const asked = decodeURIComponent(query.figure ?? '');
      const figure = isFigure(asked) ? asked : 'labourers';
      const place = decodeURIComponent(query.place ?? '');
      this.setData({
        figure,
        title: FIGURES[figure].words,
        unit: FIGURES[figure].unit,
        place,
        zone: decodeURIComponent(query.zone ?? ''),
      });
      const pager = createPager<StandingItem>(
        (cursor) => this.fetch(cursor),
        (patch) => this.setData(patch as never),
      );
      opened.set(this, { pager, rows: new Map(), whole: place });
      ensureMe().then(
        ({ roles }) => this.setData({ dials: roles.some(({ role }) => DIALLERS.includes(role)) }),
        () => undefined,
      );
    },
    onShow() {
      return opened.get(this)?.pager.first();
    },
    asked(): Input<'where.people'> {
      const { figure, place, zone, village, villages, group, groups, keeper, keepers, text } = this.data;
      const input: Input<'where.people'> = {
        figure,
        ...(village > 0 ? { place: villages[village]?.code } : place === '' ? {} : { place }),
      };
      if (zone !== '' && village === 0) input.zone = zone;
      if (group > 0) input.group = groups[group];
      if (keeper > 0) input.keeper = keepers[keeper]?.id;
      if (text !== '') input.text = text;
      return input;
    },
    async fetch(cursor: string | undefined) {
      const open = opened.get(this) as Open;
      const answer = await call('where.people', { ...this.asked(), cursor, limit: 30 });
      if (cursor === undefined) {
        open.rows.clear();
        const choosing = answer.villages.length > 1;
        this.setData({
          placeName: answer.place.name,
          place: this.data.village > 0 ? this.data.place : answer.place.code,
          asOf: answer.asOf === null ? '' : whenWords(answer.asOf),
          count: answer.count,
          ...(choosing ? { villages: [{ code: '', name: ALL }, ...answer.villages] } : {}),
          groups: [ALL, ...answer.groups],
          keepers: [{ id: '', name: ALL }, ...answer.keepers],
        });
      }
      for (const row of answer.items) open.rows.set(row.person, row);
      const several = this.data.villages.length > 1 && this.data.village === 0;
      return { items: answer.items.map((row) => standingItem(row, several)), next: answer.next };
    },
    async onPullDownRefresh() {
      await opened.get(this)?.pager.first();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return opened.get(this)?.pager.more();
    },
    again() {
      this.setData({ state: 'loading', items: [] });
      return opened.get(this)?.pager.first();
    },
    retryMore() {
      return opened.get(this)?.pager.more();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value), group: 0, keeper: 0 });
      return this.again();
    },
    pickGroup(event: WechatMiniprogram.PickerChange) {
      this.setData({ group: Number(event.detail.value) });
      return this.again();
    },
    pickKeeper(event: WechatMiniprogram.PickerChange) {
      this.setData({ keeper: Number(event.detail.value) });
      return this.again();
    },
    search(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const text = event.detail.value.trim();
      if (text === this.data.text) return undefined;
      this.setData({ text });
      return this.again();
    },
    clear() {
      this.setData({ text: '' });
      return this.again();
    },
    openPerson(event: WechatMiniprogram.CustomEvent<{ person: string }>) {
      go(`/packages/where/spell/spell?person=${encodeURIComponent(event.detail.person)}`);
    },
    async dialPerson(event: WechatMiniprogram.CustomEvent<{ person: string; whose: 'own' | 'contact' }>) {
      const { person, whose } = event.detail;
      const why = nextStep(opened.get(this)?.rows.get(person)?.next ?? '').words;
      try {
        dial((await call('person.phone', { person, whose, why: why === '' ? '问在哪干活' : why.slice(0, 60) })).phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    /** Everybody of the list, not only the pages seen; names and places, no number of anybody. */
    async copyTable() {
      if (this.data.copying) return;
      this.setData({ copying: true });
      try {
        const rows: Row[] = [];
        for (let cursor: string | undefined; rows.length < MOST_COPIED; ) {
          const page = await call('where.people', { ...this.asked(), cursor, limit: 50 });
          rows.push(...page.items);
          if (page.next === null) break;
          cursor = page.next;
        }
        const { placeName, title, asOf } = this.data;
        const table = tableText([[`${placeName} ${title}，截至 ${asOf}`], STANDING_HEAD, ...rows.map(standingCells)]);
        await wx.setClipboardData({ data: table }).catch(() => undefined);
        say(rows.length < MOST_COPIED ? `${rows.length} 行复制好了，贴到表格里` : `只复制了前 ${MOST_COPIED} 行，分村再复制`);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ copying: false });
      }
    },
  },
});
