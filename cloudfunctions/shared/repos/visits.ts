// visits, conflicts and devices within the caller's places; and what a village's page for the phone is read from.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type {
  AssessmentRecord,
  BondRecord,
  ConflictRecord,
  DeviceRecord,
  DutyRecord,
  HistoryRecord,
  Role,
  SpellRecord,
  StandingRecord,
  VisitRecord,
  WhereaboutsRecord,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { among, type Condition, range, type Scalar, type Store, type Stored } from '@shared/runtime/store';

/** Who visits, opens a village on the phone and writes what was said. */
export const VISITORS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk'];
/** Who reads visits. */
export const VISIT_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who may cut a phone off beside its owner. */
export const DEVICE_KEEPERS: readonly [Role, ...Role[]] = ['village_head', 'station_clerk', 'admin'];

const MOST = 1000;
/** Versions of a record looked back over for who changed a field last. */
const MOST_BACK = 100;

type Where = Readonly<Record<string, Scalar | Condition>>;

export function visitsRepo(store: Store, caller: Caller) {
  const newestOf = async <T extends Stored & { sortKey: string }>(
    collection: 'visits' | 'conflicts' | 'devices',
    places: readonly Where[],
    after: string | undefined,
    limit: number,
  ): Promise<T[]> => {
    const lists = await Promise.all(
      places.map((where) =>
        store.list<T>(collection, {
          where: after === undefined ? where : { ...where, sortKey: range({ lt: after }) },
          order: ['sortKey', 'desc'],
          limit,
        }),
      ),
    );
    const byId = new Map(lists.flat().map((one) => [one._id, one]));
    return [...byId.values()].sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1)).slice(0, limit);
  };
  const within = (scopes: readonly Scope[], more: Where = {}): Where[] => scopes.map(({ level, code }) => ({ [level]: code, ...more }));
  const scoped = (roles: readonly Role[], village: string | undefined): Scope[] =>
    village === undefined ? scopesOf(caller, roles) : [{ level: 'village', code: village }];

  return {
    async visit(id: string, roles: readonly Role[] = VISIT_READERS): Promise<VisitRecord> {
      const found = await store.get<VisitRecord>('visits', id);
      if (!found || !(found.visitor === caller.openid || covers(caller, roles, found))) throw new Problem('not_found');
      return found;
    },
    /** Newest first. `village` must have been checked to be the caller's. */
    ofPlaces: (village: string | undefined, after: string | undefined, limit: number) =>
      newestOf<VisitRecord>('visits', within(scoped(VISIT_READERS, village)), after, limit),
    ofHousehold: (household: string, after: string | undefined, limit: number) =>
      newestOf<VisitRecord>('visits', [{ household }], after, limit),
    mine: (after: string | undefined, limit: number) => newestOf<VisitRecord>('visits', [{ visitor: caller.openid }], after, limit),
    /** The caller's of one day, oldest first. */
    mineOn: (on: string) =>
      store.list<VisitRecord>('visits', {
        where: { visitor: caller.openid, sortKey: range({ gte: `${on}:`, lt: `${on}:\uffff` }) },
        order: ['sortKey', 'asc'],
        limit: 200,
      }),

    async conflict(id: string): Promise<ConflictRecord> {
      const found = await store.get<ConflictRecord>('conflicts', id);
      if (!found || !covers(caller, VISIT_READERS, found)) throw new Problem('not_found');
      return found;
    },
    conflicts: (status: 'open' | 'decided', village: string | undefined, after: string | undefined, limit: number) =>
      newestOf<ConflictRecord>('conflicts', within(scoped(VISIT_READERS, village), { status }), after, limit),

    device: (id: string) => store.get<DeviceRecord>('devices', `device:${id}`),
    deviceById: (id: string) => store.get<DeviceRecord>('devices', id),
    myDevices: (after: string | undefined, limit: number) => newestOf<DeviceRecord>('devices', [{ openid: caller.openid }], after, limit),
    devicesOfPlaces: (after: string | undefined, limit: number) =>
      newestOf<DeviceRecord>('devices', within(scopesOf(caller, DEVICE_KEEPERS), { status: 'active' }), after, limit),

    /** What else a page of households needs, each in one query over the page. */
    spells: (persons: readonly string[]) => store.list<SpellRecord>('spells', { where: { person: among(persons) }, limit: MOST }),
    lines: (persons: readonly string[]) => store.list<AssessmentRecord>('assessments', { where: { person: among(persons) }, limit: MOST }),
    standings: (persons: readonly string[]) => store.list<StandingRecord>('standings', { where: { person: among(persons) }, limit: MOST }),
    bonds: (persons: readonly string[]) => store.list<BondRecord>('bonds', { where: { person: among(persons) }, limit: MOST }),
    whereabouts: (households: readonly string[]) =>
      store.list<WhereaboutsRecord>('whereabouts', { where: { household: among(households) }, limit: MOST }),
    duties: (households: readonly string[]) => store.list<DutyRecord>('duties', { where: { household: among(households) }, limit: MOST }),

    /** The newest versions of a record, for who wrote a field last. */
    history: (record: string) =>
      store.list<HistoryRecord>('field_history', { where: { record }, order: ['version', 'desc'], limit: MOST_BACK }),
  };
}
