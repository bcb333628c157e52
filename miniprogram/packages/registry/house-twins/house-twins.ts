// 可能登重的户: pairs of households found by going through everybody, each to be made one or set aside with a word; merges that wait or can be undone.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { headsLike } from '../present/heads';
import { twinPairs } from '../present/twin-pairs';

type Twin = Output<'household.twins'>['items'][number];

const pairs = twinPairs<Output<'household.merges'>['items'][number]>({
  page: '/packages/registry/house-merge/house-merge',
  find: () => intend('household.findTwins', {}),
  dismiss: (twin, version, note) => intend('household.dismissTwin', { twin, version, note }),
  confirm: (merge, version, yes, note) => intend('household.mergeConfirm', { merge, version, yes, note }),
  undo: (merge, version, note) => intend('household.mergeUndo', { merge, version, note }),
  merges: () => call('household.merges', { limit: 20 }),
  words: { notOne: '不是一户？', agree: '同意合成一户？', undo: '撤销合户？' },
});

const rowOf = ({ id, headName, villageName, group, code, members }: Twin['homes'][number]) => ({
  id,
  headName,
  at: `${villageName} ${group}`,
  code,
  members: members.length > 0 ? members.join('、') : '没有人在册',
});

Component({
  behaviors: [ownPage, pagedList, pairs],
  data: {
    /** A household whose double is looked for by its head; '' = the list. */
    household: '',
    text: '',
    found: [] as { id: string; words: string }[],
    searched: false,
    items: [] as (Twin & { rows: ReturnType<typeof rowOf>[] })[],
  },
  methods: {
    async onLoad(options: { household?: string }) {
      this.setData({ household: decodeURIComponent(options.household ?? '') });
      if (this.data.household !== '') {
        try {
          this.setData({ text: (await call('household.sheet', { household: this.data.household })).sheet.headName });
          await this.search();
        } catch {
          // The list itself will say what is wrong.
        }
      }
    },
    async rows(cursor: string | undefined) {
      const { items, next } = await call('household.twins', { cursor });
      return { items: items.map((one) => ({ ...one, rows: one.homes.map(rowOf) })), next };
    },
    typed(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value;
    },
    async search() {
      const text = this.data.text.trim();
      if (text === '') return say('先写户主的名字');
      try {
        this.setData({ found: await headsLike(text, this.data.household), searched: true });
      } catch (thrown) {
        this.complain(thrown);
      }
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.side(this.data.household, (event.currentTarget.dataset as { id: string }).id);
    },
  },
});
