// staff/{openid}: the directory. Few hundred in a county, so it is read whole; who may see and change whom is told from places.
import { type Caller, covers } from '@shared/access';
import type { Grant, PlaceRecord, Role, StaffRecord } from '@shared/domain/records';
import type { AuditEntry } from '@shared/runtime/audit';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

const MANAGERS: readonly Role[] = ['admin'];
const MOST = 1000;
const MOST_HISTORY = 50;

/** Where a place lies, as a record would carry it. */
export function placed(place: PlaceRecord): { county: string; town: string; village: string } {
  return { county: place.county, town: place.level === 'county' ? '' : place.town, village: place.level === 'village' ? place._id : '' };
}

export function staffRepo(store: Store, caller: Caller) {
  return {
    all: () => store.list<StaffRecord>('staff', { where: {}, order: ['_id', 'asc'], limit: MOST }),
    async get(openid: string): Promise<StaffRecord> {
      const found = await store.get<StaffRecord>('staff', openid);
      if (!found) throw new Problem('not_found', { message: '没有这位工作人员。', next: '返回名单再看。' });
      return found;
    },
    /** Whether the caller, as an administrator, may give or take a role at this place. */
    manages: (place: PlaceRecord | null) => place !== null && covers(caller, MANAGERS, placed(place)),
    isManager: () => caller.grants.some(({ role }) => MANAGERS.includes(role)),
    /** The trail of one staff document, newest first. */
    history: (openid: string) =>
      store.list<AuditEntry>('audits', {
        where: { record: openid, version: range({ gte: 0 }) },
        order: ['version', 'desc'],
        limit: MOST_HISTORY,
      }),
    placesOf: (grants: readonly Grant[]) => [...new Set(grants.map(({ code }) => code))],
  };
}
