// How records that may be one are looked for: every record of a place in turn, each asking by index for those like it. A pair is written once
// and stays as it was decided.
import { REGISTRY_KEEPERS } from '@shared/actions/registry-parts';
import type { PairRecord, Placed, Versioned } from '@shared/domain/records';
import type { JobKind } from '@shared/runtime/jobs';
import { range, type Stored } from '@shared/runtime/store';
import type { WorkContext } from '@shared/runtime/work-context';

export interface SearchedPlace {
  town: string;
  /** '' = the whole township. */
  village: string;
}

type Searched = Stored & Placed & Versioned & { status: string };

export interface Alike<T, Reason> {
  other: T;
  reasons: Reason[];
}

/** Collects what is like one record, still counted and of its township, with every reason for it. */
export function alikes<T extends Searched, Reason>(one: T) {
  const found = new Map<string, Alike<T, Reason>>();
  return {
    note(other: T, reason: Reason): void {
      if (other._id === one._id || other.status !== 'active' || other.town !== one.town) return;
      const alike = found.get(other._id) ?? { other, reasons: [] };
      found.set(other._id, { other, reasons: [...alike.reasons, reason] });
    },
    all: (): Alike<T, Reason>[] => [...found.values()],
  };
}

/** A search through one collection. `weight` puts the likeliest first in the list. */
export function twinSearch<T extends Searched, Reason extends string>(search: {
  kind: string;
  words: string;
  perStep?: number;
  of: 'persons' | 'households';
  pairs: 'twins' | 'home_twins';
  idOf(a: string, b: string): string;
  nameOf(one: T): string;
  like(one: T, ctx: Pick<WorkContext, 'store'>): Promise<Alike<T, Reason>[]>;
  weight(reasons: readonly Reason[]): string;
}): JobKind<SearchedPlace, T, { found: number }> {
  return {
    kind: search.kind,
    roles: REGISTRY_KEEPERS,
    words: search.words,
    ...(search.perStep === undefined ? {} : { perStep: search.perStep }),
    async page(job, limit, { store }) {
      const { town, village } = job.input;
      const items = await store.list<T>(search.of, {
        where: {
          ...(village === '' ? { town } : { village }),
          status: 'active',
          ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }),
        },
        order: ['sortKey', 'asc'],
        limit,
      });
      return { items: items.map((value) => ({ key: search.nameOf(value), cursor: value.sortKey, value })) };
    },
    async each(one, _job, ctx) {
      let found = 0;
      for (const { other, reasons } of await search.like(one, ctx)) {
        const _id = search.idOf(one._id, other._id);
        const [a, b] = one._id < other._id ? [one, other] : [other, one];
        await ctx.change(async (change) => {
          const before = await change.get<PairRecord<Reason>>(search.pairs, _id);
          // Decided once, it stays decided.
          if (before) return { record: _id, version: before.version, note: {} };
          const { county, town } = a;
          const village = a.village === b.village ? a.village : '';
          const record: PairRecord<Reason> = {
            ...{ _id, county, town, village, status: 'open', sortKey: `${search.weight(reasons)}:${_id}` },
            ...{ a: a._id, b: b._id, names: [search.nameOf(a), search.nameOf(b)], reasons },
            ...{ foundOn: ctx.today, note: '', version: 0, auditHead: '' },
          };
          await change.put(search.pairs, null, record, { verb: 'find', role: 'cadre' });
          found = 1;
          return { record: _id, version: 0, note: {} };
        });
      }
      return { found };
    },
    finish: (job) => Promise.resolve({ found: job.tally.found ?? 0 }),
  };
}
