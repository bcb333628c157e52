// 打到卡上的钱: what was paid to the person, into which card, on which day; and whether it is there: 收到了, or 没收到 and somebody looks.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { go, say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { choosePerson, chosenPerson, ensureMe } from '../../../services/session';

type Paid = Output<'notice.paid'>['items'][number] & { day: string };

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'nobody' | 'failed',
    error: null as ErrorWords | null,
    items: [] as Paid[],
    busy: '',
    problem: '',
  },
  methods: {
    onLoad(query: { person?: string }) {
      // A notice is about one person; whose affairs are on the screen follows it.
      if (query.person) choosePerson(decodeURIComponent(query.person));
    },
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
        if (!person) return this.setData({ state: 'nobody' });
        const { items } = await call('notice.paid', { person: person.id });
        this.setData({
          state: 'ready',
          items: items.map((one) => ({ ...one, day: one.on === '' ? '' : `${dayWords(one.on, me.today)}打的` })),
        });
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async answer(event: WechatMiniprogram.TouchEvent) {
      const { payment, received } = event.currentTarget.dataset as { payment: string; received: string };
      if (this.data.busy !== '') return;
      this.setData({ busy: payment, problem: '' });
      try {
        await intend('notice.answer', { payment, received: received === 'yes' });
        say(received === 'yes' ? '好' : '记下了，乡里去问银行，问到了告诉您');
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
    toClaims() {
      go('/pages/claims/claims');
    },
    toBind() {
      go('/packages/people/bind/bind');
    },
  },
});
