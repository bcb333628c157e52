// 招工: open postings for anybody, no login. First what fits whoever is known here; then all, narrowed by chips that stay until they are taken off.
import { ownPage } from '../../behaviors/own-page';
import { tabPage } from '../../behaviors/tab-page';
import { AREAS, type JobRow, jobRow } from '../../present/job';
import {
  askedOf,
  type Choice,
  chipsOf,
  DECADES,
  GROUPS,
  type JobFilter,
  NO_FILTER,
  pressed,
  readFilter,
  without,
} from '../../present/job-filter';
import { call, type ErrorWords } from '../../services/call';
import { go } from '../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../services/pager';
import { chosenPerson, ensureMe, type Me } from '../../services/session';
import { readStore, writeStore } from '../../services/store';

const PAGE = 10;
const BEST = 3;

type Area = (typeof AREAS)[number]['area'];
let pager: Pager | null = null;
/** For whom the best were asked: asked again when somebody else is on the screen. */
let bestFor = '';

/** Two people on one phone each keep their own. */
const keyOf = ({ tag }: Me): string => `jobs-filter:${tag}`;

Component({
  behaviors: [ownPage, tabPage],
  data: {
    areas: AREAS,
    decades: DECADES,
    groups: GROUPS.map(({ words, choices }) => ({ words, choices: choices.map((one) => ({ ...one, on: false })) })),
    filter: NO_FILTER,
    chips: [] as { key: keyof JobFilter; words: string }[],
    noAge: '',
    person: '',
    personName: '',
    best: [] as JobRow[],
    asking: '' as '' | 'more' | 'age',
    text: '',
    operator: '',
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as JobRow[],
  },
  pageLifetimes: {
    show() {
      // Whoever is on the screen may have changed meanwhile.
      if (pager !== null && (chosenPerson()?.id ?? '') !== this.data.person) this.again();
    },
  },
  methods: {
    async onLoad() {
      pager = createPager<JobRow>(
        (cursor) => this.fetch(cursor),
        (patch) => this.setData(patch),
      );
      try {
        const filter = readFilter(readStore(keyOf(await ensureMe())));
        this.setData({ filter, text: filter.text });
      } catch {
        // Nobody is known yet: the list says so itself.
      }
      await this.again();
    },
    async fetch(cursor: string | undefined) {
      const me = await ensureMe();
      const person = chosenPerson();
      const { filter } = this.data;
      const page = await call('job.list', { ...askedOf(filter, person?.id ?? null), limit: PAGE, cursor });
      if (cursor === undefined) {
        const { noAge } = page;
        this.setData({
          operator: me.installation.operator,
          person: person?.id ?? '',
          personName: person === null || person.as === 'self' ? '' : person.name,
          chips: chipsOf(filter, page.age),
          noAge: noAge === null || filter.noAge ? '' : `所有的活里，不卡岁数的${noAge.more ? '至少 ' : ' '}${noAge.count} 个`,
        });
      }
      return { items: page.items.map((job) => jobRow(job, me.today)), next: page.next };
    },
    again() {
      this.setData({ chips: chipsOf(this.data.filter, null) });
      return Promise.all([pager?.first(), this.showBest()]);
    },
    /** What fits stands above the list and never holds it up. */
    async showBest() {
      try {
        const { today } = await ensureMe();
        const person = chosenPerson()?.id ?? '';
        if (person === bestFor && this.data.best.length > 0) return;
        bestFor = person;
        if (person === '') {
          this.setData({ best: [] });
          return;
        }
        const { items } = await call('match.mine', { person });
        this.setData({ best: items.slice(0, BEST).map(({ job, distance }) => ({ ...jobRow(job, today), distance })) });
      } catch {
        this.setData({ best: [] });
      }
    },
    /** Kept at once, so that it is there after going back and after the app was closed. */
    async narrow(filter: JobFilter) {
      this.setData({ filter, text: filter.text, state: 'loading' });
      const me = await ensureMe().catch(() => null);
      if (me) writeStore(keyOf(me), filter);
      this.setData({ chips: chipsOf(filter, null) });
      return pager?.first();
    },
    async onPullDownRefresh() {
      bestFor = '';
      await this.again();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return pager?.more();
    },
    retry() {
      return pager?.first();
    },
    retryMore() {
      return pager?.more();
    },
    pickArea(event: WechatMiniprogram.TouchEvent) {
      const { area } = event.currentTarget.dataset as { area: Area };
      const { filter } = this.data;
      const channel = area === '' || area === 'in_county' ? filter.channel : '';
      return this.narrow({ ...filter, area, channel });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    search() {
      return this.narrow({ ...this.data.filter, text: this.data.text.trim() });
    },
    /** In one tap where the age is known; else the ten years are asked once. */
    myAge() {
      const { filter } = this.data;
      if (chosenPerson()) return this.narrow({ ...filter, age: 'own' });
      this.setData({ asking: 'age' });
      return undefined;
    },
    pickDecade(event: WechatMiniprogram.TouchEvent) {
      const { age } = event.currentTarget.dataset as { age: number };
      this.setData({ asking: '' });
      return this.narrow({ ...this.data.filter, age });
    },
    near() {
      const { filter } = this.data;
      return this.narrow({ ...filter, near: true });
    },
    onlyNoAge() {
      return this.narrow({ ...this.data.filter, noAge: true });
    },
    askMore() {
      this.mark(this.data.filter);
      this.setData({ asking: 'more' });
    },
    mark(filter: JobFilter) {
      this.setData({
        filter,
        groups: GROUPS.map(({ words, choices }) => ({
          words,
          choices: choices.map((one) => ({ ...one, on: filter[one.key] === one.value })),
        })),
      });
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { key, value } = event.currentTarget.dataset as Pick<Choice, 'key' | 'value'>;
      this.mark(pressed(this.data.filter, { key, value }));
    },
    closeSheet() {
      const { asking, filter } = this.data;
      if (asking === '') return undefined;
      this.setData({ asking: '' });
      return asking === 'more' ? this.narrow(filter) : undefined;
    },
    takeOff(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: keyof JobFilter };
      return this.narrow(without(this.data.filter, key));
    },
    showAll() {
      return this.narrow(NO_FILTER);
    },
    open(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      go(`/pages/job/job?id=${encodeURIComponent(event.detail.id)}`);
    },
    openBest(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/pages/job/job?id=${encodeURIComponent(id)}`);
    },
    openMine() {
      go(`/packages/match/mine/mine?person=${encodeURIComponent(this.data.person)}`);
    },
    toOffer() {
      go('/packages/jobs/offer/offer');
    },
    onShareAppMessage() {
      return { title: '家门口和外面的活，都在这里', path: '/pages/jobs/jobs' };
    },
  },
});
