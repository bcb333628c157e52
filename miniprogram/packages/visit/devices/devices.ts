// 取过资料的手机: one's own and those of the village; a lost one is cut off here and empties itself at its next contact.
import type { Output } from '@shared/contract/index';
import { beijingDate, dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { knownMe } from '../../../services/session';
import { deviceId, KEPT_DAYS } from '../../../services/visit/village';

type Device = Output<'device.list'>['items'][number];
const KEEPERS = ['village_head', 'station_clerk', 'admin'];

function rowOf(device: Device) {
  return {
    ...device,
    name: `${device.ownerName}的手机${device.model ? `（${device.model}）` : ''}`,
    here: device.id === `device:${deviceId()}`,
    sinceWords: `${device.villageName} · ${dayWords(beijingDate(device.since))}起`,
    end: device.revoked ? `${dayWords(beijingDate(device.revoked.at))}${device.revoked.by}停用：${device.revoked.why}` : '',
  };
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    error: null as ErrorWords | null,
    items: [] as ReturnType<typeof rowOf>[],
    next: null as string | null,
    days: KEPT_DAYS,
    view: 'mine' as 'mine' | 'place',
    keeper: false,
    cutting: null as { id: string; version: number; name: string } | null,
    why: '',
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad() {
      const keeper = (knownMe()?.roles ?? []).some(({ role }) => KEEPERS.includes(role));
      this.setData({ keeper, view: keeper ? 'place' : 'mine' });
      return this.load();
    },
    async load() {
      try {
        const { items, next } = await call('device.list', { view: this.data.view });
        this.setData({ state: items.length === 0 ? 'empty' : 'ready', items: items.map(rowOf), next });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    async more() {
      const { view, next, items } = this.data;
      if (next === null) return;
      const page = await call('device.list', { view, cursor: next });
      this.setData({ items: [...items, ...page.items.map(rowOf)], next: page.next });
    },
    show(event: WechatMiniprogram.TouchEvent) {
      this.setData({ view: (event.currentTarget.dataset as { view: 'mine' | 'place' }).view, state: 'loading' });
      return this.load();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const found = this.data.items.find((one) => one.id === id);
      if (found) this.setData({ cutting: { id, version: found.version, name: found.name }, why: '', trouble: '' });
    },
    close() {
      this.setData({ cutting: null });
    },
    typed(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ why: event.detail.value });
    },
    async cut() {
      const { cutting, why, busy } = this.data;
      if (!cutting || busy) return;
      if (why.trim().length < 2) {
        this.setData({ trouble: '写一句为什么，比如：丢了。' });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        await intend('device.revoke', { device: cutting.id, version: cutting.version, why: why.trim() });
        this.setData({ cutting: null });
        say('停用了');
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
