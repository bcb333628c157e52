// claims/{claim:programme:person:period:seq}: one's own, and those within a reviewer's place. What is out of reach does not exist.
import { actsFor, type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { ClaimRecord, PersonRecord, Role, ScopeLevel } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who may look at handed-in claims of their place; who may decide is domain/stages. */
export const READERS: readonly Role[] = ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'];

/** Begun but not handed in, or taken back: the person's own business. */
const PRIVATE: readonly string[] = ['draft', 'withdrawn'];
const DECIDED: readonly string[] = ['approved', 'returned', 'rejected', 'in_batch', 'paid', 'payment_failed'];
/** Levels that come after one's own: a claim waiting there was decided here. */
const LATER: Record<ScopeLevel, readonly ClaimRecord['waiting'][]> = {
  village: ['post_village', 'town', 'post_town', 'county', 'post_county'],
  town: ['post_town', 'county', 'post_county'],
  county: ['post_county'],
};

interface Order {
  key: 'dueKey' | 'sortKey';
  order: 'asc' | 'desc';
}
const WORST_FIRST: Order = { key: 'dueKey', order: 'asc' };
const NEWEST_FIRST: Order = { key: 'sortKey', order: 'desc' };

const MOST_PER_PERSON = 100;

export function claimId(programme: string, person: string, period: string, seq = 0): string {
  return `claim:${programme}:${person}:${period}:${seq}`;
}

/**
 * Whether a claim id is the same person's claim of another programme for the same period: one work, one wage slip, two subsidies. A first
 * claim and its top-up are not: there the same ticket would be counted twice.
 */
export function isOwnTwin(claim: Pick<ClaimRecord, 'programme' | 'person' | 'period'>, other: string): boolean {
  const [programme, rest] = other.slice('claim:'.length).split(`:${claim.person}:`);
  return programme !== claim.programme && rest?.split(':')[0] === claim.period;
}

export function claimSortKey(claim: Pick<ClaimRecord, '_id' | 'since'>): string {
  return `${claim.since}:${claim._id}`;
}

export interface QueuePage {
  /** One village within the caller's place. */
  village?: string;
  /** The key of the last claim seen: `dueKey` of a waiting one, `sortKey` of a decided one. */
  after?: string;
  limit: number;
}

export function claimsRepo(store: Store, caller: Caller) {
  const list = (where: Record<string, string>, { key, order }: Order, { after, limit }: QueuePage) =>
    store.list<ClaimRecord>('claims', {
      where: { ...where, ...(after ? { [key]: range(order === 'asc' ? { gt: after } : { lt: after }) } : {}) },
      order: [key, order],
      limit,
    });

  /** Each place the caller reads, narrowed to one village when asked; with the level whose waiting claims are theirs. */
  const placesOf = (village: string | undefined, villages: readonly { _id: string }[]): { scope: Scope; level: ScopeLevel }[] => {
    const scopes = scopesOf(caller, READERS);
    if (village === undefined) return scopes.map((scope) => ({ scope, level: scope.level }));
    if (!villages.some(({ _id }) => _id === village)) throw new Problem('not_allowed', { message: '这个村不归您看。' });
    const levels = [...new Set(scopes.filter((scope) => scope.level !== 'village' || scope.code === village).map(({ level }) => level))];
    return levels.map((level) => ({ scope: { level: 'village', code: village }, level }));
  };

  const merged = (lists: ClaimRecord[][], { key, order }: Order, limit: number): ClaimRecord[] => {
    const byId = new Map(lists.flat().map((claim) => [claim._id, claim]));
    const sign = order === 'asc' ? 1 : -1;
    return [...byId.values()].sort((a, b) => (a[key] < b[key] ? -sign : sign)).slice(0, limit);
  };

  return {
    /** All claims of a person loaded within the caller's reach: what caps and once-only rules look at. */
    async ofPerson(person: PersonRecord): Promise<ClaimRecord[]> {
      // Those of records merged into this one stay under their own ids, which are their lock.
      const lists = await Promise.all(
        [person._id, ...(person.mergedFrom ?? [])].map((id) =>
          store.list<ClaimRecord>('claims', { where: { person: id }, order: ['sortKey', 'desc'], limit: MOST_PER_PERSON }),
        ),
      );
      return lists.flat().sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));
    },
    /** A claim of somebody the caller acts for, or null when none was begun. */
    async mineIfAny(id: string): Promise<ClaimRecord | null> {
      const claim = await store.get<ClaimRecord>('claims', id);
      return claim && actsFor(caller, claim.person) ? claim : null;
    },
    async mineById(id: string): Promise<ClaimRecord> {
      const claim = await store.get<ClaimRecord>('claims', id);
      if (!claim || !actsFor(caller, claim.person)) throw new Problem('not_found');
      return claim;
    },
    /** A handed-in claim within a place the caller holds one of the roles for. */
    async inScope(id: string, roles: readonly Role[] = READERS): Promise<ClaimRecord> {
      const claim = await store.get<ClaimRecord>('claims', id);
      if (!claim || PRIVATE.includes(claim.status) || !covers(caller, roles, claim)) throw new Problem('not_found');
      return claim;
    },
    /** Claims that wait for the caller's level, what is due soonest first. `villages`: those of the caller's scope. */
    async waiting(page: QueuePage, villages: readonly { _id: string }[]): Promise<ClaimRecord[]> {
      const lists = await Promise.all(
        placesOf(page.village, villages).map(({ scope, level }) => list({ [scope.level]: scope.code, waiting: level }, WORST_FIRST, page)),
      );
      return merged(lists, WORST_FIRST, page.limit);
    },
    /** Claims decided in the caller's place, there or further on, newest first. */
    async done(page: QueuePage, villages: readonly { _id: string }[]): Promise<ClaimRecord[]> {
      const lists = placesOf(page.village, villages).flatMap(({ scope, level }) => [
        ...DECIDED.map((status) => list({ [scope.level]: scope.code, status }, NEWEST_FIRST, page)),
        ...LATER[level].map((waiting) => list({ [scope.level]: scope.code, waiting }, NEWEST_FIRST, page)),
      ]);
      return merged(await Promise.all(lists), NEWEST_FIRST, page.limit);
    },
  };
}
