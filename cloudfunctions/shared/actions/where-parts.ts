// What the actions about where people stand share: the place asked for and its villages, its figures, a row as officers see it.
import { type Scope, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import { beijingDate, beijingTime, dayWords, monthIndex, monthText } from '@shared/domain/dates';
import { type Counts, type Denominator, denominators, FIGURE_KEYS, type FigureKey, isFigure, summed } from '@shared/domain/figures';
import type { Instant, PlaceRecord, StatsRecord, Target, WageSum, WhereaboutsRecord } from '@shared/domain/records';
import { countingOf } from '@shared/domain/standing-facts';
import { targetOfCounty, targetOfTown, targetOfVillages } from '@shared/domain/targets';
import { eveningWords } from '@shared/domain/words/where';
import { rebuildDirty } from '@shared/listing/dirty';
import { monthBefore } from '@shared/listing/whereabouts';
import { WHERE_READERS } from '@shared/repos/where';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { countedOnce } from '@shared/works/where-village';

export type StandingRow = Output<'where.people'>['items'][number];

/** A place and the villages of it that are meant, in the order of their codes. */
export interface Asked {
  place: PlaceRecord;
  zone: string;
  zones: string[];
  villages: PlaceRecord[];
  /** The scopes that hold exactly these villages, few where they are a whole place. */
  scopes: Scope[];
}

/** The place asked for, within the caller's own; without one the widest the caller has, or their only village. */
export async function askedPlace(code: string | undefined, zone: string | undefined, { repos, caller }: Context): Promise<Asked> {
  const place = await repos.lists.place(code ?? scopesOf(caller, WHERE_READERS)[0]?.code, WHERE_READERS);
  const all = await repos.places.villagesIn([{ level: place.level, code: place._id }]);
  const zones = [...new Set(all.map((one) => one.zone ?? ''))].filter((name) => name !== '').sort();
  if (zone === undefined || zone === '')
    return { place, zone: '', zones, villages: all, scopes: [{ level: place.level, code: place._id }] };
  const villages = all.filter((one) => one.zone === zone);
  if (villages.length === 0) throw new Problem('not_found', { message: '没有这一片。', next: '返回重新选。' });
  return { place, zone, zones, villages, scopes: villages.map(({ _id }) => ({ level: 'village', code: _id })) };
}

export function demandFigure(key: string): FigureKey {
  if (!isFigure(key)) throw new Problem('bad_input', { fields: { figure: '没有这一项数，更新一下小程序再看' } });
  return key;
}

export interface Figures {
  month: string;
  asOf: Instant | null;
  uncounted: number;
  counts: Counts;
  shares: Denominator[];
  postsInScale: boolean;
  wage: WageSum;
  stats: StatsRecord[];
  sentence: string;
}

/** Each village's newest figures: of this month, else (before the first night of a month) of the last. */
async function newest({ place, villages }: Asked, month: string, { repos }: Context): Promise<Map<string, StatsRecord>> {
  const found = new Map((await repos.where.stats(place, month)).map((one) => [one.village, one]));
  if (villages.every(({ _id }) => found.has(_id))) return found;
  for (const one of await repos.where.stats(place, monthBefore(month))) if (!found.has(one.village)) found.set(one.village, one);
  return found;
}

/** The figures of a place as of now: what changed since the night is settled first, a village never looked at is counted. */
export async function figuresNow(asked: Asked, ctx: Context): Promise<Figures> {
  const { services, repos, now, today } = ctx;
  const { place, villages } = asked;
  const month = today.slice(0, 7);
  await rebuildDirty(services, now, place.level === 'village' ? place._id : undefined);
  let found = await newest(asked, month, ctx);
  const lacking = villages.filter(({ _id }) => !found.has(_id));
  if (lacking.length > 0) {
    await countedOnce(lacking, ctx);
    found = await newest(asked, month, ctx);
  }
  const stats = villages.flatMap(({ _id }) => found.get(_id) ?? []);
  const counts = summed(stats.map((one) => one.counts));
  const { postsInScale } = countingOf(await repos.installation.get());
  const shares = denominators(counts, await targetNow(asked, ctx), postsInScale);
  // The sum is only as new as the oldest of what it sums.
  const asOf = stats.map((one) => one.asOf).sort()[0] ?? null;
  const wage = wagesOf(stats, await keptOf(asked, lastYearsMonth(month), ctx));
  const name = asked.zone === '' ? place.name : `${place.name}${asked.zone}`;
  const sentence = eveningWords({ place: name, asOf: instantWords(asOf ?? now), counts, shares, postsInScale, wage });
  return { month, asOf, uncounted: villages.length - stats.length, counts, shares, postsInScale, wage, stats, sentence };
}

export const instantWords = (at: Instant): string => `${dayWords(beijingDate(at))} ${beijingTime(at)}`;

export const lastYearsMonth = (month: string): string => monthText(monthIndex(month) - 12);

/** What was kept of a month, only when every village kept it: a part of a sum is no sum. */
export async function keptOf({ place, villages }: Asked, month: string, { repos }: Context): Promise<StatsRecord[] | null> {
  const kept = new Map((await repos.where.stats(place, month)).map((one) => [one.village, one]));
  const all = villages.flatMap(({ _id }) => kept.get(_id) ?? []);
  return all.length === villages.length && all.length > 0 ? all : null;
}

/** Last year's pay as it was reported then; where nothing was kept, as the ledger tells it today. */
function wagesOf(stats: readonly StatsRecord[], lastYear: readonly StatsRecord[] | null): WageSum {
  const sum: WageSum = { people: 0, fen: 0, lastPeople: 0, lastFen: 0 };
  for (const { wage } of stats) {
    sum.people += wage.people;
    sum.fen += wage.fen;
    sum.lastPeople += wage.lastPeople;
    sum.lastFen += wage.lastFen;
  }
  if (lastYear === null) return sum;
  return {
    ...sum,
    lastPeople: lastYear.reduce((all, { wage }) => all + wage.people, 0),
    lastFen: lastYear.reduce((all, { wage }) => all + wage.fen, 0),
  };
}

async function targetNow({ place, zone, villages }: Asked, { repos, today }: Context): Promise<Target> {
  const records = await repos.where.targets(place, today.slice(0, 4));
  const codes = villages.map(({ _id }) => _id);
  if (place.level === 'county') {
    const towns = [...new Set(villages.map(({ town }) => town))];
    const of = (town: string) => villages.filter((one) => one.town === town).map(({ _id }) => _id);
    return targetOfCounty(records, of, towns);
  }
  const record = records[0] ?? null;
  if (place.level === 'town' && zone === '') return record === null ? { task: null, lastYearEnd: null } : targetOfTown(record, codes);
  return targetOfVillages(record, codes);
}

/** Of each village only what its row shows: a county's answer stays small. */
export const ROW_FIGURES: readonly FigureKey[] = [
  'labourers',
  'at_work',
  'at_work_beside_posts',
  'group_not_gone',
  'group_out',
  'group_returned',
  'group_fallback',
  'reach_other_province',
  'reach_in_province',
  'reach_in_county',
  'home_for_now',
  'zero_work',
  'hard_to_place',
];

export function picked(counts: Readonly<Counts>, keys: readonly FigureKey[] = FIGURE_KEYS): Counts {
  const some: Counts = {};
  for (const key of keys) some[key] = counts[key] ?? 0;
  return some;
}

export function standingRow(one: WhereaboutsRecord, villageName: string): StandingRow {
  const { person, name, household, headName, group, keeperName, status, words, since, place, next, marks, hard, call } = one;
  return { person, name, household, headName, villageName, group, keeperName, state: status, words, since, place, next, marks, hard, call };
}
