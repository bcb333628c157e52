// 找人: by name, initials, head of household or the last four; lists of households by 片, 村, 组 and 包户人.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords } from '../../../services/call';
import { go, say } from '../../../services/device';
import { createPager, type ListState, type MoreState, type Pager } from '../../../services/pager';

type Found = Output<'person.search'>['items'][number];
type House = Output<'household.list'>['items'][number];

const GROUPS = ['一组', '二组', '三组', '四组', '五组'];
const pagers = new WeakMap<object, Pager>();

interface Choice {
  key: string;
  words: string;
}

Component({
  behaviors: [ownPage],
  data: {
    tab: 'find' as 'find' | 'list',
    text: '',
    by: 'any' as 'any' | 'head',
    state: '' as ListState | '',
    more: 'idle' as MoreState,
    error: null as ErrorWords | null,
    items: [] as (Found | House)[],
    /** What the list is narrowed by: choices and which is chosen (0 = all). */
    zones: [] as Choice[],
    villages: [] as Choice[],
    groups: [] as Choice[],
    keepers: [] as Choice[],
    picked: { zones: 0, villages: 0, groups: 0, keepers: 0 },
  },
  methods: {
    onLoad() {
      pagers.set(
        this,
        createPager<Found | House>(
          (cursor) => (this.data.tab === 'find' ? this.find(cursor) : this.list(cursor)),
          (patch) => this.setData(patch),
        ),
      );
    },
    find(cursor: string | undefined) {
      return call('person.search', { text: this.data.text.trim(), ...(this.data.by === 'head' ? { by: 'head' as const } : {}), cursor });
    },
    list(cursor: string | undefined) {
      const { picked, zones, villages, groups, keepers } = this.data;
      const chosen = (choices: Choice[], at: number) => (at > 0 ? choices[at]?.key : undefined);
      const village = chosen(villages, picked.villages) ?? (villages.length === 2 ? villages[1]?.key : undefined);
      return call('household.list', {
        zone: chosen(zones, picked.zones),
        village,
        group: village === undefined ? undefined : chosen(groups, picked.groups),
        keeper: chosen(keepers, picked.keepers),
        cursor,
      });
    },
    start() {
      this.setData({ items: [], state: 'loading' });
      return pagers.get(this)?.first();
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    search() {
      if (this.data.text.trim() === '') return say('先写名字，或者身份证最后四位');
      return this.start();
    },
    pickBy(event: WechatMiniprogram.TouchEvent) {
      this.setData({ by: (event.currentTarget.dataset as { by: 'any' | 'head' }).by });
      if (this.data.text.trim() !== '') return this.start();
    },
    async pickTab(event: WechatMiniprogram.TouchEvent) {
      const { tab } = event.currentTarget.dataset as { tab: 'find' | 'list' };
      if (tab === this.data.tab) return;
      this.setData({ tab, items: [], state: '' });
      if (tab === 'find') return;
      if (this.data.villages.length === 0) await this.loadPlaces();
      await this.start();
    },
    async loadPlaces() {
      try {
        const { zones, villages, keepers } = await call('household.places', {});
        const all = (words: string): Choice => ({ key: '', words });
        this.setData({
          zones: [all('全部片'), ...zones.map((zone) => ({ key: zone, words: zone }))],
          villages: [all('全部村'), ...villages.map(({ code, name }) => ({ key: code, words: name }))],
          groups: [all('全部组'), ...GROUPS.map((group) => ({ key: group, words: group }))],
          keepers: [all('全部包户人'), { key: 'me', words: '我包的户' }, ...keepers.map(({ id, name }) => ({ key: id, words: name }))],
        });
      } catch {
        // The list itself will say what is wrong.
      }
    },
    narrow(event: WechatMiniprogram.PickerChange) {
      const { of } = event.currentTarget.dataset as { of: 'zones' | 'villages' | 'groups' | 'keepers' };
      this.setData({ [`picked.${of}`]: Number(event.detail.value) });
      return this.start();
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
    openHousehold(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/registry/household/household?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    openChanges() {
      go('/packages/registry/changes/changes');
    },
    open(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/staff/person/person?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
  },
});
