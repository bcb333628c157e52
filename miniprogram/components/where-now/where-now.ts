// 您现在在：深圳宝安，对吗？ The month's question on one's own phone, or that of whoever helps: one tap, or what changed; 有难处 beside it.
import type { Output } from '@shared/contract/index';
import { dayWords } from '@shared/domain/dates';
import { call, wordsOf } from '../../services/call';
import { go } from '../../services/device';
import { intend } from '../../services/intent';

type Mine = Output<'month.mine'>;
const known = new WeakMap<object, Mine>();

/** The question as one would say it on the telephone. */
function questionOf({ standing, where, backOn }: Mine, name: string): string {
  if (standing === 'home') return `${name}现在在家，没出去干活，对吗？`;
  if (standing === 'away') return `${name}现在在家，${dayWords(backOn)}再去，对吗？`;
  return `${name}现在在：${where}，对吗？`;
}

Component({
  properties: {
    person: { type: String, value: '' },
    /** 您, or the name of whom one helps. */
    name: { type: String, value: '您' },
  },
  data: { shown: false, question: '', answered: '', troubles: [] as { kind: string; words: string }[], busy: false, problem: '' },
  observers: {
    person(person: string) {
      if (person !== '') void this.load();
    },
  },
  pageLifetimes: {
    show() {
      if (this.data.person !== '') void this.load();
    },
  },
  methods: {
    /** Not worth a failure of the page: without an answer nothing is asked. */
    async load() {
      const { person, name } = this.data;
      try {
        const mine = await call('month.mine', { person });
        if (person !== this.data.person) return;
        known.set(this, mine);
        const { check, troubles } = mine;
        const answered =
          check !== null && check.answeredOn !== '' && check.status !== 'trouble' ? `${check.answeredOn}记下了（${check.how}）` : '';
        this.setData({
          shown: check !== null || troubles.length > 0,
          question: check === null ? '' : questionOf(mine, name),
          answered,
          troubles: troubles.map(({ kind, words, dueOn, owner }) => ({
            kind,
            words: `${words}：${owner || '村里'}${dayWords(dueOn)}前给回话`,
          })),
          problem: '',
        });
      } catch {
        if (!known.has(this)) this.setData({ shown: false });
      }
    },
    async right() {
      const mine = known.get(this);
      if (!mine?.check || this.data.busy) return;
      const { person } = this.data;
      const said = mine.standing === 'away' && mine.away ? { kind: 'away' as const, ...mine.away } : { kind: 'same' as const };
      this.setData({ busy: true, problem: '' });
      try {
        await intend('month.say', { person, check: mine.check.id, seen: mine.check.version, said });
        await this.load();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}。${next}` });
      } finally {
        this.setData({ busy: false });
      }
    },
    changed() {
      go(`/packages/month/mine/mine?person=${encodeURIComponent(this.data.person)}`);
    },
    trouble() {
      go(`/packages/month/trouble/trouble?person=${encodeURIComponent(this.data.person)}`);
    },
  },
});
