// After the bank: what did not go in goes back to the village and out again; what went wrong is asked back; 没收到 is looked into.

import { scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { beijingDate } from '@shared/domain/dates';
import type { ClaimRecord, PaymentRecord, PersonRecord, Role, TellRecord } from '@shared/domain/records';
import { step } from '@shared/domain/stages';
import { failedSentence, failureWords, sayWords } from '@shared/domain/words/paying';
import { claimSortKey } from '@shared/repos/claims';
import { PAYMENT_READERS, paymentId } from '@shared/repos/paying';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { LOOKING, PAYING, paymentRow } from './pay-parts';
import { stepping } from './refuse';
import { moneyHearers } from './told-parts';

const PAGE = 30;
const MENDERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'payer'];

export const payFailures = action('pay.failures', {
  roles: PAYMENT_READERS as typeof LOOKING,
  async run({ village, cursor, limit = PAGE }, ctx) {
    const scopes = scopesOf(ctx.caller, PAYMENT_READERS);
    if (village !== undefined && !(await ctx.repos.places.villagesIn(scopes)).some(({ _id }) => _id === village))
      throw new Problem('not_allowed', { message: '这个村不归您看。' });
    const places = village === undefined ? scopes : [{ level: 'village' as const, code: village }];
    const { claims, next } = await ctx.repos.paying.claimsPage(places, 'payment_failed', { cursor, limit });
    return { items: await Promise.all(claims.map((claim) => failureRow(claim, ctx))), next };
  },
});

type FailureRow = Output<'pay.failures'>['items'][number];

async function failureRow(claim: ClaimRecord, ctx: Context): Promise<FailureRow> {
  const [payment, person, village] = await Promise.all([
    ctx.store.get<PaymentRecord>('payments', paymentId(claim._id, claim.attempts ?? 1)),
    ctx.store.get<PersonRecord>('persons', claim.person),
    ctx.repos.places.get(claim.village),
  ]);
  const reason = payment?.result?.reason === '' ? 'other' : (payment?.result?.reason ?? 'other');
  const money = { period: claim.period, spoken: payment?.spoken ?? '', amountFen: claim.amountFen, tail: payment?.account.tail ?? '' };
  const now = person?.account;
  return {
    claim: claim._id,
    version: claim.version,
    payment: payment?._id ?? claim._id,
    person: claim.person,
    name: claim.personName,
    village: claim.village,
    villageName: village?.name ?? '',
    spoken: money.spoken,
    period: claim.period,
    amountFen: claim.amountFen,
    tail: money.tail,
    reason,
    reasonWords: failureWords(reason, 'official'),
    say: sayWords(claim.personName, failedSentence(money, reason), 'failed'),
    note: payment?.result?.note ?? '',
    on: payment?.result?.on ?? beijingDate(claim.since),
    changed: now != null && payment !== null && (now.tail !== payment.account.tail || now.holder !== payment.account.holder),
  };
}

export const reissue = action('pay.reissue', {
  roles: MENDERS,
  async change({ claim: id, version, note }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.claims.inScope(id, MENDERS);
    if (seen.version !== version) throw new Problem('changed_meanwhile', { message: '这一笔刚才有人动过。' });
    await demandFit({ note }, ctx);
    const { person } = await repos.persons.ofClaim(seen);
    return ctx.change(async (change) => {
      const before = await change.get<ClaimRecord>('claims', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile', { message: '这一笔刚才有人动过。' });
      const { claim, event } = stepping(() => step(before, 'reissue', caller, now, { note }));
      // The card the next batch pays into is the one recorded now; whoever mends it has just seen to that.
      const account = person.account && { tail: person.account.tail, bank: person.account.bank };
      const wanted: ClaimRecord = { ...claim, account, sortKey: claimSortKey(claim), batch: null, livePayment: null, cardProblems: [] };
      const stored = await change.put('claims', before, wanted, {
        verb: 'reissue',
        role: event.by.role,
        detail: { attempts: before.attempts ?? 0, note },
      });
      // Whoever mended it has spoken with the person: nobody need be asked to tell them.
      const tell = await change.get<TellRecord>('tells', `tell:failed:${paymentId(id, before.attempts ?? 1)}`);
      const told = { how: 'door' as const, by: { openid: caller.openid, name: caller.name }, at: now, note };
      if (tell?.status === 'open')
        await change.put('tells', tell, { ...tell, status: 'told', told }, { verb: 'told', role: event.by.role });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ claim: record, status: (await ctx.repos.claims.inScope(record, MENDERS)).status }),
});

export const payDoubts = action('pay.doubts', {
  roles: LOOKING,
  async run(_input, ctx) {
    const found = await ctx.repos.paying.doubts(200);
    const items = await Promise.all(
      found.map(async (payment) => ({
        ...(await paymentRow(payment, ctx)),
        saidAt: payment.answer?.at ?? '',
        saidBy: payment.answer?.by.name ?? '',
        on: payment.result?.on ?? '',
      })),
    );
    return { items };
  },
});

export const answerDoubt = action('pay.answerDoubt', {
  roles: PAYING,
  async change({ payment: id, text }, ctx) {
    const seen = await ctx.repos.paying.payment(id, PAYING);
    await demandFit({ text }, ctx);
    const hearers = await moneyHearers(seen, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<PaymentRecord>('payments', id);
      if (!before) throw new Problem('not_found');
      if (before.doubt !== 'open') throw new Problem('already_done', { message: '这一笔已经答复过了。' });
      const doubtAnswer = { text, at: ctx.now, by: { openid: ctx.caller.openid, name: ctx.caller.name } };
      const stored = await change.put(
        'payments',
        before,
        { ...before, doubt: 'answered' as const, doubtAnswer },
        { verb: 'answer_doubt', role: 'payer' },
      );
      for (const openid of hearers)
        change.tell({
          openid,
          subject: id,
          version: stored.version,
          kind: 'doubt_answered',
          title: `${before.personName}的钱，查到了`,
          text,
          page: `packages/told/money/money?person=${encodeURIComponent(before.person)}`,
        });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async () => ({ done: true as const }),
});
