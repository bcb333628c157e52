// Where people stand, within the caller's places: the people of a figure, the figures of a place, what it is measured by, what was reported.
import { type Caller, covers, type Scope } from '@shared/access';
import { groupKey } from '@shared/domain/groups';
import type {
  FigureReportRecord,
  PlaceRecord,
  Role,
  StatsRecord,
  TargetRecord,
  WhereaboutsRecord,
  WhereChangeRecord,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Scalar, type Store } from '@shared/runtime/store';

/** Who reads where people stand. */
export const WHERE_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who writes somebody's work down, and reports. */
export const WHERE_WRITERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];
/** Who tells the numbers: whoever writes, and whoever leads. */
export const REPORTERS: readonly [Role, ...Role[]] = [...WHERE_WRITERS, 'lead'];
/** Who sets what a town is measured by. */
export const TARGET_SETTERS: readonly [Role, ...Role[]] = ['station_clerk'];

const MOST = 1000;
const MOST_FOUND = 50;

export interface PeopleFilter {
  figure: string;
  group?: string;
  keeper?: string;
}

export const targetsId = (town: string, year: string): string => `targets:${town}:${year}`;

/** Everything that begins with a text, beyond a cursor. */
function within(prefix: string, after: string | undefined) {
  const end = `${prefix}\uffff`;
  return after === undefined || after < prefix ? range({ gte: prefix, lt: end }) : range({ gt: after, lt: end });
}

export function whereRepo(store: Store, caller: Caller) {
  const page = (where: Readonly<Record<string, Scalar>>, prefix: string, after: string | undefined, limit: number) =>
    store.list<WhereaboutsRecord>('whereabouts', {
      where: { ...where, ...(prefix === '' && after === undefined ? {} : { sortKey: within(prefix, after) }) },
      order: ['sortKey', 'asc'],
      limit,
    });

  return {
    /** Where one person of the caller's places stands; null when nobody looked yet. */
    async one(person: string): Promise<WhereaboutsRecord | null> {
      const found = await store.get<WhereaboutsRecord>('whereabouts', person);
      return found && covers(caller, WHERE_READERS, found) ? found : null;
    },
    ofHousehold: async (household: string) =>
      (await store.list<WhereaboutsRecord>('whereabouts', { where: { household }, limit: 100 })).filter((one) =>
        covers(caller, WHERE_READERS, one),
      ),
    /**
     * One page of the people of a figure. `places` are in the order of their codes: a sortKey begins with the village, so that reading one
     * after the other is the order of all of them.
     */
    async people(places: readonly Scope[], { figure, group, keeper }: PeopleFilter, after: string | undefined, limit: number) {
      const found: WhereaboutsRecord[] = [];
      for (const { level, code } of places) {
        if (found.length >= limit) break;
        const prefix = level !== 'village' ? '' : group === undefined ? `${code}:` : `${code}:${groupKey(group)}:`;
        if (after !== undefined && level === 'village' && after.slice(0, code.length) > code) continue;
        const rest = limit - found.length;
        if (keeper === undefined) found.push(...(await page({ [level]: code, figures: figure }, prefix, after, rest)));
        else {
          const kept = await page({ keeper, figures: figure }, prefix, after, rest);
          found.push(...kept.filter((one) => one[level] === code && covers(caller, WHERE_READERS, one)));
        }
      }
      return found;
    },
    /** One page of the people under one key of domain/person-cells.ts, village after village. */
    async fitting(places: readonly Scope[], cell: string, after: string | undefined, limit: number): Promise<WhereaboutsRecord[]> {
      const found: WhereaboutsRecord[] = [];
      for (const { level, code } of places) {
        if (found.length >= limit) break;
        if (after !== undefined && level === 'village' && after.slice(0, code.length) > code) continue;
        found.push(...(await page({ [level]: code, matchKeys: cell }, level === 'village' ? `${code}:` : '', after, limit - found.length)));
      }
      return found;
    },
    /** Everybody of a place whose name or initials begin with the text. */
    async named(places: readonly Scope[], text: string): Promise<WhereaboutsRecord[]> {
      const field = /^[a-z]+$/i.test(text) ? 'initials' : 'name';
      const from = field === 'initials' ? text.toLowerCase() : text;
      const lists = await Promise.all(
        places.map(({ level, code }) =>
          store.list<WhereaboutsRecord>('whereabouts', {
            where: { [level]: code, [field]: range({ gte: from, lt: `${from}\uffff` }) },
            order: [field, 'asc'],
            limit: MOST_FOUND,
          }),
        ),
      );
      return lists.flat().slice(0, MOST_FOUND);
    },
    /** The figures of a place's villages for one month. */
    async stats({ level, _id, county }: PlaceRecord, month: string): Promise<StatsRecord[]> {
      if (level === 'village') {
        const one = await store.get<StatsRecord>('stats', `${_id}:${month}`);
        return one ? [one] : [];
      }
      const where: Record<string, Scalar> = level === 'town' ? { town: _id } : { county };
      return store.list<StatsRecord>('stats', { where: { ...where, month }, limit: MOST });
    },
    async targets({ level, _id, town, county }: PlaceRecord, year: string): Promise<TargetRecord[]> {
      if (level === 'county') return store.list<TargetRecord>('targets', { where: { county, year }, limit: MOST });
      const one = await store.get<TargetRecord>('targets', targetsId(level === 'town' ? _id : town, year));
      return one ? [one] : [];
    },
    /** What was reported of a place, newest first. */
    reports: (place: string, after: string | undefined, limit: number) =>
      store.list<FigureReportRecord>('figure_reports', {
        where: { place, ...(after === undefined ? {} : { sortKey: range({ lt: after }) }) },
        order: ['sortKey', 'desc'],
        limit,
      }),
    async report(id: string): Promise<FigureReportRecord> {
      const found = await store.get<FigureReportRecord>('figure_reports', id);
      if (!found || !covers(caller, WHERE_READERS, found)) throw new Problem('not_found', { message: '这次报的数不在了，或者不归您看。' });
      return found;
    },
    /** Who was counted otherwise since an instant, oldest first. */
    changesSince: ({ level, code }: Scope, after: string, limit: number) =>
      store.list<WhereChangeRecord>('where_changes', {
        where: { [level]: code, sortKey: range({ gt: after }) },
        order: ['sortKey', 'asc'],
        limit,
      }),
  };
}
