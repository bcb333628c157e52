// How many would be counted otherwise by another decision: everybody is counted both ways and nothing is written. And, once decided, every
// village's figures made anew by the work of the night.
import { FIGURES, inScale } from '@shared/domain/figures';
import { type MemberStanding, standingsOf } from '@shared/domain/household-standing';
import type { HouseholdRecord, PersonRecord, PlaceRecord, SpellRecord } from '@shared/domain/records';
import { type Counting, countingOf } from '@shared/domain/standing-facts';
import { readInstallation } from '@shared/repos/installation';
import { allAmong } from '@shared/repos/ledgers';
import type { JobKind } from '@shared/runtime/jobs';
import { range } from '@shared/runtime/store';
import { remakeVillage } from './where-village';

export interface PreviewInput {
  county: string;
  /** The version of the decision it is over. */
  version: number;
  values: Partial<Counting>;
}
export interface PreviewResult {
  people: number;
  /** Who would stand elsewhere or be in other figures. */
  otherwise: number;
  lines: { figure: string; words: string; unit: string; before: number; after: number; came: number; went: number }[];
}

const AT_ONCE = 25;
const SCALE = '务工规模（报的那个数）';

const add = (tally: Record<string, number>, key: string): void => {
  tally[key] = (tally[key] ?? 0) + 1;
};

/** The figures somebody is in, the reported scale among them. */
function keysOf({ figures }: MemberStanding, { postsInScale }: Counting): Set<string> {
  const own = Object.fromEntries(figures.map((key) => [key, 1]));
  return new Set([...figures, ...(inScale(own, postsInScale) > 0 ? ['scale'] : [])]);
}

export const countingPreview: JobKind<PreviewInput, HouseholdRecord[], PreviewResult> = {
  kind: 'counting.preview',
  roles: ['admin', 'station_clerk'],
  words: '正在两样都数一遍',
  perStep: 8,
  async page(job, limit, { store }) {
    const rows = await store.list<HouseholdRecord>('households', {
      where: {
        county: job.input.county,
        status: 'active',
        ...(job.cursor === null ? {} : { sortKey: range({ gt: job.cursor }) }),
      },
      order: ['sortKey', 'asc'],
      limit: limit * AT_ONCE,
    });
    const items = [];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const value = rows.slice(at, at + AT_ONCE);
      items.push({ key: value[0]?.headName ?? '', cursor: value[value.length - 1]?.sortKey ?? '', value });
    }
    return { items };
  },
  async each(households, job, { store, today }) {
    const [installation, persons] = await Promise.all([
      readInstallation(store),
      allAmong<PersonRecord>(
        store,
        'persons',
        'household',
        households.map(({ _id }) => _id),
      ),
    ]);
    const spells = await allAmong<SpellRecord>(
      store,
      'spells',
      'person',
      persons.map(({ _id }) => _id),
    );
    const home = installation?.home ?? { province: '', city: '', county: '' };
    const now = countingOf(installation);
    const then: Counting = { ...now, ...job.input.values };
    const tally: Record<string, number> = {};
    for (const household of households) {
      const members = persons
        .filter((person) => person.household === household._id)
        .map((person) => ({
          id: person._id,
          sortKey: person.sortKey,
          person,
          spells: spells.filter((spell) => spell.person === person._id),
        }));
      const input = { household, members, home, today };
      const [before, after] = [standingsOf({ ...input, counting: now }), standingsOf({ ...input, counting: then })];
      for (const [i, one] of before.entries()) {
        const other = after[i] as MemberStanding;
        const [was, is] = [keysOf(one, now), keysOf(other, then)];
        add(tally, 'people');
        const came = [...is].filter((key) => !was.has(key));
        const went = [...was].filter((key) => !is.has(key));
        if (came.length + went.length > 0) add(tally, 'otherwise');
        for (const key of was) add(tally, `was:${key}`);
        for (const key of came) add(tally, `came:${key}`);
        for (const key of went) add(tally, `went:${key}`);
      }
    }
    return tally;
  },
  finish({ tally }) {
    const n = (key: string): number => tally[key] ?? 0;
    const figures = [
      { figure: 'scale', words: SCALE, unit: '人' },
      ...Object.entries(FIGURES).map(([figure, { words, unit }]) => ({ figure, words, unit })),
    ];
    const lines = figures
      .map((one) => {
        const [before, came, went] = [n(`was:${one.figure}`), n(`came:${one.figure}`), n(`went:${one.figure}`)];
        return { ...one, before, after: before + came - went, came, went };
      })
      .filter(({ came, went }) => came + went > 0);
    return Promise.resolve({ people: n('people'), otherwise: n('otherwise'), lines });
  },
};

export interface ApplyInput {
  county: string;
  /** The decision's version: a village is made anew once for it. */
  version: number;
}

const MOST_VILLAGES = 1000;

export const countingApply: JobKind<ApplyInput, PlaceRecord, { villages: number }> = {
  kind: 'counting.apply',
  roles: ['admin', 'station_clerk'],
  words: '正在按新的数法重数各村',
  perStep: 2,
  async page(job, limit, { store }) {
    const towns = await store.list<PlaceRecord>('places', { where: { parent: job.input.county }, limit: MOST_VILLAGES });
    const lists = await Promise.all(
      towns.map(({ _id }) => store.list<PlaceRecord>('places', { where: { parent: _id }, limit: MOST_VILLAGES })),
    );
    const all = lists.flat().sort((a, b) => (a._id < b._id ? -1 : 1));
    const items = all
      .filter(({ _id }) => job.cursor === null || _id > job.cursor)
      .slice(0, limit)
      .map((value) => ({ key: value.name, cursor: value._id, value }));
    return { items, total: all.length };
  },
  async each(village, job, { services, now }) {
    await remakeVillage(village, `counting:${job.input.version}`, services, now);
    return { villages: 1 };
  },
  finish: (job) => Promise.resolve({ villages: job.tally.villages ?? 0 }),
};
