// One household's registry record: its members, its fields section by section; the way to a new member, another head, a move, closing.
import type { Output } from '@shared/contract/index';
import { goneWords } from '@shared/domain/words/registry-past';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';

type Sheet = Output<'household.sheet'>['sheet'];

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    sheet: null as Sheet | null,
    here: [] as Sheet['members'],
    past: [] as Sheet['members'],
    headless: false,
    status: '',
    keeps: false,
    deeds: [] as { key: string; words: string }[],
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
        this.put((await call('household.sheet', { household: this.data.id })).sheet);
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    put(sheet: Sheet) {
      const here = sheet.members.filter(({ status }) => status === 'active');
      const open = sheet.status === 'active';
      const keeps = open && sheet.keeps;
      const deeds = [{ key: 'past', words: '改过什么' }];
      if (keeps && here.length > 1) deeds.push({ key: 'head', words: '换户主' });
      if (keeps && here.length > 0) deeds.push({ key: 'household', words: '整户迁村' });
      if (keeps) deeds.push({ key: 'merge', words: '和另一户合成一户' });
      if (keeps && here.length === 0) deeds.push({ key: 'close', words: '销户' });
      this.setData({
        state: 'ready',
        sheet,
        here,
        past: sheet.members.filter(({ status }) => status !== 'active'),
        headless: keeps && here.length > 0 && here.every(({ relation }) => relation !== '户主'),
        status: open ? '' : goneWords(sheet.gone) || '已销户',
        keeps,
        deeds,
      });
    },
    changed(event: WechatMiniprogram.CustomEvent<{ sheet: Sheet }>) {
      this.put(event.detail.sheet);
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openInto() {
      const into = this.data.sheet?.gone?.into;
      if (into) go(`/packages/registry/household/household?id=${encodeURIComponent(into)}`);
    },
    openMember(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/registry/person/person?id=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
    add() {
      go(`/packages/registry/add/add?household=${encodeURIComponent(this.data.id)}`);
    },
    deed(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: string };
      const id = encodeURIComponent(this.data.id);
      if (key === 'merge') return go(`/packages/registry/house-twins/house-twins?household=${id}`);
      go(
        key === 'past'
          ? `/packages/registry/past/past?of=household&id=${id}`
          : `/packages/registry/change/change?do=${key}&household=${id}`,
      );
    },
    head() {
      go(`/packages/registry/change/change?do=head&household=${encodeURIComponent(this.data.id)}`);
    },
  },
});
