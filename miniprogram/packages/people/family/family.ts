// 家里人: who may do my affairs and whom I do them for; the person agrees or stops it here, the helper steps back here.
import { ownPage } from '../../../behaviors/own-page';
import { type BondRow, bondRow } from '../../../present/people';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe, refreshMe } from '../../../services/session';

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    /** Those who help me, newest first. */
    helpers: [] as BondRow[],
    /** Those I help. */
    helped: [] as BondRow[],
    /** WeChats bound as a person of mine beside this one. */
    others: [] as BondRow[],
    busy: '',
  },
  methods: {
    onShow() {
      return this.load();
    },
    async load() {
      try {
        const [me, { bonds }] = await Promise.all([ensureMe(), call('bond.mine', {})]);
        this.setData({
          state: 'ready',
          helpers: bonds.filter((one) => one.as === 'helper' && !one.mine).map((one) => bondRow(one, 'person', me.today)),
          helped: bonds.filter((one) => one.as === 'helper' && one.mine).map((one) => bondRow(one, 'helper', me.today)),
          others: bonds
            .filter((one) => one.as === 'self' && !one.mine && one.status === 'confirmed')
            .map((one) => ({ ...bondRow(one, 'person', me.today), who: `${one.person.name}：另一个微信` })),
        });
      } catch (thrown) {
        if (this.data.state !== 'ready') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    agree(event: WechatMiniprogram.TouchEvent) {
      return this.answer((event.currentTarget.dataset as { id: string }).id, true);
    },
    decline(event: WechatMiniprogram.TouchEvent) {
      return this.answer((event.currentTarget.dataset as { id: string }).id, false);
    },
    answer(bond: string, yes: boolean) {
      return this.act(bond, () => intend('bond.answer', { bond, yes }), yes ? '好了，能替您办一年' : '好了，没让他办');
    },
    async end(event: WechatMiniprogram.TouchEvent) {
      const { id, who } = event.currentTarget.dataset as { id: string; who: string };
      const { confirm } = await wx.showModal({
        title: '停了？',
        content: `停了以后，要再办得重新问本人。（${who}）`,
        confirmText: '停',
        cancelText: '先不停',
      });
      if (confirm) await this.act(id, () => intend('bond.end', { bond: id, why: '' }), '停了，两边都告诉了');
    },
    async act(id: string, work: () => Promise<unknown>, words: string) {
      if (this.data.busy !== '') return;
      this.setData({ busy: id });
      try {
        await work();
        await refreshMe().catch(() => undefined);
        say(words);
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        await wx.showModal({ title: message, content: next, showCancel: false, confirmText: '知道了' });
      } finally {
        this.setData({ busy: '' });
      }
    },
    add() {
      go('/packages/people/bind/bind');
    },
  },
});
