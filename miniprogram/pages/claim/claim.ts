// One claim on its way: where it is, since when, what comes next, what happened; mend it when returned, take it back while that is possible.
import type { Output } from '@shared/contract/index';
import { dayWords, periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import { evidenceWords } from '@shared/domain/words';
import { ownPage } from '../../behaviors/own-page';
import { type CheckRow, checkRows } from '../../present/assessment';
import { type EventRow, eventRows, stateChip, type TrackRow, trackRows, trouble } from '../../present/claim';
import { claimFormUrl } from '../../present/todo';
import { asCallError, call, type ErrorWords, wordsOf } from '../../services/call';
import { go, say, showPicture } from '../../services/device';
import { intend } from '../../services/intent';
import { ensureMe } from '../../services/session';

type Claim = Output<'claim.track'>['claim'];

/** Words of a kind: the policy's own first. */
function kindWords(claim: Claim, kind: string): string {
  for (const set of claim.evidence) for (const one of set.kinds) if (one.kind === kind) return one.words;
  return evidenceWords(kind, 'resident');
}

/** The last day tickets that turned up after the payment can be brought, in words; '' where there is no such thing. */
function topUpUntil({ status, seq, terms }: Claim, today: string): string {
  const days = status === 'paid' && seq === 0 ? (terms?.topUp ?? null) : null;
  return days !== null && days.opens <= today && today <= days.closes ? dayWords(days.closes, today) : '';
}

/** The way on for a claim that is in the person's own hands again. */
const MEND: Partial<Record<Claim['status'], string>> = { draft: '接着填', returned: '去补上', withdrawn: '重新填' };

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    spoken: '',
    name: '',
    period: '',
    amount: '',
    version: 0,
    formUrl: '',
    chip: null as ReturnType<typeof stateChip> | null,
    track: [] as TrackRow[],
    events: [] as EventRow[],
    mend: null as EventRow | null,
    receipts: [] as { id: string; words: string }[],
    checks: [] as CheckRow[],
    showChecks: false,
    canMend: false,
    mendWords: '',
    canWithdraw: false,
    canCorrect: false,
    appeal: null as { words: string; who: string[] } | null,
    posting: null as { words: string; code: string } | null,
    correcting: false,
    appealing: false,
    appealText: '',
    onItsWay: false,
    paid: false,
    /** 补差: until when tickets that turned up can still be brought; '' = not, or no longer. */
    topUp: '',
    person: '',
    asking: false,
    withdrawing: false,
    withdrawError: '',
  },
  methods: {
    onLoad(query: { id?: string }) {
      this.setData({ id: decodeURIComponent(query.id ?? '') });
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
        const [me, answer] = await Promise.all([ensureMe(), call('claim.track', { claim: this.data.id })]);
        this.show(answer.claim, me.today);
      } catch (thrown) {
        if (this.data.state === 'loading') this.setData({ state: 'failed', error: wordsOf(thrown) });
        else say(`${wordsOf(thrown).message}，看到的是刚才的`);
      }
    },
    show(claim: Claim, today: string) {
      this.setData({
        state: 'ready',
        spoken: claim.spoken,
        name: claim.person.name,
        period: periodWords(claim.period),
        amount: moneyWords(claim.amountFen),
        version: claim.version,
        formUrl: `${claimFormUrl(claim.person.id, claim.programme, claim.period)}${claim.seq === 1 ? '&seq=1' : ''}`,
        chip: stateChip(claim, 'resident'),
        track: claim.status === 'draft' || claim.status === 'withdrawn' ? [] : trackRows(claim, today),
        events: eventRows(claim.events, today, 'resident'),
        mend: trouble(claim, today),
        receipts: claim.receipts.map(({ id, kind }) => ({ id, words: kindWords(claim, kind) })),
        checks: checkRows(claim.assessment.checks, 'resident'),
        mendWords: MEND[claim.status] ?? '',
        onItsWay: claim.status === 'in_stage' || claim.status === 'approved' || claim.status === 'in_batch',
        paid: claim.status === 'paid',
        topUp: topUpUntil(claim, today),
        person: claim.person.id,
        canMend: MEND[claim.status] !== undefined,
        canCorrect: claim.can.includes('correct'),
        appeal:
          claim.can.includes('appeal') && claim.appeal
            ? { words: `${dayWords(claim.appeal.until, today)}以前，可以换人再看一遍。`, who: claim.appeal.who }
            : null,
        posting: claim.posting && {
          code: claim.posting.code,
          words: `贴榜：${dayWords(claim.posting.from, today)}到${dayWords(claim.posting.until, today)}`,
        },
        canWithdraw: claim.can.includes('withdraw') && claim.status !== 'draft',
      });
    },
    /** Another person was chosen at the top: this claim is left for the list of theirs. */
    toTheirs() {
      wx.redirectTo({ url: '/pages/claims/claims' });
    },
    openTopUp() {
      go(`${this.data.formUrl}&seq=1`);
    },
    openMoney() {
      go(`/packages/told/money/money?person=${encodeURIComponent(this.data.person)}`);
    },
    retry() {
      this.setData({ state: 'loading' });
      return this.load();
    },
    mendIt() {
      go(this.data.formUrl);
    },
    toggleChecks() {
      this.setData({ showChecks: !this.data.showChecks });
    },
    async look(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      try {
        const { url } = await call('receipt.link', { claim: this.data.id, receipt: id });
        showPicture(url);
      } catch (thrown) {
        say(asCallError(thrown).message);
      }
    },
    askWithdraw() {
      this.setData({ asking: true, withdrawError: '' });
    },
    keepIt() {
      this.setData({ asking: false, correcting: false, appealing: false });
    },
    askCorrect() {
      this.setData({ correcting: true, withdrawError: '' });
    },
    askAppeal() {
      this.setData({ appealing: true, withdrawError: '' });
    },
    typeAppeal(event: WechatMiniprogram.Input) {
      this.setData({ appealText: event.detail.value, withdrawError: '' });
    },
    openPosting() {
      go(`/packages/publicity/open/open?code=${this.data.posting?.code ?? ''}`);
    },
    withdraw() {
      const { id: claim, version } = this.data;
      return this.turn(() => intend('claim.withdraw', { claim, version }), '撤回来了');
    },
    correct() {
      const { id: claim, version } = this.data;
      return this.turn(() => intend('claim.correct', { claim, version }), '拿回来了，改好再交');
    },
    sendAppeal() {
      const { id: claim, version, appealText } = this.data;
      const text = appealText.trim();
      if (text.length < 4) return this.setData({ withdrawError: '说一句哪里不对，好让人重新看。' });
      return this.turn(() => intend('claim.appeal', { claim, version, text }), '交上去了，换个人看');
    },
    /** One step of the person's own; whatever it is, the page shows the claim after it. */
    async turn(work: () => Promise<{ claim: Claim }>, done: string) {
      if (this.data.withdrawing) return;
      this.setData({ withdrawing: true, withdrawError: '' });
      try {
        const { claim } = await work();
        this.keepIt();
        this.show(claim, (await ensureMe()).today);
        say(done);
      } catch (thrown) {
        const { message, next, code, fields } = asCallError(thrown);
        this.setData({ withdrawError: [message, ...Object.values(fields), next].join(' ') });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ withdrawing: false });
      }
    },
  },
});
