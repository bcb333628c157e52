// One subsidy for one person: every condition with what was found and by which document, what is still missing, and the way on.
import { ownPage } from '../../behaviors/own-page';
import {
  type BenefitRow,
  benefitRow,
  type CheckRow,
  checkRows,
  type ProgrammeText,
  programmeText,
  shortBasis,
} from '../../present/assessment';
import { claimFormUrl, claimUrl, signUrl } from '../../present/todo';
import { call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say } from '../../services/device';
import { choosePerson, chosenPerson, ensureMe } from '../../services/session';

/** The one button, by where the claim stands; a claim on its way is followed, not begun again. */
function buttonFor(row: BenefitRow): { words: string; to: 'form' | 'claim' | 'back' | 'sign' } {
  if (row.claimStatus === 'draft' && row.simple) return { words: '是我，我要领（签个名就行）', to: 'sign' };
  if (row.claimStatus === 'draft' || row.claimStatus === 'returned') return { words: '接着填', to: 'form' };
  if (row.claimId !== '' && row.claimStatus !== 'withdrawn') return { words: '看钱到哪一步了', to: 'claim' };
  if (row.icon === 'clock') return { words: '先把材料存着', to: 'form' };
  if (row.tone === 'calm') return { words: '看看另外的补贴', to: 'back' };
  return row.simple ? { words: '是我，我要领（签个名就行）', to: 'sign' } : { words: '我要领', to: 'form' };
}

Component({
  behaviors: [ownPage],
  data: {
    programme: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    row: null as BenefitRow | null,
    checks: [] as CheckRow[],
    passed: 0,
    amountFrom: '',
    amountBasis: '',
    card: null as ProgrammeText | null,
    period: '',
    button: { words: '', to: 'form' as 'form' | 'claim' | 'back' | 'sign' },
  },
  methods: {
    /** A notice names the person too: the page is then about them. */
    onLoad(query: { programme?: string; period?: string; person?: string }) {
      if (query.person) choosePerson(decodeURIComponent(query.person));
      this.setData({ programme: decodeURIComponent(query.programme ?? ''), period: decodeURIComponent(query.period ?? '') });
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
        await ensureMe();
        const person = chosenPerson();
        if (person === null) {
          wx.switchTab({ url: '/pages/benefits/benefits' });
          return;
        }
        const answer = await call('assess.me', { person: person.id });
        const { programme, period } = this.data;
        const all = [...answer.results, ...answer.earlier].filter((one) => one.card.programme === programme);
        const result = period === '' ? all[0] : all.find((one) => one.assessment.period === period);
        if (!result) {
          this.setData({ state: 'failed', error: { message: '这一项补贴现在没有了', next: '回去看看另外的补贴。' } });
          return;
        }
        const row = benefitRow(result);
        const { amountFrom, checks } = result.assessment;
        this.setData({
          state: 'ready',
          person: person.id,
          row,
          checks: checkRows(checks, 'resident'),
          passed: checks.filter((check) => check.status === 'passed').length,
          amountFrom: amountFrom?.words ?? '',
          amountBasis: amountFrom ? shortBasis(amountFrom.basis) : '',
          card: programmeText(result.card, answer.today),
          button: buttonFor(row),
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
    go() {
      const { button, row, person } = this.data;
      if (row === null) return;
      if (button.to === 'back') wx.navigateBack();
      else if (button.to === 'claim') go(claimUrl(row.claimId));
      else if (button.to === 'sign') go(signUrl(person, row.programme, row.period));
      else go(claimFormUrl(person, row.programme, row.period));
    },
  },
});
