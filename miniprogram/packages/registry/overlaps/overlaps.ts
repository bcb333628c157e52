// 重了的务工: what a merge of two records left because it overlaps, beside what it overlaps with; brought over once it fits, or set aside.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';

type Page = Output<'merge.stayed'>;

Component({
  behaviors: [ownPage],
  data: {
    merge: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    page: null as Page | null,
    trouble: '',
    busy: false,
  },
  methods: {
    onLoad(options: { merge?: string }) {
      this.setData({ merge: decodeURIComponent(options.merge ?? '') });
    },
    onShow() {
      return this.load();
    },
    async load() {
      try {
        this.setData({ state: 'ready', page: await call('merge.stayed', { merge: this.data.merge }) });
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openWork() {
      if (this.data.page) go(`/packages/where/spell/spell?person=${encodeURIComponent(this.data.page.person.id)}`);
    },
    async bring(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      await this.settle(id, 'brought', '');
    },
    async leave(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const { confirm, content } = await wx.showModal({
        title: '这一段不要了？',
        editable: true,
        placeholderText: '为什么不要，写一句',
        confirmText: '不要',
        cancelText: '再看看',
      });
      if (confirm) await this.settle(id, 'left', (content ?? '').trim());
    },
    async settle(spell: string, how: 'brought' | 'left', note: string) {
      const { page, merge, busy } = this.data;
      if (!page || busy) return;
      this.setData({ busy: true, trouble: '' });
      try {
        this.setData({ page: await intend('merge.settle', { merge, version: page.merge.version, spell, how, note }) });
        say('定好了');
      } catch (thrown) {
        const { message, next, fields, code } = asCallError(thrown);
        this.setData({ trouble: fields.note ? `${fields.note}。` : `${message}${next}` });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
