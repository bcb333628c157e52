// 回访: drawn by the house, rung by somebody else than who asked; ask first, compare with the ledger after; how much agrees, by village.
import type { Output } from '@shared/contract/index';
import { monthShort } from '@shared/domain/words/month';
import { ownPage } from '../../../behaviors/own-page';
import { pagedList } from '../../../behaviors/paged-list';
import { call, wordsOf } from '../../../services/call';
import { dial, say } from '../../../services/device';
import { intend } from '../../../services/intent';

type One = Output<'recheck.list'>['items'][number];
type Verdict = 'agrees' | 'differs' | 'unclear';
interface Share {
  words: string;
  key: string;
}
const VERDICTS: readonly { verdict: Verdict; words: string }[] = [
  { verdict: 'agrees', words: '对得上' },
  { verdict: 'differs', words: '对不上' },
  { verdict: 'unclear', words: '说不清' },
];
const VERDICT_WORDS: Readonly<Record<string, string>> = { agrees: '对得上', differs: '对不上', unclear: '说不清' };

Component({
  behaviors: [ownPage, pagedList],
  data: {
    items: [] as One[],
    shares: [] as Share[],
    view: 'open' as 'open' | 'done',
    verdicts: VERDICTS,
    verdictWords: VERDICT_WORDS,
    picked: null as One | null,
    /** Asked first, compared after: what is in the ledger stays covered until then. */
    compare: false,
    answers: {} as Record<string, { verdict: Verdict; said: string }>,
    busy: '',
    problem: '',
  },
  methods: {
    async rows(cursor: string | undefined) {
      const page = await call('recheck.list', { view: this.data.view, ...(cursor === undefined ? {} : { cursor }) });
      if (cursor === undefined)
        this.setData({
          shares: page.shares.map(({ villageName, month, drawn, reached, agree }) => ({
            key: `${villageName}${month}`,
            words: `${villageName} ${monthShort(month)}：抽了 ${drawn} 人，打通 ${reached}，全对得上 ${agree}`,
          })),
        });
      return { items: page.items, next: page.next };
    },
    onShow() {
      return this.again();
    },
    pickView(event: WechatMiniprogram.TouchEvent) {
      this.setData({ view: (event.currentTarget.dataset as { view: 'open' | 'done' }).view, state: 'loading', items: [] });
      return this.again();
    },
    async ring(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      if (this.data.busy !== '') return;
      this.setData({ busy: id });
      try {
        const { phone } = await call('recheck.number', { recheck: id });
        this.show(id);
        dial(phone);
      } catch (thrown) {
        say(wordsOf(thrown).message);
      } finally {
        this.setData({ busy: '' });
      }
    },
    ask(event: WechatMiniprogram.TouchEvent) {
      this.show((event.currentTarget.dataset as { id: string }).id);
    },
    show(id: string) {
      this.setData({ picked: this.data.items.find((one) => one.id === id) ?? null, answers: {}, compare: false, problem: '' });
    },
    toCompare() {
      this.setData({ compare: true });
    },
    close() {
      this.setData({ picked: null });
    },
    pickVerdict(event: WechatMiniprogram.TouchEvent) {
      const { key, verdict } = event.currentTarget.dataset as { key: string; verdict: Verdict };
      const said = this.data.answers[key]?.said ?? '';
      this.setData({ answers: { ...this.data.answers, [key]: { verdict, said } }, problem: '' });
    },
    typed(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset as { key: string };
      const verdict = this.data.answers[key]?.verdict ?? 'differs';
      this.setData({ answers: { ...this.data.answers, [key]: { verdict, said: event.detail.value } } });
    },
    unreached() {
      return this.save(false);
    },
    record() {
      const { picked, answers } = this.data;
      const left = (picked?.questions ?? []).find(({ key }) => !answers[key]);
      if (left) {
        this.setData({ problem: `还差一样：${left.words}` });
        return;
      }
      return this.save(true);
    },
    async save(reached: boolean) {
      const { picked, answers, busy } = this.data;
      if (busy !== '' || !picked) return;
      this.setData({ busy: 'save', problem: '' });
      try {
        await intend('recheck.answer', { recheck: picked.id, version: picked.version, reached, answers: reached ? answers : {} });
        this.setData({ picked: null });
        say('记好了');
        await this.again();
      } catch (thrown) {
        const { message, next } = wordsOf(thrown);
        this.setData({ problem: `${message}${next}` });
      } finally {
        this.setData({ busy: '' });
      }
    },
  },
});
