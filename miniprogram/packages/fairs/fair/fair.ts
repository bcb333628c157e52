// One fair for those who make it and those who bring people: announcing it, its code for the door, who comes, who came, what came of it.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, brokenLink, call, type ErrorWords, linkWords, wordsOf } from '../../../services/call';
import { go, say, showPicture } from '../../../services/device';
import { intend } from '../../../services/intent';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { type FairRow, fairRow } from '../present';

type Fair = Output<'fair.show'>['fair'];
type Person = Output<'fair.people'>['items'][number];
type Said = Person['status'];
type Found = Output<'person.search'>['items'][number];

const TABS: readonly { status: Said; words: string }[] = [
  { status: 'coming', words: '要来的' },
  { status: 'came', words: '来了的' },
  { status: 'not_coming', words: '不来的' },
];
const ASKS = { cancelled: '为什么不办了', over: '办得怎么样' } as const;
const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    fair: null as Fair | null,
    row: null as FairRow | null,
    makes: false,
    helps: false,
    /** Not over: it may still be sent to groups. */
    ahead: false,
    villages: '',
    tabs: TABS as { status: Said; words: string }[],
    status: 'coming' as Said,
    listing: 'loading' as ListState,
    more: 'idle' as MoreState,
    trouble: null as ErrorWords | null,
    items: [] as Person[],
    /** What came of it, once it is or was on. */
    outcome: null as (Output<'fair.outcome'> & { rows: { key: string; words: string; counts: string }[] }) | null,
    /** The sheet that is open. */
    open: '' as '' | 'code' | 'cancelled' | 'over' | 'add',
    heading: '',
    text: '',
    code: '',
    picture: '',
    found: [] as (Found & { said: string })[],
    searched: false,
    busy: false,
    problem: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
      pagers.set(
        this,
        createPager<Person>(
          (cursor) => call('fair.people', { fair: this.data.id, status: this.data.status, cursor }),
          (patch) => {
            const { state, error, ...rest } = patch as { state?: ListState; error?: ErrorWords | null; items?: Person[]; more?: MoreState };
            this.setData({ ...rest, ...(state ? { listing: state } : {}), ...(error === undefined ? {} : { trouble: error }) });
          },
        ),
      );
    },
    onShow() {
      return this.load();
    },
    async load() {
      try {
        if (this.data.id === '') throw brokenLink();
        const page = await call('fair.show', { fair: this.data.id });
        this.draw(page.fair, page.today);
        this.setData({ state: 'ready', makes: page.makes, helps: page.helps });
        if (page.fair.status === 'draft') return;
        await Promise.all([pagers.get(this)?.first(), this.count(page.today >= page.fair.on)]);
      } catch (thrown) {
        if (this.data.fair === null) this.setData({ state: 'failed', error: linkWords(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    draw(fair: Fair, today: string) {
      this.setData({
        fair,
        ahead: today <= fair.on,
        row: fairRow(fair, today),
        villages: fair.villages.map(({ name }) => name).join('、'),
      });
    },
    async count(begun: boolean) {
      if (!begun) return;
      const outcome = await call('fair.outcome', { fair: this.data.id });
      const rows = outcome.posts.map(({ employer, words, headcount, counts }, i) => {
        const asked = Object.values(counts).reduce((sum, n) => sum + (n ?? 0), 0);
        const taken = (counts.taken ?? 0) + (counts.stayed ?? 0);
        return { key: `${i}`, words: `${employer} · ${words}`, counts: `招 ${headcount}，想去 ${asked}，录用 ${taken}` };
      });
      this.setData({ outcome: { ...outcome, rows } });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    onReachBottom() {
      return pagers.get(this)?.more();
    },
    again() {
      return pagers.get(this)?.first();
    },
    pickTab(event: WechatMiniprogram.TouchEvent) {
      this.setData({ status: (event.currentTarget.dataset as { status: Said }).status });
      return this.again();
    },
    edit() {
      go(`/packages/fairs/edit/edit?id=${encodeURIComponent(this.data.id)}`);
    },
    push() {
      go(`/packages/push/compose/compose?fair=${encodeURIComponent(this.data.id)}`);
    },
    look() {
      go(`/packages/fairs/open/open?id=${encodeURIComponent(this.data.id)}`);
    },
    close() {
      if (!this.data.busy) this.setData({ open: '', problem: '' });
    },
    async showCode() {
      this.setData({ open: 'code', heading: '门口的签到码' });
      try {
        this.setData(await call('fair.code', { fair: this.data.id }));
      } catch (thrown) {
        this.setData({ problem: wordsOf(thrown).message });
      }
    },
    enlarge() {
      if (this.data.picture !== '') showPicture(this.data.picture);
    },
    announce() {
      return this.turn('announced', '');
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { to } = event.currentTarget.dataset as { to: 'cancelled' | 'over' };
      this.setData({ open: to, heading: ASKS[to], text: '', problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    say() {
      const { open, text } = this.data;
      if (open === 'cancelled' || open === 'over') return this.turn(open, text.trim());
    },
    async turn(to: 'announced' | 'cancelled' | 'over', words: string) {
      const { fair, busy, row } = this.data;
      if (!fair || busy || !row) return;
      this.setData({ busy: true, problem: '' });
      try {
        await intend('fair.turn', { fair: fair.id, version: fair.version, to, words });
        this.setData({ open: '' });
        await this.load();
        say(to === 'announced' ? '定下来了，大家看得见了' : '记下了');
      } catch (thrown) {
        const { message, next, fields } = asCallError(thrown);
        this.setData({ problem: Object.values(fields)[0] ?? `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    add() {
      this.setData({ open: 'add', heading: '替人记一笔', text: '', found: [], searched: false, problem: '' });
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return;
      try {
        const { items } = await call('person.search', { text });
        this.setData({ found: items.map((one) => ({ ...one, said: '' })), searched: true, problem: '' });
      } catch (thrown) {
        this.setData({ problem: wordsOf(thrown).message });
      }
    },
    async mark(event: WechatMiniprogram.TouchEvent) {
      const { person, to } = event.currentTarget.dataset as { person: string; to: Said };
      if (this.data.busy) return;
      this.setData({ busy: true, problem: '' });
      try {
        await intend('fair.mark', { fair: this.data.id, person, to });
        const words = to === 'came' ? '记了：来了' : to === 'coming' ? '记了：要来' : '记了：不来';
        this.setData({ found: this.data.found.map((one) => (one.id === person ? { ...one, said: words } : one)) });
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
