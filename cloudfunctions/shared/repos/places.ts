// places/{code}: county, town and villages with their names and whom to call. No secrets, no scope.
import type { Scope } from '@shared/access';
import type { PlaceRecord } from '@shared/domain/records';
import type { Store } from '@shared/runtime/store';

/** More villages than a county has. */
const MOST_BELOW = 500;

export function placesRepo(store: Store) {
  const below = (parent: string) => store.list<PlaceRecord>('places', { where: { parent }, limit: MOST_BELOW });
  // Once per call and place: each row of a list names its village.
  const found = new Map<string, Promise<PlaceRecord | null>>();
  return {
    get(code: string): Promise<PlaceRecord | null> {
      const place = found.get(code) ?? store.get<PlaceRecord>('places', code);
      found.set(code, place);
      return place;
    },
    /** The villages within the scopes, by code. */
    async villagesIn(scopes: readonly Scope[]): Promise<PlaceRecord[]> {
      const found = await Promise.all(
        scopes.map(async ({ level, code }) => {
          if (level === 'town') return below(code);
          if (level === 'county') return (await Promise.all((await below(code)).map((town) => below(town._id)))).flat();
          const village = await store.get<PlaceRecord>('places', code);
          return village ? [village] : [];
        }),
      );
      const byCode = new Map(found.flat().map((place) => [place._id, place]));
      return [...byCode.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
    },
  };
}
