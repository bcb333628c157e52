// What papers are made from, within the caller's place: the claims of a list, their people, minutes, layouts, stamped pages.
import { type Caller, covers } from '@shared/access';
import type { MinutesRecord } from '@shared/domain/minutes-records';
import { minutesPrefix } from '@shared/domain/minutes-records';
import type { LayoutRecord, StampRecord } from '@shared/domain/papers-records';
import type { ClaimRecord, ClaimStatus, HouseholdRecord, PersonRecord, PlaceRecord, PublicityRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

export const PAPER_ROLES: readonly Role[] = ['cadre', 'village_head', 'station_clerk', 'payer', 'lead', 'auditor'];

/** Claims that stand on a list that goes somewhere: handed in and not given up. */
const LISTED: readonly ClaimStatus[] = ['in_stage', 'approved', 'in_batch', 'paid', 'payment_failed'];
const MOST_POSTED = 50;
const PAGE = 500;
const MOST = 5_000;

export interface ListKey {
  programme: string;
  period: string;
}

export function papersRepo(store: Store, caller: Caller) {
  /** All claims of a place in one status, page by page. */
  async function inStatus(level: 'village' | 'town', code: string, status: ClaimStatus): Promise<ClaimRecord[]> {
    const found: ClaimRecord[] = [];
    for (let after = ''; found.length < MOST; ) {
      const some = await store.list<ClaimRecord>('claims', {
        where: { [level]: code, status, sortKey: range({ gt: after }) },
        order: ['sortKey', 'asc'],
        limit: PAGE,
      });
      found.push(...some);
      const last = some.at(-1);
      if (some.length < PAGE || !last) break;
      after = last.sortKey;
    }
    return found;
  }

  async function many<T extends { _id: string }>(collection: 'persons' | 'households', ids: readonly string[]): Promise<Map<string, T>> {
    const found = new Map<string, T>();
    for (let at = 0; at < ids.length; at += 100) {
      for (const one of await store.getMany<T>(collection, ids.slice(at, at + 100))) found.set(one._id, one);
    }
    return found;
  }

  return {
    /** The place of a list, if the caller holds a role there that reads lists. */
    async place(code: string): Promise<PlaceRecord> {
      const place = await store.get<PlaceRecord>('places', code);
      if (!place) throw new Problem('not_found');
      const placed = { county: place.county, town: place.town, village: place.level === 'village' ? place._id : '' };
      if (!covers(caller, PAPER_ROLES, placed)) throw new Problem('not_allowed', { message: '这个地方不归您管。' });
      return place;
    },
    async claims(level: 'village' | 'town', code: string, { programme, period }: ListKey): Promise<ClaimRecord[]> {
      const found = (await Promise.all(LISTED.map((status) => inStatus(level, code, status)))).flat();
      const those = found.filter((claim) => claim.programme === programme && claim.period === period);
      return those.sort((a, b) => (a.household + a._id < b.household + b._id ? -1 : 1));
    },
    persons: (claims: readonly ClaimRecord[]) => many<PersonRecord>('persons', [...new Set(claims.map(({ person }) => person))]),
    households: (claims: readonly ClaimRecord[]) =>
      many<HouseholdRecord>('households', [...new Set(claims.map(({ household }) => household))]),
    /** The newest minutes of a village about a programme-year. */
    async minutes(village: string, { programme, period }: ListKey): Promise<MinutesRecord | null> {
      const prefix = minutesPrefix(programme, period);
      const found = await store.list<MinutesRecord>('minutes', {
        where: { village, status: 'kept', sortKey: range({ gte: prefix, lt: `${prefix}~` }) },
        order: ['sortKey', 'desc'],
        limit: 1,
      });
      return found[0] ?? null;
    },
    /** Lists posted in a village, newest first. */
    publicities: (village: string) =>
      store.list<PublicityRecord>('publicities', { where: { village }, order: ['sortKey', 'desc'], limit: MOST_POSTED }),
    layout: (key: string) => store.get<LayoutRecord>('layouts', key),
    async layouts(keys: readonly string[]): Promise<Map<string, LayoutRecord>> {
      return new Map((await store.getMany<LayoutRecord>('layouts', keys)).map((one) => [one._id, one]));
    },
    stamp: (id: string) => store.get<StampRecord>('stamps', id),
    async stamps(ids: readonly string[]): Promise<Map<string, StampRecord>> {
      return new Map((await store.getMany<StampRecord>('stamps', ids)).map((one) => [one.key, one]));
    },
  };
}

export function stampId(place: string, { programme, period }: ListKey, key: string): string {
  return `stamp:${place}:${programme}:${period}:${key}`;
}
