// One person's registry record: every field in sections, changed section by section; the way to moves, death, leaving, merging and the past.
import type { Output } from '@shared/contract/index';
import { goneWords, STATUS_WORDS } from '@shared/domain/words/registry-past';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';

type Sheet = Output<'person.sheet'>['sheet'];

/** What can be done with somebody who is counted here, in the order people look for it. */
const DEEDS = [
  { key: 'past', words: '改过什么' },
  { key: 'move', words: '迁到别的户' },
  { key: 'leave', words: '登记减少' },
  { key: 'die', words: '登记去世' },
  { key: 'merge', words: '和另一条合成一条' },
] as const;
const AGAIN = [
  { key: 'past', words: '改过什么' },
  { key: 'restore', words: '恢复在册' },
] as const;

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    sheet: null as Sheet | null,
    name: '',
    status: '',
    deeds: [] as readonly { key: string; words: string }[],
  },
  methods: {
    onLoad(options: { id?: string }) {
      this.setData({ id: decodeURIComponent(options.id ?? '') });
    },
    onShow() {
      return this.load();
    },
    async load() {
      try {
        this.put((await call('person.sheet', { person: this.data.id })).sheet);
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    put(sheet: Sheet) {
      const counted = sheet.status === 'active';
      this.setData({
        state: 'ready',
        sheet,
        name: String(sheet.values.name ?? ''),
        status: counted ? '' : goneWords(sheet.gone) || (STATUS_WORDS[sheet.status] ?? ''),
        deeds: sheet.keeps ? (counted ? DEEDS : AGAIN) : DEEDS.slice(0, 1),
      });
    },
    changed(event: WechatMiniprogram.CustomEvent<{ sheet: Sheet }>) {
      this.put(event.detail.sheet);
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openHousehold() {
      if (this.data.sheet) go(`/packages/registry/household/household?id=${encodeURIComponent(this.data.sheet.household.id)}`);
    },
    openMatch() {
      go(`/packages/match/person/person?person=${encodeURIComponent(this.data.id)}`);
    },
    openMerged(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/staff/person/person?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    deed(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const id = encodeURIComponent(this.data.id);
      if (key === 'merge') return go(`/packages/registry/twins/twins?person=${id}`);
      if (key === 'past') return go(`/packages/registry/past/past?of=person&id=${id}`);
      go(`/packages/registry/change/change?do=${key}&person=${id}`);
    },
  },
});
