// 对账: whether claims, payments, batches and budgets of a place tell one story, to the fen. Pure; every line says both sides.
import type { BatchRecord, BudgetRecord, PaymentRecord, RecoveryRecord } from './paying-records';
import type { ClaimRecord, Fen } from './records';

export interface Ledger {
  claims: readonly Pick<ClaimRecord, '_id' | 'status' | 'amountFen' | 'batch' | 'livePayment' | 'attempts'>[];
  payments: readonly Pick<PaymentRecord, '_id' | 'claim' | 'attempt' | 'batch' | 'status' | 'amountFen'>[];
  batches: readonly Pick<BatchRecord, '_id' | 'status' | 'count' | 'sumFen' | 'reservedFen' | 'budget'>[];
  budgets: readonly BudgetRecord[];
  recoveries: readonly Pick<RecoveryRecord, 'payment' | 'amountFen' | 'received'>[];
}

export interface Line {
  /** e.g. 审核通过的 = 已列批次的 + 等列批次的. */
  words: string;
  left: Fen;
  right: Fen;
}

export interface Reconciliation {
  approvedFen: Fen;
  waitingFen: Fen;
  inBatchFen: Fen;
  releasedFen: Fen;
  paidFen: Fen;
  failedFen: Fen;
  pendingFen: Fen;
  toRecoverFen: Fen;
  recoveredFen: Fen;
  lines: Line[];
  /** Records that contradict one another, named. */
  faults: string[];
  equal: boolean;
}

const sum = (list: readonly { amountFen: Fen }[]): Fen => list.reduce((total, one) => total + one.amountFen, 0);

/** What is left of a budget. */
export function leftOf(budget: BudgetRecord): Fen {
  const { amountFen, carriedInFen, carriedOutFen, reservedFen, spentFen, recoveredFen } = budget;
  return amountFen + carriedInFen - carriedOutFen - reservedFen - spentFen + recoveredFen;
}

const FROZEN: readonly string[] = ['released', 'closed'];
const HOLDING: readonly string[] = ['ready', 'released', 'closed'];

export function reconcile({ claims, payments, batches, budgets, recoveries }: Ledger): Reconciliation {
  const of = (...states: string[]) => claims.filter(({ status }) => states.includes(status));
  const batchOf = new Map(batches.map((batch) => [batch._id, batch]));
  const frozen = payments.filter(({ batch, status }) => status !== 'void' && FROZEN.includes(batchOf.get(batch)?.status ?? ''));
  const inState = (status: string) => frozen.filter((one) => one.status === status);
  const [paid, failed, pending] = [inState('paid'), inState('failed'), inState('listed')];
  const listed = payments.filter(({ status }) => status === 'listed');
  const received = recoveries.reduce((total, one) => total + one.received.reduce((part, { fen }) => part + fen, 0), 0);
  const lines: Line[] = [
    {
      words: '审核通过的 = 等着列批次的 + 已列批次的 + 到账的 + 没打进去的',
      left: sum(of('approved', 'in_batch', 'paid', 'payment_failed')),
      right: sum(of('approved')) + sum(listed) + sum(paid) + sum(of('payment_failed')),
    },
    { words: '已列批次的申领 = 批次里等结果的', left: sum(of('in_batch')), right: sum(listed) },
    { words: '放出去的 = 到账 + 退回 + 等结果', left: sumOf(batches, FROZEN), right: sum(paid) + sum(failed) + sum(pending) },
    { words: '到账的申领 = 到账的发放记录', left: sum(of('paid')), right: sum(paid) },
    ...budgets.map((budget) => budgetLine(budget, payments, batchOf)),
    ...budgets.map((budget) => ({
      words: `${budget.year}年${budget.fund}：收回来的 = 追回登记的`,
      left: budget.recoveredFen,
      right: recoveries.flatMap((one) => one.received).reduce((total, one) => total + (one.budget === budget._id ? one.fen : 0), 0),
    })),
  ];
  const faults = [...faultsOf({ claims, payments, batches, budgets, recoveries }, batchOf)];
  return {
    approvedFen: sum(of('approved', 'in_batch', 'paid', 'payment_failed')),
    waitingFen: sum(of('approved')),
    inBatchFen: sum(listed),
    releasedFen: sumOf(batches, FROZEN),
    paidFen: sum(paid),
    failedFen: sum(failed),
    pendingFen: sum(pending),
    toRecoverFen: sum(recoveries) - received,
    recoveredFen: received,
    lines,
    faults,
    equal: faults.length === 0 && lines.every(({ left, right }) => left === right),
  };
}

function sumOf(batches: Ledger['batches'], states: readonly string[]): Fen {
  return batches.filter(({ status }) => states.includes(status)).reduce((total, { sumFen }) => total + sumFen, 0);
}

function budgetLine(budget: BudgetRecord, payments: Ledger['payments'], batchOf: ReadonlyMap<string, Ledger['batches'][number]>): Line {
  const own = payments.filter(({ batch }) => batchOf.get(batch)?.budget === budget._id);
  const held = own.filter(({ batch, status }) => status === 'listed' && HOLDING.includes(batchOf.get(batch)?.status ?? ''));
  // A batch being given up gives its reservation back in one piece at the end.
  const leaving = [...batchOf.values()].filter(({ status, budget: id }) => status === 'dismissing' && id === budget._id);
  const reserved = sum(held) + leaving.reduce((total, { reservedFen }) => total + reservedFen, 0);
  return {
    words: `${budget.year}年${budget.fund}：预算 = 占用 + 已发 + 还剩`,
    left: budget.amountFen + budget.carriedInFen - budget.carriedOutFen + budget.recoveredFen,
    right: reserved + sum(own.filter(({ status }) => status === 'paid')) + leftOf(budget),
  };
}

function* faultsOf({ claims, payments, batches, budgets }: Ledger, batchOf: ReadonlyMap<string, unknown>): Generator<string> {
  const byClaim = new Map<string, Ledger['payments'][number][]>();
  for (const payment of payments) byClaim.set(payment.claim, [...(byClaim.get(payment.claim) ?? []), payment]);
  for (const [claim, own] of byClaim) {
    const live = own.filter(({ status }) => status === 'listed' || status === 'paid');
    if (live.length > 1) yield `${claim} 有 ${live.length} 笔在发或已发`;
  }
  for (const claim of claims) {
    const live = (byClaim.get(claim._id) ?? []).find(({ status }) => status === 'listed' || status === 'paid');
    if ((claim.livePayment ?? null) !== (live?._id ?? null)) yield `${claim._id} 记的发放和发放记录不一样`;
    if (claim.status === 'in_batch' && live?.batch !== claim.batch) yield `${claim._id} 记的批次和发放记录不一样`;
  }
  for (const payment of payments) if (!batchOf.has(payment.batch)) yield `${payment._id} 的批次找不到`;
  for (const batch of batches.filter(({ status }) => HOLDING.includes(status))) {
    const members = payments.filter((one) => one.batch === batch._id && one.status !== 'void');
    if (members.length !== batch.count || sum(members) !== batch.sumFen) yield `${batch._id} 的人数或合计和名单不一样`;
  }
  for (const budget of budgets) if (leftOf(budget) < 0) yield `${budget.year}年${budget.fund}超支了`;
}
