// 数据核对: what the published data rules find in the ledger, rule by rule, worst first, and village by village.
import type { Output } from '@shared/contract/index';
import { beijingTime } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { severityOf } from '../../../present/finding';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';

type Answer = Output<'finding.counts'>;

interface RuleRow {
  rule: string;
  title: string;
  severity: string;
  tone: string;
  icon: string;
  open: number;
  explained: number;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    error: null as ErrorWords | null,
    village: '',
    villageName: '',
    open: 0,
    explained: 0,
    asOf: '',
    rules: [] as RuleRow[],
    villages: [] as (Answer['villages'][number] & { words: string })[],
  },
  methods: {
    onLoad(query: { village?: string; name?: string }) {
      this.setData({ village: query.village ?? '', villageName: decodeURIComponent(query.name ?? '') });
    },
    onShow() {
      return this.load();
    },
    async load() {
      const { village } = this.data;
      try {
        const answer = await call('finding.counts', village === '' ? {} : { village });
        this.setData({
          state: answer.rules.length === 0 ? 'empty' : 'ready',
          open: answer.open,
          explained: answer.explained,
          asOf: answer.asOf === null ? '' : beijingTime(answer.asOf),
          rules: answer.rules.map(({ rule, title, severity, open, explained }) => {
            const { words, tone, icon } = severityOf(severity);
            return { rule, title, severity: words, tone, icon, open, explained };
          }),
          villages:
            village === '' && answer.villages.length > 1
              ? answer.villages
                  .map((one) => ({ ...one, words: one.block > 0 ? `必须改 ${one.block}` : '没有必须改的' }))
                  .sort((a, b) => b.block - a.block || b.open - a.open)
              : [],
        });
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(wordsOf(thrown).message);
      }
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    openRule(event: WechatMiniprogram.TouchEvent) {
      const { rule } = event.currentTarget.dataset as { rule: string };
      go(`/packages/doubts/list/list?rule=${rule}&village=${this.data.village}`);
    },
    openVillage(event: WechatMiniprogram.TouchEvent) {
      const { code, name } = event.currentTarget.dataset as { code: string; name: string };
      go(`/packages/doubts/home/home?village=${code}&name=${encodeURIComponent(name)}`);
    },
  },
});
