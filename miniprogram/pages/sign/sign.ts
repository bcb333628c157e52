// 是我，我要领: what one gets, what one promises, one signature, done. Only for a claim that lacks nothing else.
import type { Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { ownPage } from '../../behaviors/own-page';
import { claimFormUrl, claimUrl } from '../../present/todo';
import { type ErrorWords, wordsOf } from '../../services/call';
import { uploadFile } from '../../services/files';
import { intend } from '../../services/intent';

interface Pad {
  file(): Promise<string | null>;
}

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    claim: null as Output<'claim.draft'>['claim'] | null,
    person: '',
    name: '',
    words: '',
    amount: '',
    account: '',
    statement: [] as string[],
    basis: [] as string[],
    drawn: false,
    ticked: false,
    busy: false,
    trouble: '',
  },
  methods: {
    onLoad(query: { person?: string; programme?: string; period?: string }) {
      this.setData({
        about: {
          person: decodeURIComponent(query.person ?? ''),
          programme: decodeURIComponent(query.programme ?? ''),
          period: decodeURIComponent(query.period ?? ''),
        },
      } as never);
      return this.load();
    },
    about() {
      return (this.data as unknown as { about: { person: string; programme: string; period: string } }).about;
    },
    async load() {
      try {
        const { claim, statement, basis } = await intend('claim.draft', this.about());
        if (claim.status !== 'draft') {
          wx.redirectTo({ url: claimUrl(claim.id) });
          return;
        }
        // Something is missing after all: the form asks for it, and for nothing else.
        if (!claim.can.includes('submit')) {
          const { person, programme, period } = this.about();
          wx.redirectTo({ url: claimFormUrl(person, programme, period) });
          return;
        }
        this.setData({
          state: 'ready',
          claim,
          person: claim.person.id,
          name: claim.person.name,
          words: `${periodWords(claim.period)}的${claim.spoken}`,
          amount: moneyWords(claim.amountFen),
          account: claim.account ? `打到${claim.account.bank}，尾号 ${claim.account.tail}` : '还没登记卡号，到账前村里会找您要',
          statement,
          basis: [...new Set(basis.map(({ title, docNo }) => `《${title}》${docNo}`))],
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    drawn(event: WechatMiniprogram.CustomEvent<{ drawn: boolean }>) {
      this.setData({ drawn: event.detail.drawn, trouble: '' });
    },
    tick() {
      this.setData({ ticked: !this.data.ticked, trouble: '' });
    },
    async submit() {
      const { claim, drawn, ticked, busy } = this.data;
      if (claim === null || busy) return;
      if (!drawn && !ticked) {
        this.setData({ trouble: '还没签名。不方便写字，就点上面的「我同意」。' });
        return;
      }
      this.setData({ busy: true, trouble: '' });
      try {
        const path = drawn ? await (this.selectComponent('#signature') as unknown as Pad).file() : null;
        const signature = path === null ? null : await uploadFile({ path, name: 'signature.png' });
        await intend('claim.submit', { claim: claim.id, version: claim.version, agreed: true, signature });
        wx.redirectTo({ url: claimUrl(claim.id) });
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ trouble: `${message}${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
