// 可能登重的人: pairs found by going through everybody, each to be merged or set aside with a word; and merges that wait for a second person.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { twinPairs } from '../present/twin-pairs';

type Twin = Output<'twin.list'>['items'][number];
type Found = { id: string; words: string };

const pairs = twinPairs<Output<'merge.list'>['items'][number]>({
  page: '/packages/registry/merge/merge',
  find: () => intend('twin.find', {}),
  dismiss: (twin, version, note) => intend('twin.dismiss', { twin, version, note }),
  confirm: (merge, version, yes, note) => intend('merge.confirm', { merge, version, yes, note }),
  undo: (merge, version, note) => intend('merge.undo', { merge, version, note }),
  merges: () => call('merge.list', { limit: 20 }),
  words: { notOne: '不是一个人？', agree: '同意合成一条？', undo: '撤销合并？' },
});

Component({
  behaviors: [ownPage, pagedList, pairs],
  data: {
    /** Somebody whose double is looked for by name; '' = the list. */
    person: '',
    text: '',
    found: [] as Found[],
    searched: false,
    items: [] as Twin[],
  },
  methods: {
    async onLoad(options: { person?: string }) {
      this.setData({ person: decodeURIComponent(options.person ?? '') });
      if (this.data.person !== '') {
        try {
          const { sheet } = await call('person.sheet', { person: this.data.person });
          this.setData({ text: String(sheet.values.name ?? '') });
          await this.search();
        } catch {
          // The list itself will say what is wrong.
        }
      }
    },
    rows(cursor: string | undefined) {
      return call('twin.list', { cursor });
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return say('先写名字，或者身份证后四位');
      try {
        const { items } = await call('person.search', { text });
        const found = items
          .filter(({ id, status }) => id !== this.data.person && status === 'active')
          .map(({ id, name, age, idTail, villageName, headName }) => ({
            id,
            words: `${name} ${age} 岁 · ${villageName} ${headName}家 · 尾号 ${idTail}`,
          }));
        this.setData({ found, searched: true });
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.side(this.data.person, id);
    },
    openStayed(event: WechatMiniprogram.TouchEvent) {
      go(`/packages/registry/overlaps/overlaps?merge=${encodeURIComponent((event.currentTarget.dataset as { id: string }).id)}`);
    },
  },
});
