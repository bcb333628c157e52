// Whom of one's villages a posting fits, who waits at home first, to be called one at a time; without a posting, the open ones to choose from.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { type JobRow, jobRow } from '../../../present/job';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { dial, go, say } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';
import { type ReasonLine, reasonLines } from '../present/match';

type Person = Output<'match.posting'>['items'][number];
interface Row {
  id: string;
  name: string;
  line: string;
  stands: string;
  whose: Person['call'];
  fits: boolean;
  reasons: ReasonLine[];
}
/** A person to call, or a posting to choose. */
type Item = Row | JobRow;

const DIALLERS: readonly string[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
const ALL = '全部';
const WHO = [
  { who: 'ready' as const, words: '能去的' },
  { who: 'unwilling' as const, words: '说过不想去的' },
];
const pagers = new WeakMap<object, Pager>();

function rowOf(person: Person, several: boolean): Row {
  const age = person.age === null ? '' : `${person.age} 岁`;
  const parts = [several ? person.village : '', person.group, age, person.distance];
  return {
    id: person.person,
    name: person.name,
    line: parts.filter((part) => part !== '').join(' · '),
    stands: person.stands,
    whose: person.call,
    fits: person.fits,
    reasons: reasonLines(person),
  };
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as Item[],
    posting: '',
    row: null as JobRow | null,
    whos: WHO,
    who: 'ready' as (typeof WHO)[number]['who'],
    villages: [] as { code: string; name: string }[],
    village: 0,
    dials: false,
  },
  methods: {
    onLoad(query: { posting?: string }) {
      this.setData({ posting: decodeURIComponent(query.posting ?? '') });
      const pager = createPager<Item>(
        (cursor) => (this.data.posting === '' ? this.jobs(cursor) : this.people(cursor)),
        (patch) => this.setData(patch as never),
      );
      pagers.set(this, pager);
      return pager.first();
    },
    async jobs(cursor: string | undefined) {
      const [me, page] = await Promise.all([ensureMe(), call('job.list', { limit: 20, cursor })]);
      return { items: page.items.map((job) => jobRow(job, me.today)), next: page.next };
    },
    async people(cursor: string | undefined) {
      const { posting, who, village, villages } = this.data;
      const code = village > 0 ? villages[village]?.code : undefined;
      const [me, page] = await Promise.all([
        ensureMe(),
        call('match.posting', { posting, who, cursor, ...(code ? { village: code } : {}) }),
      ]);
      if (cursor === undefined)
        this.setData({
          row: jobRow(page.job, me.today),
          dials: me.roles.some(({ role }) => DIALLERS.includes(role)),
          villages: page.villages.length > 1 ? [{ code: '', name: ALL }, ...page.villages] : [],
        });
      return { items: page.items.map((one) => rowOf(one, page.villages.length > 1 && code === undefined)), next: page.next };
    },
    again() {
      this.setData({ state: 'loading', items: [] });
      return pagers.get(this)?.first();
    },
    onReachBottom() {
      return pagers.get(this)?.more();
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
    async onPullDownRefresh() {
      await pagers.get(this)?.first();
      wx.stopPullDownRefresh();
    },
    pickWho(event: WechatMiniprogram.TouchEvent) {
      this.setData({ who: (event.currentTarget.dataset as { who: 'ready' | 'unwilling' }).who });
      return this.again();
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value) });
      return this.again();
    },
    pickJob(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/match/posting/posting?posting=${encodeURIComponent(id)}`);
    },
    openJob() {
      go(`/pages/job/job?id=${encodeURIComponent(this.data.posting)}`);
    },
    openPerson(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/match/person/person?person=${encodeURIComponent(id)}`);
    },
    async dialPerson(event: WechatMiniprogram.TouchEvent) {
      const { id, whose } = event.currentTarget.dataset as { id: string; whose: 'own' | 'contact' };
      try {
        dial((await call('person.phone', { person: id, whose, why: `说说岗位：${this.data.row?.title ?? ''}`.slice(0, 60) })).phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      }
    },
  },
});
