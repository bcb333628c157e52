// 收钱的卡: which card the money goes to, and a new one with its last four said twice. What is typed is gone from the phone once it is saved.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { accountProblem, normalAccount } from '@shared/domain/fields/account';
import { ownPage } from '../../../behaviors/own-page';
import { asCallError, call, type ErrorWords, wordsOf } from '../../../services/call';
import { go } from '../../../services/device';
import { intend } from '../../../services/intent';
import { chosenPerson, ensureMe } from '../../../services/session';

type Field = 'number' | 'tail' | 'bank' | 'holder';
const EMPTY: Record<Field, string> = { number: '', tail: '', bank: '', holder: '' };

Component({
  behaviors: [ownPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed' | 'nobody',
    error: null as ErrorWords | null,
    card: null as Output<'card.mine'> | null,
    past: [] as string[],
    agreed: false,
    changing: false,
    form: { ...EMPTY },
    wrongs: {} as Record<string, string>,
    trouble: '',
    warnings: [] as string[],
    saved: false,
    busy: false,
  },
  methods: {
    onShow() {
      return this.load();
    },
    async load() {
      try {
        const me = await ensureMe();
        const person = chosenPerson();
        if (!person) return this.setData({ state: 'nobody' });
        const [card, { agreed }] = await Promise.all([call('card.mine', { person: person.id }), call('consent.state', {})]);
        const other = this.data.card?.person.id !== card.person.id;
        this.setData({
          state: 'ready',
          card,
          agreed,
          past: card.past.map((one) => `${one.bank} 尾号 ${one.tail}，用到${dayWords(one.until.slice(0, 10), me.today)}`),
          ...(other ? { changing: card.account === null, saved: false, warnings: [], form: { ...EMPTY, holder: card.person.name } } : {}),
        });
      } catch (thrown) {
        this.setData({ state: 'failed', error: wordsOf(thrown) });
      }
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    change() {
      this.setData({ changing: true, saved: false });
    },
    readConsent() {
      go('/packages/people/consent/consent');
    },
    typed(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: Field };
      this.setData({ [`form.${field}`]: event.detail.value, [`wrongs.${field}`]: '' });
    },
    problems(): Record<string, string> {
      const { number, tail, bank, holder } = this.data.form;
      const wrongs: Record<string, string> = {};
      const problem = accountProblem(number);
      if (problem !== null) wrongs.number = problem;
      else if (tail !== normalAccount(number).slice(-4)) wrongs.tail = '和上面卡号的最后四位不一样，再对着卡看一遍。';
      if (bank.trim() === '') wrongs.bank = '写上是哪家银行。';
      if (holder.trim() === '') wrongs.holder = '写上卡是谁的。';
      return wrongs;
    },
    async save() {
      const { card, form, busy } = this.data;
      if (busy || !card) return;
      const wrongs = this.problems();
      this.setData({ wrongs, trouble: '' });
      if (Object.keys(wrongs).length > 0) return;
      this.setData({ busy: true });
      try {
        const { number, tail } = form;
        const input = { person: card.person.id, version: card.version, number, tail, bank: form.bank.trim(), holder: form.holder.trim() };
        const { warnings } = await intend('card.set', input);
        this.setData({ changing: false, saved: true, warnings, form: { ...EMPTY, holder: card.person.name } });
        await this.load();
      } catch (thrown) {
        const { code, message, next, fields } = asCallError(thrown);
        if (code === 'consent_needed') this.setData({ agreed: false });
        this.setData({ trouble: `${message}${next}`, wrongs: fields });
      } finally {
        this.setData({ busy: false });
      }
    },
    toBind() {
      go('/packages/people/bind/bind');
    },
  },
});
