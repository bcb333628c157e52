// 人员变动: who came and who went in one's places, newest first; the way to a new household and to probable duplicates.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords } from '../../../services/call';
import { go } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';
import { ensureMe } from '../../../services/session';

type Item = Output<'happening.list'>['items'][number];
type Row = Item & { who: string; when: string };
const pagers = new WeakMap<object, Pager>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as ListState,
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as Row[],
    villages: [] as { code: string; name: string }[],
    village: 0,
    keeps: false,
  },
  methods: {
    async onLoad() {
      pagers.set(
        this,
        createPager<Row>(
          (cursor) => this.page(cursor),
          (patch) => this.setData(patch),
        ),
      );
      try {
        const [me, { villages }] = await Promise.all([ensureMe(), call('household.places', {})]);
        const keeps = me.roles.some(({ role }) => role === 'cadre' || role === 'village_head' || role === 'station_clerk');
        this.setData({ keeps, villages: [{ code: '', name: '全部村' }, ...villages.map(({ code, name }) => ({ code, name }))] });
      } catch {
        // The list itself will say what is wrong.
      }
    },
    onShow() {
      return pagers.get(this)?.first();
    },
    async page(cursor: string | undefined): Promise<{ items: Row[]; next: string | null }> {
      const village = this.data.villages[this.data.village]?.code;
      const [{ today }, { items, next }] = await Promise.all([
        ensureMe(),
        call('happening.list', { cursor, ...(village ? { village } : {}) }),
      ]);
      return {
        next,
        items: items.map((one) => ({
          ...one,
          who: one.person ? one.person.name : `${one.household.headName}家`,
          when: dayWords(one.on, today),
        })),
      };
    },
    pickVillage(event: WechatMiniprogram.PickerChange) {
      this.setData({ village: Number(event.detail.value), items: [], state: 'loading' });
      return pagers.get(this)?.first();
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { person, household } = event.currentTarget.dataset as { person: string; household: string };
      go(
        person
          ? `/packages/registry/person/person?id=${encodeURIComponent(person)}`
          : `/packages/registry/household/household?id=${encodeURIComponent(household)}`,
      );
    },
    addHousehold() {
      go('/packages/registry/add/add');
    },
    handovers() {
      go('/packages/registry/handovers/handovers');
    },
    houseTwins() {
      go('/packages/registry/house-twins/house-twins');
    },
    twins() {
      go('/packages/registry/twins/twins');
    },
    onReachBottom() {
      return this.data.state === 'ready' ? pagers.get(this)?.more() : undefined;
    },
    retry() {
      return pagers.get(this)?.first();
    },
    retryMore() {
      return pagers.get(this)?.more();
    },
  },
});
