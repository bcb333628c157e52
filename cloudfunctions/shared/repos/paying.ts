// batches, payments, budgets, recoveries of the caller's place. Who pays works at a town or the county; a cadre sees what concerns the village.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { BatchRecord, BudgetRecord, ClaimRecord, PaymentRecord, RecoveryRecord, Role } from '@shared/domain/records';
import { PAYERS } from '@shared/domain/stages';
import { sha256 } from '@shared/runtime/canonical';
import { Problem } from '@shared/runtime/problem';
import { range, type Scalar, type Store, type Stored } from '@shared/runtime/store';

/** Who may look at batches and budgets. */
export const PAY_READERS: readonly Role[] = ['payer', 'station_clerk', 'lead', 'auditor'];
/** Who may look at single payments of their place: also whoever tells the person. */
export const PAYMENT_READERS: readonly Role[] = [...PAY_READERS, 'cadre', 'village_head'];

const PAGE = 200;
const MOST_BATCHES = 60;
const MOST_BUDGETS = 60;
const MOST_RECOVERIES = 200;

export function paymentId(claim: string, attempt: number): string {
  return `payment:${claim}:${attempt}`;
}

/** One source and year at one place; the fund's name is hashed, since an id is no place for words. */
export function budgetId(place: string, year: string, fund: string): string {
  return `budget:${place}:${year}:${sha256(fund.normalize('NFKC').replace(/\s/g, '')).slice(0, 12)}`;
}

export function recoveryId(payment: string): string {
  return `recovery:${payment}`;
}

export function paymentSortKey(payment: Pick<PaymentRecord, '_id' | 'village'>): string {
  return `${payment.village}:${payment._id}`;
}

/** Every document of a listing after a cursor, page by page, at most `most`. */
export async function* every<T extends Stored & { sortKey: string }>(
  store: Pick<Store, 'list'>,
  collection: 'claims' | 'payments' | 'batches' | 'recoveries' | 'tells' | 'suspicions',
  where: Readonly<Record<string, Scalar>>,
  most = 20_000,
  from: string | null = null,
): AsyncGenerator<T> {
  for (let after: string | null = from, read = 0; read < most; ) {
    const page: T[] = await store.list<T>(collection, {
      where: { ...where, ...(after === null ? {} : { sortKey: range({ gt: after }) }) },
      order: ['sortKey', 'asc'],
      limit: PAGE,
    });
    yield* page;
    read += page.length;
    if (page.length < PAGE) return;
    after = (page.at(-1) as T).sortKey;
  }
}

export async function gathered<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}

export function payingRepo(store: Store, caller: Caller) {
  const payScopes = (roles: readonly Role[]): Scope[] => scopesOf(caller, roles).filter(({ level }) => level !== 'village');
  const inScopes = async <T extends Stored & { sortKey: string }>(
    collection: 'batches' | 'budgets',
    roles: readonly Role[],
    limit: number,
  ): Promise<T[]> => {
    const lists = await Promise.all(
      payScopes(roles).map(({ level, code }) => store.list<T>(collection, { where: { [level]: code }, order: ['sortKey', 'desc'], limit })),
    );
    const byId = new Map(lists.flat().map((one) => [one._id, one]));
    return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
  };
  const reachable = async <T extends Stored & { county: string; town: string; village: string }>(
    collection: 'batches' | 'payments' | 'budgets' | 'recoveries',
    id: string,
    roles: readonly Role[],
  ): Promise<T> => {
    const found = await store.get<T>(collection, id);
    if (!found || !covers(caller, roles, found)) throw new Problem('not_found');
    return found;
  };
  return {
    /** The places the caller pays for. */
    places: () => payScopes(PAYERS),
    /** The places whose money the caller may look at. */
    scopes: () => payScopes(PAY_READERS),
    /** Refuses a place that is not the caller's to pay for. */
    place(code: string): Scope {
      const found = payScopes(PAYERS).find((scope) => scope.code === code);
      if (!found) throw new Problem('not_allowed', { message: '这里的钱不归您发。' });
      return found;
    },
    batches: () => inScopes<BatchRecord>('batches', PAY_READERS, MOST_BATCHES),
    budgets: () => inScopes<BudgetRecord>('budgets', PAY_READERS, MOST_BUDGETS),
    batch: (id: string, roles: readonly Role[] = PAY_READERS) => reachable<BatchRecord>('batches', id, roles),
    budget: (id: string) => reachable<BudgetRecord>('budgets', id, PAYERS),
    payment: (id: string, roles: readonly Role[] = PAY_READERS) => reachable<PaymentRecord>('payments', id, roles),
    recovery: (id: string) => reachable<RecoveryRecord>('recoveries', id, PAYERS),
    async recoveries(): Promise<RecoveryRecord[]> {
      const lists = await Promise.all(
        payScopes(PAY_READERS).flatMap(({ level, code }) =>
          ['open', 'done'].map((status) =>
            store.list<RecoveryRecord>('recoveries', {
              where: { [level]: code, status },
              order: ['sortKey', 'desc'],
              limit: MOST_RECOVERIES,
            }),
          ),
        ),
      );
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()];
    },
    /** Members of a batch loaded within reach, in the order of villages. */
    members: (batch: BatchRecord) => gathered(every<PaymentRecord>(store, 'payments', { batch: batch._id })),
    membersPage: (batch: BatchRecord, after: string | undefined, limit: number) =>
      store.list<PaymentRecord>('payments', {
        where: { batch: batch._id, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
        order: ['sortKey', 'asc'],
        limit,
      }),
    paymentsOf: (scope: Scope, status: string) => every<PaymentRecord>(store, 'payments', { [scope.level]: scope.code, status }),
    claimsOf: (scope: Scope, status: ClaimRecord['status']) => every<ClaimRecord>(store, 'claims', { [scope.level]: scope.code, status }),
    /** One page of the claims of several places together, by one cursor; what `fits` leaves out is passed over. */
    async claimsPage(
      scopes: readonly Scope[],
      status: ClaimRecord['status'],
      { cursor, limit }: { cursor?: string | undefined; limit: number },
      fits: (claim: ClaimRecord) => boolean = () => true,
    ): Promise<{ claims: ClaimRecord[]; next: string | null }> {
      const byId = new Map<string, ClaimRecord>();
      for (const { level, code } of scopes) {
        let found = 0;
        // Places may lie within each other: each is read as far as the page could reach into it.
        for await (const claim of every<ClaimRecord>(store, 'claims', { [level]: code, status }, 20_000, cursor ?? null)) {
          if (!fits(claim)) continue;
          byId.set(claim._id, claim);
          found += 1;
          if (found > limit) break;
        }
      }
      const all = [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
      const claims = all.slice(0, limit);
      return { claims, next: all.length > limit ? (claims.at(-1)?.sortKey ?? null) : null };
    },
    /** 没收到, waiting for the payer. */
    async doubts(limit: number): Promise<PaymentRecord[]> {
      const lists = await Promise.all(
        payScopes(PAY_READERS).map(({ level, code }) =>
          store.list<PaymentRecord>('payments', { where: { [level]: code, doubt: 'open' }, order: ['sortKey', 'asc'], limit }),
        ),
      );
      return [...new Map(lists.flat().map((one) => [one._id, one])).values()];
    },
  };
}
