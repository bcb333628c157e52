// 每个人在哪: the figures of a town, a 片 or a village as of an instant; each opens exactly its people. The sentence of the evening, reported and kept.
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { type FiguresView, figuresView, villagesTable } from '../present/figures';

const ALL = '全乡';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    place: '',
    zones: [] as string[],
    zone: 0,
    view: null as FiguresView | null,
    /** Whether the lists of their own are unfolded. */
    more: false,
    reporting: false,
  },
  methods: {
    onLoad(query: { place?: string }) {
      this.setData({ place: decodeURIComponent(query.place ?? '') });
    },
    /** Asked again at every return: what was written on the next page counts here. */
    onShow() {
      return this.load();
    },
    async load() {
      const { place, zone, zones } = this.data;
      try {
        const answer = await call('where.figures', {
          ...(place === '' ? {} : { place }),
          ...(zone > 0 ? { zone: zones[zone] } : {}),
        });
        this.setData({
          state: 'ready',
          place: answer.place.code,
          zones: answer.zones.length > 1 ? [ALL, ...answer.zones] : [],
          view: figuresView(answer),
        });
      } catch (thrown) {
        if (this.data.view === null) this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    pickZone(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number };
      this.setData({ zone: index });
      return this.load();
    },
    unfold() {
      this.setData({ more: !this.data.more });
    },
    openFigure(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const { place, zone, zones } = this.data;
      go(`/packages/where/people/people?place=${place}&figure=${key}${zone > 0 ? `&zone=${encodeURIComponent(zones[zone] ?? '')}` : ''}`);
    },
    openVillage(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      go(`/packages/where/home/home?place=${code}`);
    },
    openReports() {
      go(`/packages/where/report/report?place=${this.data.place}`);
    },
    openMonth() {
      go('/packages/month/figures/figures');
    },
    openTargets() {
      go(`/packages/where/targets/targets?town=${this.data.place}`);
    },
    async copy() {
      await wx.setClipboardData({ data: this.data.view?.sentence ?? '' }).catch(() => undefined);
    },
    async copyTable() {
      if (!this.data.view) return;
      await wx.setClipboardData({ data: villagesTable(this.data.view) }).catch(() => undefined);
      say('复制好了，贴到表格里');
    },
    /** The sentence goes to the clipboard and what was told is kept: tomorrow's difference is by name. */
    async report() {
      const { view, reporting } = this.data;
      if (!view || reporting) return;
      this.setData({ reporting: true });
      try {
        const { report } = await intend('where.report', { place: view.code });
        await wx.setClipboardData({ data: report.sentence }).catch(() => undefined);
        say('这段话复制好了，报的数也记下了');
        await this.load();
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ reporting: false });
      }
    },
  },
});
