// 钱到哪一步了: every claim of one person with its way, followed like a parcel.
import { ownPage } from '../../behaviors/own-page';
import { type ClaimRow, claimRow } from '../../present/claim';
import { claimFormUrl, claimUrl } from '../../present/todo';
import { call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say } from '../../services/device';
import { chosenPerson, ensureMe } from '../../services/session';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'empty' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    items: [] as ClaimRow[],
  },
  methods: {
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },
    async load() {
      try {
        const me = await ensureMe();
        const person = chosenPerson();
        if (person === null) {
          this.setData({ state: 'empty' });
          return;
        }
        if (person.id !== this.data.person) this.setData({ state: 'loading', person: person.id });
        const { claims } = await call('claim.mine', { person: person.id });
        this.setData({ state: claims.length === 0 ? 'empty' : 'ready', items: claims.map((claim) => claimRow(claim, me.today)) });
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    toBenefits() {
      wx.switchTab({ url: '/pages/benefits/benefits' });
    },
    open(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      const row = this.data.items.find((one) => one.id === id);
      if (!row) return;
      const unfinished = row.status === 'draft';
      // A top-up's id ends in 1 (see the data model): its form is another than that of the first claim.
      const form = `${claimFormUrl(this.data.person, row.programme, row.period)}${id.endsWith(':1') ? '&seq=1' : ''}`;
      go(unfinished ? form : claimUrl(id));
    },
  },
});
