// What every action on money needs: who pays by the pack, how batches, budgets and payments are shown, and why a release is barred.
import { covers } from '@shared/access';
import type { Output } from '@shared/contract';
import { periodWords } from '@shared/domain/dates';
import { leftOf } from '@shared/domain/reconcile';
import type { BatchRecord, BudgetRecord, PaidBy, PaymentRecord, Role } from '@shared/domain/records';
import { PAYERS } from '@shared/domain/stages';
import { BATCH_WORDS, failureWords, PAID_BY_WORDS } from '@shared/domain/words/paying';
import type { PolicyPack } from '@shared/policies';
import { PAY_READERS } from '@shared/repos/paying';
import type { Context } from '@shared/runtime/context';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';

export const PAYING: readonly [Role, ...Role[]] = ['payer', 'station_clerk'];
export const LOOKING = PAY_READERS as readonly [Role, ...Role[]];

export type BatchView = Output<'pay.members'>['batch'];
export type PaymentRow = Output<'pay.members'>['items'][number];
export type BudgetView = Output<'pay.budget'>['budget'];

/** Who pays: as the pack says, else 报县发, which is what most documents leave it at. */
export function paidByOf(pack: PolicyPack): PaidBy {
  return pack.paying?.by ?? 'county';
}

export function fundOf(pack: PolicyPack): string {
  return pack.fund?.name ?? '';
}

export function batchTitle(pack: PolicyPack, period: string, village: string, number: number): string {
  return [`${periodWords(period)}${pack.spoken}`, village, `第${number}批`].filter((part) => part !== '').join(' ');
}

/** The first sixteen signs of the seal in fours, as it is printed and read aloud. */
export function sealText(hash: string): string {
  return hash === '' ? '' : (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ').toUpperCase();
}

const doer = ({ name }: { name: string }, at: string) => ({ name, at });

export async function batchView(batch: BatchRecord, ctx: Context): Promise<BatchView> {
  const { caller, repos } = ctx;
  const place = await repos.places.get(batch.level === 'town' ? batch.town : batch.county);
  const pays = covers(caller, PAYERS, batch);
  const barred = batch.status === 'ready' && pays && batch.madeBy.openid === caller.openid ? '这一批是您做的，要由另一个人放行。' : '';
  const can: BatchView['can'] = [];
  if (pays) {
    if (batch.status === 'ready' && barred === '') can.push('release');
    if (batch.status === 'ready' || batch.status === 'short') can.push('dismiss');
    if (batch.status === 'short') can.push('settle');
    if (batch.status === 'released' || batch.status === 'closed') can.push('file', 'results');
  }
  return {
    id: batch._id,
    title: batch.title,
    status: batch.status,
    statusWords: BATCH_WORDS[batch.status],
    version: batch.version,
    programme: batch.programme,
    programmeName: batch.programmeName,
    spoken: batch.spoken,
    period: batch.period,
    paidBy: batch.paidBy,
    paidByWords: PAID_BY_WORDS[batch.paidBy],
    placeName: place?.name ?? '',
    only: batch.only === '' ? '' : ((await repos.places.get(batch.only))?.name ?? ''),
    fund: batch.fund,
    year: batch.year,
    count: batch.count,
    sumFen: batch.sumFen,
    heldBack: batch.heldBack,
    seal: sealText(batch.hash),
    madeBy: doer(batch.madeBy, batch.madeAt),
    released: batch.released && doer(batch.released.by, batch.released.at),
    dismissed: batch.dismissed && { ...doer(batch.dismissed.by, batch.dismissed.at), reason: batch.dismissed.reason },
    sheets: batch.sheets.map(({ kind, at, by, paid, failed }) => ({ kind, at, by: by.name, paid, failed })),
    can,
    barred,
  };
}

export async function budgetView(budget: BudgetRecord, ctx: Context): Promise<BudgetView> {
  const place = await ctx.repos.places.get(budget.town === '' ? budget.county : budget.town);
  const { fund, year, version, carriedInFen, carriedOutFen, reservedFen, spentFen, recoveredFen } = budget;
  return {
    id: budget._id,
    fund,
    year,
    place: place?.name ?? '',
    version,
    totalFen: budget.amountFen,
    carriedInFen,
    carriedOutFen,
    reservedFen,
    spentFen,
    recoveredFen,
    leftFen: leftOf(budget),
  };
}

export async function paymentRow(payment: PaymentRecord, ctx: Context): Promise<PaymentRow> {
  const reason = payment.result?.reason ?? '';
  return {
    id: payment._id,
    claim: payment.claim,
    name: payment.personName,
    villageName: (await ctx.repos.places.get(payment.village))?.name ?? '',
    amountFen: payment.amountFen,
    bank: payment.account.bank,
    tail: payment.account.tail,
    attempt: payment.attempt,
    status: payment.status,
    reason,
    reasonWords: reason === '' ? '' : failureWords(reason, 'official'),
    note: payment.result?.note ?? '',
  };
}

/** A batch's own long work has the batch's name, so that it can be begun again by whoever finds it missing. */
export const buildJobId = (batch: string) => `job:pay.build:${batch}`;
export const dismissJobId = (batch: string) => `job:pay.dismiss:${batch}`;

/** Begins the long work a batch waits for, unless it is begun: after a break nothing stays half made for want of its job. */
export async function ensureBatchJob(batch: BatchRecord, ctx: Pick<Context, 'store' | 'now'>): Promise<void> {
  const kind = batch.status === 'building' ? 'pay.build' : batch.status === 'dismissing' ? 'pay.dismiss' : null;
  if (kind === null) return;
  const { county, town, village } = batch;
  const owner = batch.status === 'building' ? batch.madeBy.openid : (batch.dismissed?.by.openid ?? batch.madeBy.openid);
  await ctx.store.insert('jobs', newJob(kind, batch._id, { batch: batch._id }, { owner, county, town, village }, ctx.now));
}

/** Refuses when the batch is in another state, or not as the caller saw it. */
export function demandState(batch: BatchRecord, version: number, ...states: BatchRecord['status'][]): void {
  if (!states.includes(batch.status))
    throw new Problem('not_possible_now', { message: `这一批现在是「${BATCH_WORDS[batch.status]}」，办不了这一步。` });
  if (batch.version !== version) throw new Problem('changed_meanwhile', { message: '这一批刚才有人动过。' });
}
