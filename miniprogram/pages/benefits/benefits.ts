// 我能领多少: whose affairs these are, the one thing to do now, and every subsidy with its answer. Visitors read what there is.
import { periodWords } from '@shared/domain/dates';
import { ownPage } from '../../behaviors/own-page';
import { tabPage } from '../../behaviors/tab-page';
import { type BenefitRow, benefitRow, type ProgrammeText, programmeText, yearTotal } from '../../present/assessment';
import { benefitUrl, claimUrl, type Todo, todosOf } from '../../present/todo';
import { asCallError, call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say } from '../../services/device';
import { chosenPerson, ensureMe, refreshMe } from '../../services/session';

Component({
  behaviors: [ownPage, tabPage],
  data: {
    state: 'loading' as 'loading' | 'ready' | 'visitor' | 'failed',
    error: null as ErrorWords | null,
    person: '',
    whoseName: '您',
    year: '',
    yuan: '',
    sure: true,
    checking: false,
    rows: [] as BenefitRow[],
    /** 以前的还没领. */
    earlier: [] as (BenefitRow & { year: string })[],
    undocumented: '',
    todo: null as Todo | null,
    todoCount: 0,
    notice: '',
    programmes: [] as ProgrammeText[],
  },
  methods: {
    /** Asked again at every return: a claim handed in on the next page changes the answer here. */
    onShow() {
      return this.load();
    },
    async onPullDownRefresh() {
      // Whose affairs may be looked at is asked anew as well: help may have been taken back.
      await refreshMe().catch(() => undefined);
      await this.load();
      wx.stopPullDownRefresh();
    },
    async load() {
      try {
        const me = await ensureMe();
        const person = chosenPerson();
        if (person === null) return await this.loadForVisitor(me.today);
        if (person.id !== this.data.person)
          this.setData({ state: 'loading', person: person.id, whoseName: person.as === 'helper' ? person.name : '您' });
        const answer = await call('assess.me', { person: person.id });
        if (answer.person.id !== chosenPerson()?.id) return;
        const rows = answer.results.map(benefitRow);
        const earlier = answer.earlier.map((one) => ({ ...benefitRow(one), year: periodWords(one.assessment.period) }));
        const todos = todosOf(person.id, [...rows, ...earlier]);
        const total = yearTotal(answer.results);
        this.setData({
          state: 'ready',
          year: periodWords(answer.period),
          yuan: total.yuan,
          sure: total.sure,
          checking: total.checking,
          earlier,
          undocumented: answer.undocumented === null ? '' : periodWords(answer.undocumented),
          rows,
          todo: todos[0] ?? null,
          todoCount: todos.length,
          notice: answer.results[0]?.card.notice ?? '',
        });
      } catch (thrown) {
        // Somebody took back their help: what may still be looked at takes its place.
        if (asCallError(thrown).code === 'not_found' && (await this.goneOver())) return;
        // What is already on the screen stays: an old answer beats none, and pulling down asks again.
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    /** Asks whose affairs these may be and shows the next person's; false when that is the same one still. */
    async goneOver(): Promise<boolean> {
      const before = chosenPerson()?.id;
      await refreshMe().catch(() => undefined);
      if (chosenPerson()?.id === before) return false;
      await this.load();
      return true;
    },
    async loadForVisitor(today: string) {
      const { programmes } = await call('policy.active', {});
      this.setData({ state: 'visitor', programmes: programmes.map((card) => programmeText(card, today)) });
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    act() {
      if (this.data.todo) go(this.data.todo.url);
    },
    openBenefit(event: WechatMiniprogram.TouchEvent) {
      const { index, list } = event.currentTarget.dataset as { index: number; list: 'rows' | 'earlier' };
      const row = this.data[list][index];
      if (row) go(row.claimed ? claimUrl(row.claimId) : benefitUrl(row.programme, row.period));
    },
    toBind() {
      go('/packages/people/bind/bind');
    },
    openClaims() {
      go('/pages/claims/claims');
    },
  },
});
