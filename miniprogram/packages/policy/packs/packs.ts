// 政策: every version with where it stands, drafts under way first. From here one reads, compares, or begins a new one.

import type { Output } from '@shared/contract/index';
import { dayWords, periodWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';

type Row = Output<'pack.list'>['versions'][number];
interface Card {
  id: string;
  name: string;
  line: string;
  document: string;
}
interface Group {
  key: Row['status'];
  words: string;
  cards: Card[];
}

const GROUPS: readonly { key: Row['status']; words: string }[] = [
  { key: 'in_force', words: '在用的' },
  { key: 'coming', words: '定了，还没到日子' },
  { key: 'example', words: '外地的，照着写用' },
  { key: 'retired', words: '以前的' },
];
const DRAFT_WORDS: Record<string, string> = { draft: '正在写', proposed: '等另一个人启用', switched: '已启用', dropped: '作废了' };

const cardOf = ({ id, name, periods, from, until, document, approver }: Row): Card => ({
  id,
  name,
  line: `${periods.map(periodWords).join('、')} · ${from} 起${until ? `到 ${until}` : ''}${approver ? ` · ${approver}启用` : ''}`,
  document,
});

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    groups: [] as Group[],
    drafts: [] as { id: string; name: string; line: string; lit: boolean }[],
  },
  methods: {
    onShow() {
      return this.load();
    },
    async load() {
      try {
        const { versions, drafts } = await call('pack.list', {});
        this.setData({
          state: 'ready',
          groups: GROUPS.map(({ key, words }) => ({ key, words, cards: versions.filter((one) => one.status === key).map(cardOf) })).filter(
            ({ cards }) => cards.length > 0,
          ),
          drafts: drafts
            .filter(({ status }) => status === 'draft' || status === 'proposed')
            .map(({ id, name, status, from, by }) => ({
              id,
              name,
              lit: status === 'proposed',
              line: `${DRAFT_WORDS[status]} · ${by}写 · ${dayWords(from)}起`,
            })),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openPack(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/policy/pack/pack?id=${encodeURIComponent(id)}`);
    },
    openDraft(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      go(`/packages/policy/draft/draft?id=${encodeURIComponent(id)}`);
    },
  },
});
