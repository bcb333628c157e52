// Payments as an auditor or a clerk looks for them: within place and, for an auditor, the periods of the order to look.
import type { Caller, Scope } from '@shared/access';
import type { Grant, PaymentRecord, PersonRecord, Role, SuspicionRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { among, type Condition, range, type Store } from '@shared/runtime/store';

/** Who follows a payment back; all of them only read. */
export const TRACERS: readonly Role[] = ['auditor', 'station_clerk', 'payer', 'lead'];

type Placed = Pick<PaymentRecord, 'county' | 'town' | 'village' | 'period'>;

export function traceRepo(store: Store, caller: Caller) {
  const grants = caller.grants.filter(({ role }) => TRACERS.includes(role));
  const opens = (grant: Grant, { period, ...placed }: Placed) =>
    placed[grant.level] === grant.code && (grant.role !== 'auditor' || grant.periods === undefined || grant.periods.includes(period));
  const visible = (record: Placed): boolean => grants.some((grant) => opens(grant, record));
  const scopes = (): Scope[] => [...new Map(grants.map(({ level, code }) => [`${level}:${code}`, { level, code }])).values()];
  return {
    scopes,
    visible,
    async payment(id: string): Promise<PaymentRecord> {
      const found = await store.get<PaymentRecord>('payments', id);
      if (!found || !visible(found)) throw new Problem('not_found', { message: '没有这一笔，或者不在您查的地方和年度里。' });
      return found;
    },
    /** By the beginning of a name; without one, what was paid. */
    async find(name: string | undefined, after: string | undefined, limit: number): Promise<PaymentRecord[]> {
      const next: Record<string, Condition> = after === undefined ? {} : { sortKey: range({ gt: after }) };
      const lists = await Promise.all(
        scopes().map(({ level, code }) =>
          name === undefined
            ? store.list<PaymentRecord>('payments', { where: { [level]: code, status: 'paid', ...next }, order: ['sortKey', 'asc'], limit })
            : store.list<PaymentRecord>('payments', {
                where: { [level]: code, personName: range({ gte: name, lt: `${name}￿` }) },
                order: ['personName', 'asc'],
                limit: 200,
              }),
        ),
      );
      const all = [...new Map(lists.flat().map((one) => [one._id, one])).values()].filter((one) => one.status !== 'void');
      return all.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
    },
    async byNumbers(indexes: readonly string[]): Promise<PaymentRecord[]> {
      const found: PaymentRecord[] = [];
      for (let from = 0; from < indexes.length; from += 50)
        found.push(
          ...(await store.list<PaymentRecord>('payments', {
            where: { idIndex: among(indexes.slice(from, from + 50)) },
            order: ['sortKey', 'asc'],
            limit: 1000,
          })),
        );
      return found.filter((one) => one.status !== 'void' && visible(one));
    },
    /** Registered people of these numbers, paid or not; within place. */
    async personsBy(indexes: readonly string[]): Promise<PersonRecord[]> {
      const found: PersonRecord[] = [];
      for (let from = 0; from < indexes.length; from += 50)
        found.push(
          ...(await store.list<PersonRecord>('persons', { where: { idIndex: among(indexes.slice(from, from + 50)) }, limit: 100 })),
        );
      return found.filter((person) => grants.some(({ level, code }) => person[level] === code));
    },
    async suspicions(code: string, after: string | undefined, limit: number): Promise<SuspicionRecord[]> {
      const lists = await Promise.all(
        scopes().map(({ level, code: place }) =>
          store.list<SuspicionRecord>('suspicions', {
            where: { [level]: place, status: code, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
            order: ['sortKey', 'asc'],
            limit,
          }),
        ),
      );
      const all = [...new Map(lists.flat().map((one) => [one._id, one])).values()].filter(visible);
      return all.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).slice(0, limit);
    },
    ofPayment: (payment: PaymentRecord) => store.list<SuspicionRecord>('suspicions', { where: { payment: payment._id }, limit: 20 }),
  };
}
