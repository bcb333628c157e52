// One claim on its way: where it is, since when, what comes next, what happened; mend it when returned, take it back while that is possible.
import type { Output } from '@shared/contract/index';
import { periodWords } from '@shared/domain/dates';
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

/** The way on for a claim that is in the person's own hands again. */
const MEND: Partial<Record<Claim['status'], string>> = { draft: '接着填', returned: '去补上', withdrawn: '重新填' };

Component({
  behaviors: [ownPage],
  data: {
    id: '',
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: null as ErrorWords | null,
    spoken: '',
    who: '',
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
    onItsWay: false,
    paid: false,
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
        who: `${claim.person.name} · ${claim.villageName} · ${periodWords(claim.period)}`,
        amount: moneyWords(claim.amountFen),
        version: claim.version,
        formUrl: claimFormUrl(claim.person.id, claim.programme, claim.period),
        chip: stateChip(claim, 'resident'),
        track: claim.status === 'draft' || claim.status === 'withdrawn' ? [] : trackRows(claim, today),
        events: eventRows(claim.events, today, 'resident'),
        mend: trouble(claim, today),
        receipts: claim.receipts.map(({ id, kind }) => ({ id, words: kindWords(claim, kind) })),
        checks: checkRows(claim.assessment.checks, 'resident'),
        mendWords: MEND[claim.status] ?? '',
        onItsWay: claim.status === 'in_stage' || claim.status === 'approved' || claim.status === 'in_batch',
        paid: claim.status === 'paid',
        person: claim.person.id,
        canMend: MEND[claim.status] !== undefined,
        canWithdraw: claim.can.includes('withdraw') && claim.status !== 'draft',
      });
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
      this.setData({ asking: false });
    },
    async withdraw() {
      if (this.data.withdrawing) return;
      this.setData({ withdrawing: true, withdrawError: '' });
      try {
        const { claim } = await intend('claim.withdraw', { claim: this.data.id, version: this.data.version });
        this.setData({ asking: false });
        this.show(claim, (await ensureMe()).today);
        say('撤回来了');
      } catch (thrown) {
        const { message, next, code } = asCallError(thrown);
        this.setData({ withdrawError: `${message}。${next}` });
        if (code === 'changed_meanwhile') await this.load();
      } finally {
        this.setData({ withdrawing: false });
      }
    },
  },
});
