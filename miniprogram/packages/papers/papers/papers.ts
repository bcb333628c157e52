// 一键出材料: one village's list or the township's; every paper with what it still lacks; made at one tap, stamped pages photographed back.

import type { Output } from '@shared/contract/index';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../../behaviors/own-page';
import { type PaperRow, paperRow } from '../../../present/papers';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say, showPicture } from '../../../services/device';
import { saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { choosePhotos } from '../../../services/upload';

type About = Output<'papers.about'>;
interface Choice {
  name: string;
  village: string | null;
}
interface YearChoice {
  name: string;
  programme: string;
  period: string;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    places: [] as Choice[],
    place: 0,
    years: [] as YearChoice[],
    year: 0,
    title: '',
    people: 0,
    sum: '',
    rows: [] as PaperRow[],
    missing: '',
    /** Of one batch alone; '' = everybody on the list. */
    batch: '',
    batchName: '',
    whole: false,
    layouts: false,
    /** What is being made or sent now: a paper's key, or 'all'. */
    busy: '',
    /** What went wrong with the last making; stays until the next. */
    trouble: null as ErrorWords | null,
    /** The sheet that asks why whole numbers are needed. */
    asking: false,
    reason: '',
  },
  methods: {
    async onLoad(query: { village?: string; programme?: string; period?: string; batch?: string; name?: string }) {
      this.setData({ batch: decodeURIComponent(query.batch ?? ''), batchName: decodeURIComponent(query.name ?? '') });
      try {
        const [me, about] = await Promise.all([ensureMe(), call('papers.about', {})]);
        this.choices(about, query, me.today);
        await this.load();
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    choices(about: About, query: { village?: string; programme?: string; period?: string; batch?: string }, today: string) {
      const places: Choice[] = [
        ...(about.town ? [{ name: '全乡（公函、汇总表）', village: null }] : []),
        ...about.villages.map(({ code, name }) => ({ name, village: code })),
      ];
      const years = about.programmes.flatMap(({ programme, spoken, periods }) =>
        periods.map((period) => ({ name: `${period}年 ${spoken}`, programme, period })),
      );
      // Newest first; until somebody chooses, last year's, which is what is being paid.
      years.sort((a, b) => (a.period === b.period ? 0 : a.period < b.period ? 1 : -1));
      const inHand = query.period ?? String(Number(today.slice(0, 4)) - 1);
      const fits = (one: YearChoice) => one.period === inHand && (query.programme === undefined || one.programme === query.programme);
      // A batch goes to the county from the township; its villages can be chosen as well.
      const wanted = query.batch && about.town ? null : (query.village ?? about.villages[0]?.code);
      const place = Math.max(
        0,
        places.findIndex(({ village }) => village === wanted),
      );
      this.setData({ places, place, years, year: Math.max(0, years.findIndex(fits)), whole: about.whole, layouts: about.layouts });
    },
    about() {
      const { places, place, years, year, batch } = this.data;
      const { programme = '', period = '' } = years[year] ?? {};
      return { village: places[place]?.village ?? null, programme, period, ...(batch === '' ? {} : { batch }) };
    },
    async load() {
      if (this.data.years.length === 0) {
        this.setData({ state: 'ready', rows: [] });
        return;
      }
      try {
        const list = await call('papers.list', this.about());
        this.setData({
          state: 'ready',
          title: list.title,
          people: list.people,
          sum: moneyWords(list.sumFen, 'payer'),
          rows: list.papers.map(paperRow),
          missing: list.missing.join('、'),
        });
      } catch (thrown) {
        if (this.data.rows.length > 0) say(wordsOf(thrown).message);
        else this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading', rows: [] });
      return this.load();
    },
    pickPlace(event: WechatMiniprogram.PickerChange) {
      this.setData({ place: Number(event.detail.value), state: 'loading', rows: [], trouble: null });
      return this.load();
    },
    pickYear(event: WechatMiniprogram.PickerChange) {
      this.setData({ year: Number(event.detail.value), state: 'loading', rows: [], trouble: null });
      return this.load();
    },
    /** Everybody on the list again. */
    leaveBatch() {
      this.setData({ batch: '', batchName: '', state: 'loading', rows: [], trouble: null });
      return this.load();
    },
    makeAll() {
      return this.make(
        this.data.rows.map(({ key }) => key),
        'all',
      );
    },
    makeOne(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      return this.make([key], key);
    },
    async make(keys: string[], busy: string, more: { whole?: boolean; reason?: string } = {}) {
      if (this.data.busy !== '') return;
      this.setData({ busy, trouble: null });
      try {
        const { file } = await call('papers.make', { ...this.about(), keys, ...more });
        await saveFile(file);
      } catch (thrown) {
        this.setData({ trouble: wordsOf(thrown) });
      } finally {
        this.setData({ busy: '' });
      }
    },
    askWhole() {
      this.setData({ asking: true });
    },
    closeAsk() {
      this.setData({ asking: false });
    },
    typeReason(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reason: event.detail.value });
    },
    async makeWhole() {
      const { reason } = this.data;
      if (reason.trim().length < 2) {
        say('先写为什么要带完整号码');
        return;
      }
      this.setData({ asking: false });
      await this.make(['roster'], 'roster', { whole: true, reason: reason.trim() });
    },
    /** A photograph of the stamped page: from the camera or the album, one after another. */
    async photograph(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      if (this.data.busy !== '') return;
      const { photos, words } = await choosePhotos('stamped', 'camera');
      if (words !== '') say(words);
      if (photos.length === 0) return;
      this.setData({ busy: `stamp-${key}`, trouble: null });
      try {
        for (const { path } of photos) {
          const fileID = await uploadFile({ path, name: path });
          await intend('papers.stamped', { ...this.about(), key, fileID });
        }
        say('存好了');
      } catch (thrown) {
        this.setData({ trouble: asCallError(thrown) });
      } finally {
        this.setData({ busy: '' });
      }
      await this.load();
    },
    async look(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      try {
        const { pages } = await call('papers.pages', { ...this.about(), key });
        const urls = pages.map(({ url }) => url);
        if (urls[0]) showPicture(urls[0], urls);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
    toLayouts() {
      go('/packages/papers/layouts/layouts');
    },
  },
});
