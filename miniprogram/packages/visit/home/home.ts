// 走访: the village on this phone, today's route and telephones, the doors; what waits to be sent. Works without signal once it was fetched.

import { dayWords } from '@shared/domain/dates';
import { byGroup } from '@shared/domain/sync/groups';
import { ownPage } from '../../../behaviors/own-page';
import { call, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { knownMe } from '../../../services/session';
import { draftsHere } from '../../../services/visit/drafts';
import { onQueueChange, queueTally, sendWaiting, todayHere } from '../../../services/visit/sending';
import type { RouteOnPhone } from '../../../services/visit/village';
import {
  bytesOf,
  chooseRoute,
  fetchPhones,
  fetchVillage,
  KEPT_DAYS,
  routeHere,
  type VillageOnPhone,
  villageOnPhone,
  villagesHere,
  wipeVillage,
} from '../../../services/visit/village';
import { type HomeRow, homeRow, megaWords } from '../present/rows';

const SHOWN = 30;
const stops = new WeakMap<object, () => void>();

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'none' | 'ready' | 'failed' | 'visitor',
    error: null as { message: string; next: string } | null,
    villages: [] as { code: string; name: string }[],
    code: '',
    name: '',
    kept: '',
    today: '',
    busy: false,
    progress: '',
    trouble: '',
    text: '',
    group: '',
    groups: [] as string[],
    rows: [] as HomeRow[],
    many: 0,
    shown: SHOWN,
    /** Choosing today's households. */
    choosing: false,
    chosen: [] as string[],
    route: null as RouteOnPhone | null,
    routeWords: '',
    asking: false,
    reason: '今天上门走访',
    waiting: 0,
    refused: 0,
    walked: 0,
  },
  lifetimes: {
    attached() {
      stops.set(
        this,
        onQueueChange(() => this.showQueue()),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  methods: {
    async onShow() {
      this.setData({ today: todayHere() });
      this.showQueue();
      await this.places();
      this.draw();
      sendWaiting().catch(() => undefined);
    },
    showQueue() {
      const { waiting, refused } = queueTally();
      this.setData({ waiting, refused });
    },
    /** The villages one serves: a village's own people know theirs without asking; the township's ask. */
    async places() {
      const roles = knownMe()?.roles ?? [];
      const own = roles.filter(({ level }) => level === 'village').map(({ code, placeName }) => ({ code, name: placeName }));
      let villages = own;
      if (villages.length === 0 && roles.length > 0) {
        villages = await call('household.places', {}).then(
          (answer) => answer.villages.map(({ code, name }) => ({ code, name })),
          () =>
            villagesHere().flatMap((code) => {
              const here = villageOnPhone(code);
              return here ? [{ code, name: here.name }] : [];
            }),
        );
      }
      const unique = [...new Map(villages.map((one) => [one.code, one])).values()];
      const code = unique.some((one) => one.code === this.data.code)
        ? this.data.code
        : (villagesHere().find((here) => unique.some((one) => one.code === here)) ?? unique[0]?.code ?? '');
      this.setData({ villages: unique, code });
    },
    village(): VillageOnPhone | null {
      return this.data.code === '' ? null : villageOnPhone(this.data.code);
    },
    draw() {
      const village = this.village();
      if (this.data.villages.length === 0) {
        this.setData({ state: 'visitor' });
        return;
      }
      if (village === null) {
        this.setData({ state: 'none', rows: [], name: this.data.villages.find(({ code }) => code === this.data.code)?.name ?? '' });
        return;
      }
      const { today, text, group, choosing } = this.data;
      const route = routeHere(village.code, today);
      const chosen = choosing ? this.data.chosen : (route?.households ?? []);
      const drafts = new Map(draftsHere().map((draft) => [draft.household, draft]));
      const all = village.order.flatMap((id) => {
        const one = village.households[id];
        return one ? [one.household] : [];
      });
      const fits = all.filter(
        (one) =>
          (group === '' || one.group === group) &&
          (text === '' || one.headName.includes(text) || one.persons.some(({ name }) => name.includes(text))),
      );
      // Today's doors first; while choosing they keep their place, so that nothing jumps under the finger.
      const first = (id: string) => (choosing ? 0 : Number(chosen.includes(id)));
      const ordered = [...fits].sort((a, b) => first(b.id) - first(a.id));
      const day = dayWords(village.asOf.slice(0, 10), today);
      this.setData({
        state: 'ready',
        name: village.name,
        kept: `取下来了 ${village.order.length} 户，${megaWords(bytesOf(village.code))} · ${day}取的，${KEPT_DAYS} 天没信号自己清掉${village.whole ? '' : ' · 还没取完'}`,
        groups: [...new Set(all.map((one) => one.group))].filter((one) => one !== '').sort(byGroup),
        rows: ordered.slice(0, this.data.shown).map((one) => homeRow(one, drafts.get(one.id) ?? null, today, chosen.includes(one.id))),
        many: fits.length,
        route,
        routeWords: route
          ? `今天去 ${route.households.length} 户${route.phones.length > 0 ? `，电话 ${route.phones.length} 个，今晚 12 点自己清掉` : ''}`
          : '',
        walked: all.filter(({ last }) => last?.on === today).length,
      });
    },
    pickVillage(event: WechatMiniprogram.TouchEvent) {
      const { code } = event.currentTarget.dataset as { code: string };
      this.setData({ code, group: '', text: '', shown: SHOWN, choosing: false });
      this.draw();
    },
    async fetch() {
      if (this.data.busy) return;
      this.setData({ busy: true, trouble: '', progress: '正在取…' });
      try {
        const village = await fetchVillage(this.data.code, (n) => this.setData({ progress: `取了 ${n} 户…` }));
        if (village === null) this.setData({ trouble: '这部手机停用了，村里的资料已经清掉。要用，请村书记或者乡里重新开。' });
        else say(`取下来了 ${village.order.length} 户`);
      } catch (thrown) {
        const { message } = wordsOf(thrown);
        this.setData({ trouble: `${message}。取到的都留着，有信号再点一次，接着取。` });
      } finally {
        this.setData({ busy: false, progress: '' });
        this.draw();
      }
    },
    async clear() {
      const { confirm } = await wx.showModal({
        title: '清掉这个村？',
        content: '手机上的名单和电话都清掉。填了没传的走访留着。',
        confirmText: '清掉',
        cancelText: '不清',
      });
      if (!confirm) return;
      wipeVillage(this.data.code);
      this.draw();
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: event.detail.value.trim(), shown: SHOWN });
      this.draw();
    },
    pickGroup(event: WechatMiniprogram.TouchEvent) {
      const { group } = event.currentTarget.dataset as { group: string };
      this.setData({ group: this.data.group === group ? '' : group, shown: SHOWN });
      this.draw();
    },
    more() {
      this.setData({ shown: this.data.shown + SHOWN });
      this.draw();
    },
    choose() {
      this.setData({ choosing: true, chosen: this.data.route?.households ?? [] });
      this.draw();
    },
    stopChoosing() {
      this.setData({ choosing: false });
      this.draw();
    },
    tapRow(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (!this.data.choosing) {
        go(`/packages/visit/door/door?village=${this.data.code}&household=${encodeURIComponent(id)}`);
        return;
      }
      const { chosen } = this.data;
      if (!chosen.includes(id) && chosen.length >= 40) {
        say('一天最多选 40 户');
        return;
      }
      this.setData({ chosen: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
      this.draw();
    },
    routeChosen() {
      if (this.data.chosen.length === 0) {
        say('先点几家');
        return;
      }
      chooseRoute(this.data.code, this.data.today, this.data.chosen);
      this.setData({ choosing: false, asking: true, trouble: '' });
      this.draw();
    },
    askPhones() {
      this.setData({ asking: true, trouble: '' });
    },
    closeAsking() {
      this.setData({ asking: false });
    },
    reasonTyped(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reason: event.detail.value });
    },
    async phones() {
      if (this.data.busy) return;
      if (this.data.reason.trim().length < 2) {
        this.setData({ trouble: '写一句为什么要电话。' });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        const households = this.data.route?.households ?? [];
        await fetchPhones(this.data.code, this.data.today, households, this.data.reason.trim());
        this.setData({ asking: false });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
        this.draw();
      }
    },
    openPage(event: WechatMiniprogram.TouchEvent) {
      const { page } = event.currentTarget.dataset as { page: string };
      go(`/packages/visit/${page}/${page}`);
    },
  },
});
