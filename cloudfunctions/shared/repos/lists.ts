// Who should be paid, within the caller's place: opened years, the nightly answers by index, what people said, the equations, imports.
import { type Caller, covers, type Scope, scopesOf } from '@shared/access';
import type { EquationPart, Line } from '@shared/domain/lines';
import { type MinutesRecord, minutesPrefix } from '@shared/domain/minutes-records';
import type {
  AssessmentRecord,
  EquationRecord,
  ImportRecord,
  PersonRecord,
  PlaceRecord,
  Role,
  StandingRecord,
  YearRecord,
} from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Scalar, type Store } from '@shared/runtime/store';

/** Who reads the list of their place. */
export const LIST_READERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'];
/** Who takes past payments over and opens a year: the township's clerk. */
export const OPENERS: readonly [Role, ...Role[]] = ['station_clerk'];

const MOST = 1000;
const MOST_SEARCHED = 50;

export const yearKey = (programme: string, period: string): string => `${programme}:${period}`;
export const yearId = (town: string, programme: string, period: string): string => `year:${town}:${programme}:${period}`;
export const assessmentId = (programme: string, period: string, person: string): string => `${programme}:${period}:${person}`;
export const standingId = (programme: string, period: string, person: string): string => `standing:${programme}:${period}:${person}`;
export const equationId = (village: string, programme: string, period: string): string => `${village}:${programme}:${period}`;
export const outsideId = (programme: string, person: string, period: string, n: number): string =>
  `outside:${programme}:${person}:${period}:${n}`;

export interface LineFilter {
  line?: Line;
  group?: string;
  keeper?: string;
  lack?: string;
}

export function listsRepo(store: Store, caller: Caller) {
  const years = new Map<string, Promise<YearRecord | null>>();
  const outOfReach = () => new Problem('not_allowed', { message: '这个地方不归您看。' });

  return {
    /** Whether residents of a town may see amounts of a programme-year and hand in. */
    async opened(town: string, programme: string, period: string): Promise<boolean> {
      const id = yearId(town, programme, period);
      const found = years.get(id) ?? store.get<YearRecord>('years', id);
      years.set(id, found);
      return (await found)?.status === 'open';
    },
    /** Of the caller's town. */
    yearsOf: (town: string) => store.list<YearRecord>('years', { where: { town }, limit: MOST }),

    /** The town whose past the caller may take over. */
    openingTown(): string {
      const scope = scopesOf(caller, OPENERS).find(({ level }) => level === 'town');
      if (!scope) throw new Problem('not_allowed', { message: '往年的账由乡镇的站办来接。' });
      return scope.code;
    },
    imports: (town: string) => store.list<ImportRecord>('imports', { where: { town }, order: ['sortKey', 'desc'], limit: 20 }),
    async importById(id: string): Promise<ImportRecord> {
      const found = await store.get<ImportRecord>('imports', id);
      if (!found || !covers(caller, OPENERS, found)) throw new Problem('not_found');
      return found;
    },

    /** A place the caller reads, with what is below it. */
    async place(code: string | undefined, roles: readonly Role[] = LIST_READERS): Promise<PlaceRecord> {
      const scopes = scopesOf(caller, roles);
      const wanted = code ?? scopes[0]?.code;
      const place = wanted === undefined ? null : await store.get<PlaceRecord>('places', wanted);
      if (!place) throw outOfReach();
      const within = {
        county: place.county,
        town: place.level === 'county' ? '' : place.town,
        village: place.level === 'village' ? place._id : '',
      };
      if (!covers(caller, roles, within)) throw outOfReach();
      return place;
    },
    /** A person of the caller's place, for filling and recording. */
    async person(id: string, roles: readonly Role[]): Promise<PersonRecord> {
      const person = await store.get<PersonRecord>('persons', id);
      if (!person || !covers(caller, roles, person)) throw new Problem('not_found', { message: '没找到这个人，或者不归您这里。' });
      return person;
    },
    assessment: (programme: string, period: string, person: string) =>
      store.get<AssessmentRecord>('assessments', assessmentId(programme, period, person)),
    /** One page of a village's list. One filter narrows the index; the others are looked at row by row. */
    async lines(village: string, year: string, filter: LineFilter, after: string | undefined, limit: number): Promise<AssessmentRecord[]> {
      const narrow: Record<string, Scalar> =
        filter.lack !== undefined
          ? { lacks: filter.lack }
          : filter.keeper !== undefined
            ? { keeper: filter.keeper }
            : filter.group !== undefined
              ? { group: filter.group }
              : filter.line !== undefined
                ? { line: filter.line }
                : {};
      const fits = (row: AssessmentRecord) =>
        (filter.line === undefined || row.line === filter.line) &&
        (filter.group === undefined || row.group === filter.group) &&
        (filter.keeper === undefined || row.keeper === filter.keeper) &&
        (filter.lack === undefined || row.lacks === filter.lack);
      const found: AssessmentRecord[] = [];
      let from = after;
      for (;;) {
        const page = await store.list<AssessmentRecord>('assessments', {
          where: { village, year, ...narrow, ...(from === undefined ? {} : { sortKey: range({ gt: from }) }) },
          order: ['sortKey', 'asc'],
          limit,
        });
        found.push(...page.filter(fits));
        from = page.at(-1)?.sortKey;
        if (page.length < limit || found.length >= limit) return found.slice(0, limit);
      }
    },
    /** Rows whose name or initials begin with the text. */
    async named(village: string, year: string, text: string): Promise<AssessmentRecord[]> {
      const field = /^[a-z]+$/i.test(text) ? 'initials' : 'name';
      const from = field === 'initials' ? text.toLowerCase() : text;
      return store.list<AssessmentRecord>('assessments', {
        where: { village, year, [field]: range({ gte: from, lt: `${from}\uffff` }) },
        order: [field, 'asc'],
        limit: MOST_SEARCHED,
      });
    },
    /** The people of one part of the equation. */
    inPart: ({ level, code }: Scope, year: string, part: EquationPart, after: string | undefined, limit: number) =>
      store.list<AssessmentRecord>('assessments', {
        where: { [level]: code, year, status: part, ...(after === undefined ? {} : { sortKey: range({ gt: after }) }) },
        order: ['sortKey', 'asc'],
        limit,
      }),
    async equations({ level, _id, town }: PlaceRecord, programme: string, period: string): Promise<EquationRecord[]> {
      if (level === 'village') {
        const one = await store.get<EquationRecord>('equations', equationId(_id, programme, period));
        return one ? [one] : [];
      }
      const where: Record<string, Scalar> = level === 'town' ? { town: town || _id } : { county: _id };
      return store.list<EquationRecord>('equations', { where: { ...where, year: yearKey(programme, period) }, limit: MOST });
    },
    standing: (programme: string, period: string, person: string) =>
      store.get<StandingRecord>('standings', standingId(programme, period, person)),
    standingsOf: (programme: string, period: string, persons: readonly string[]) =>
      store.getMany<StandingRecord>(
        'standings',
        persons.map((person) => standingId(programme, period, person)),
      ),
    /** Minutes of a village about its list of one programme-year, newest first. */
    async minutes(village: string, programme: string, period: string): Promise<MinutesRecord[]> {
      const prefix = minutesPrefix(programme, period);
      const found = await store.list<MinutesRecord>('minutes', {
        where: { village, sortKey: range({ gte: prefix, lt: `${prefix}\uffff` }) },
        order: ['sortKey', 'desc'],
        limit: 100,
      });
      return found.filter(({ about }) => about === 'list');
    },
  };
}
