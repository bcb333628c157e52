// Spreadsheets coming into the registry, within the caller's place: the town's by its clerks, a village's own by its head.
import { type Caller, covers, scopesOf } from '@shared/access';
import type { IntakeRecord, PlaceRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

/** Who brings a sheet for the town. */
const FOR_TOWN: readonly Role[] = ['station_clerk', 'labour_clerk'];
/** Who brings a sheet; a village's head for the village alone. */
export const BRINGERS: readonly [Role, ...Role[]] = ['station_clerk', 'labour_clerk', 'village_head'];

export function intakesRepo(store: Store, caller: Caller) {
  const reaches = (one: Pick<IntakeRecord, 'county' | 'town' | 'village'>): boolean => {
    if (covers(caller, FOR_TOWN, one)) return true;
    return one.village !== '' && covers(caller, ['village_head'], one);
  };
  return {
    /** Where the caller brings sheets in for: a town, or one village. */
    async place(): Promise<{ county: string; town: string; village: string }> {
      const town = scopesOf(caller, FOR_TOWN).find(({ level }) => level === 'town');
      const village = scopesOf(caller, ['village_head']).find(({ level }) => level === 'village');
      const place = await store.get<PlaceRecord>('places', town?.code ?? village?.code ?? '');
      if (!place) throw new Problem('not_allowed', { message: '往名册里收表，由乡里的站或者村支书来办。' });
      return { county: place.county, town: town ? place._id : place.town, village: town ? '' : place._id };
    },
    async byId(id: string): Promise<IntakeRecord> {
      const found = await store.get<IntakeRecord>('intakes', id);
      if (!found || !reaches(found)) throw new Problem('not_found');
      return found;
    },
    async page({ town, village }: { town: string; village: string }, after: string | undefined, limit: number): Promise<IntakeRecord[]> {
      const found = await store.list<IntakeRecord>('intakes', {
        where: { ...(village === '' ? { town } : { village }), ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      });
      return found;
    },
  };
}
