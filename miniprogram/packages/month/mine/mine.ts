// 变了: where one is now, said by oneself or by whoever helps.
import type { Output } from '@shared/contract/index';
import { ownPage } from '../../../behaviors/own-page';
import { call, type ErrorWords, wordsOf } from '../../../services/call';
import { say } from '../../../services/device';
import { intend } from '../../../services/intent';
import { ensureMe } from '../../../services/session';
import { emptyPick, type Member1, type Pick, saidOf } from '../present/ask';

type Mine = Output<'month.mine'>;

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'none' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    today: '',
    member: null as Member1 | null,
    pick: null as Pick | null,
    check: null as Mine['check'],
    busy: false,
    problem: '',
    done: '',
  },
  methods: {
    onLoad(query: { person?: string }) {
      this.setData({ person: decodeURIComponent(query.person ?? '') });
      return this.load();
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    async load() {
      const { person } = this.data;
      try {
        const [me, mine] = await Promise.all([ensureMe(), call('month.mine', { person })]);
        const who = me.persons.find(({ id }) => id === person);
        const where = [mine.where, mine.employer].filter((part) => part !== '').join(' · ');
        this.setData({
          state: mine.check === null ? 'none' : 'ready',
          today: me.today,
          check: mine.check,
          member: {
            id: person,
            name: who?.as === 'self' ? '您' : (who?.name ?? ''),
            standing: mine.standing,
            away: mine.away,
            line: mine.standing === 'working' ? `登记的是：${where}` : '登记的是：在家',
          },
          pick: emptyPick(me.today),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    picked(event: WechatMiniprogram.CustomEvent<{ pick: Pick }>) {
      this.setData({ pick: event.detail.pick, problem: '' });
    },
    async send() {
      const { person, check, pick, today, busy } = this.data;
      if (busy || !check || !pick) return;
      const result = saidOf(pick, today);
      if ('missing' in result || result.said.kind === 'unreached' || result.said.kind === 'carried') {
        this.setData({ problem: 'missing' in result ? result.missing : '还没选' });
        return;
      }
      this.setData({ busy: true, problem: '' });
      try {
        const { state, words } = await intend('month.say', { person, check: check.id, seen: check.version, said: result.said });
        if (state === 'refused') this.setData({ problem: words });
        else {
          say('记下了');
          this.setData({ done: words });
          await wx.navigateBack().catch(() => undefined);
        }
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}。${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
  },
});
