// 人员变动: who came and who went in one's places, newest first; the way to a new household and to probable duplicates.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { ensureMe } from '../../../services/session';

type Item = Output<'happening.list'>['items'][number];
type Row = Item & { who: string; when: string };

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as Row[],
    villages: [] as { code: string; name: string }[],
    village: 0,
    keeps: false,
  },
  methods: {
    async onLoad() {
      try {
        const [me, { villages }] = await Promise.all([ensureMe(), call('household.places', {})]);
        const keeps = me.roles.some(({ role }) => role === 'cadre' || role === 'village_head' || role === 'station_clerk');
        this.setData({ keeps, villages: [{ code: '', name: '全部村' }, ...villages.map(({ code, name }) => ({ code, name }))] });
      } catch {
        // The list itself will say what is wrong.
      }
    },
    onShow() {
      return this.again();
    },
    async rows(cursor: string | undefined): Promise<{ items: Row[]; next: string | null }> {
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
      return this.again();
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
  },
});
