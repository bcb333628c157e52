// Figures of a month village by village, live while it is open and as reported once closed; 今天先办; 月台账 as pages and spreadsheets.
import { type Scope, scopesOf } from '@shared/access';
import { beijingDate, beijingTime } from '@shared/domain/dates';
import { maskIdNumber } from '@shared/domain/masks';
import { countMonth, monthAfter, monthBefore, roundId } from '@shared/domain/month';
import { seenOf } from '@shared/domain/month-seen';
import { type CheckRecord, MONTH_COUNTS, type MonthFigures, type MonthFiguresRecord, type RoundRecord } from '@shared/domain/records';
import { HOW_WORDS, outcomeWords, WHEREABOUTS_WORDS } from '@shared/domain/words/month';
import { freshFigures } from '@shared/listing/month-figures';
import { ASKERS, MONTH_READERS, manyById, personsAmong, spellsAmong } from '@shared/repos/months';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { roundView, thisMonth } from './month-parts';

const PAGE = 50;
const FIRST = 8;
const LATEST_OPENED = 12;

/** Sums of villages; a person is asked in one village alone, so that nobody counts twice. */
export function summed(all: readonly MonthFigures[]): MonthFigures {
  const sum = countMonth([]);
  for (const one of all) for (const key of MONTH_COUNTS) sum[key] += one[key];
  return sum;
}

/** The places asked about: one the caller reads, or all of theirs. */
async function scopesFor(place: string | undefined, ctx: Context): Promise<Scope[]> {
  const mine = scopesOf(ctx.caller, MONTH_READERS);
  if (place === undefined) return mine;
  const found = await ctx.repos.places.get(place);
  const levels = found && { county: found.county, town: found.town, village: found.level === 'village' ? found._id : '' };
  if (!found || !levels || !mine.some(({ level, code }) => levels[level] === code))
    throw new Problem('not_allowed', { message: '这里不归您看。' });
  return [{ level: found.level, code: place }];
}

export const monthFigures = action('month.figures', {
  roles: MONTH_READERS,
  async run({ place, month }, ctx) {
    const { repos, store, now, today } = ctx;
    const which = month ?? thisMonth(ctx);
    const scopes = await scopesFor(place, ctx);
    const rounds = await repos.months.inPlaces<RoundRecord>('rounds', scopes, which);
    const counted = new Map(
      (await repos.months.inPlaces<MonthFiguresRecord>('month_figures', scopes, which)).map((one) => [one.village, one]),
    );
    const rows = await Promise.all(
      rounds.map(async (round) => {
        const live = counted.get(round.village);
        const fresh = round.figures === null && live ? await freshFigures(store, live, now) : live;
        const { village, villageName, status, cutoff } = await roundView(round, ctx);
        return {
          village,
          villageName,
          status,
          cutoff,
          figures: round.figures ?? fresh?.figures ?? countMonth([]),
          asOf: round.figures ? (round.closedAt ?? now) : (fresh?.asOf ?? now),
        };
      }),
    );
    const [only] = scopes;
    const named = scopes.length === 1 && only ? ((await repos.places.get(only.code))?.name ?? '') : '';
    return {
      today,
      month: which,
      placeName: named,
      rows,
      total: summed(rows.map(({ figures }) => figures)),
      next: monthsAround(which, thisMonth(ctx)),
    };
  },
});

/** Months one may look at beside this one, newest first. */
function monthsAround(month: string, present: string): string[] {
  const months: string[] = [];
  for (let at = present; months.length < LATEST_OPENED; at = monthBefore(at)) months.push(at);
  return months.includes(month) ? months : [month, monthAfter(month), ...months];
}

export const firstToday = action('month.first', {
  roles: ASKERS,
  async run({ limit = FIRST }, ctx) {
    const { repos, store, now } = ctx;
    const month = thisMonth(ctx);
    const found = await repos.months.inPlaces<MonthFiguresRecord>('month_figures', scopesOf(ctx.caller, ASKERS), month);
    const fresh = await Promise.all(found.map((one) => freshFigures(store, one, now)));
    const rows = fresh
      .flatMap(({ first, village }) => first.map((row) => ({ ...row, village })))
      .sort((a, b) => b.weight - a.weight || (a.person < b.person ? -1 : 1))
      .slice(0, limit);
    const items = await Promise.all(
      rows.map(async ({ person, name, household, village, group, headName, why }) => ({
        person,
        name,
        household,
        village,
        villageName: (await repos.places.get(village))?.name ?? '',
        group,
        headName,
        why: why.map(({ words }) => words),
      })),
    );
    const { left, leftHouseholds, asked } = summed(fresh.map(({ figures }) => figures));
    const oldest = fresh.map(({ asOf }) => asOf).sort()[0] ?? now;
    return { month, asOf: `${beijingDate(oldest)} ${beijingTime(oldest)}`, items, left, leftHouseholds, asked };
  },
});

const NOWHERE = { whereabouts: 'not_counted' as const, place: '', employer: '', monthlyFen: null };

/** A line of 月台账 of a check; what was frozen with it, else the ledger now. */
export async function ledgerRows(checks: readonly CheckRecord[], ctx: Pick<Context, 'store' | 'repos' | 'today'>) {
  const ids = checks.map(({ person }) => person);
  const [persons, spells, installation, villages] = await Promise.all([
    personsAmong(ctx.store, ids),
    spellsAmong(
      ctx.store,
      checks.filter(({ seen }) => seen === null).map(({ person }) => person),
    ),
    ctx.repos.installation.get(),
    manyById<{ _id: string; name: string }>(
      ctx.store,
      'places',
      checks.map(({ village }) => village),
    ),
  ]);
  return checks.map((check) => {
    const person = persons.get(check.person);
    const seen = check.seen ?? (person ? seenOf(person, spells.get(check.person) ?? [], installation, ctx.today) : NOWHERE);
    return {
      check,
      person,
      row: {
        id: check._id,
        villageName: villages.get(check.village)?.name ?? '',
        group: check.group,
        headName: check.headName,
        name: check.name,
        idMasked: person ? maskIdNumber(person.idTail) : '',
        whereabouts: WHEREABOUTS_WORDS[seen.whereabouts],
        place: seen.place,
        employer: seen.employer,
        monthlyFen: seen.monthlyFen,
        outcome: outcomeWords(check.status, seen.place !== ''),
        how: check.how === null ? '' : HOW_WORDS[check.how],
        by: check.how === 'carried' ? '' : (check.by?.name ?? ''),
        on: check.at === null || check.how === 'carried' ? '' : beijingDate(check.at),
        note: [check.late ? `${check.late} 的，结了以后才报来` : '', check.note].filter((part) => part !== '').join('；'),
      },
    };
  });
}

export const monthLedger = action('month.ledger', {
  roles: MONTH_READERS,
  async run({ village, month, cursor, limit = PAGE }, ctx) {
    const { repos, store, now } = ctx;
    await repos.months.villageInScope(village, MONTH_READERS);
    const [round, counted, checks] = await Promise.all([
      store.get<RoundRecord>('rounds', roundId(village, month)),
      repos.months.figures(village, month),
      repos.months.checks(village, month, cursor, limit),
    ]);
    const rows = round ? await ledgerRows(checks, ctx) : [];
    return {
      round: round && (await roundView(round, ctx)),
      figures: round?.figures ?? (counted && (await freshFigures(store, counted, now)).figures),
      items: rows.map(({ row }) => row),
      next: round && checks.length === limit ? (checks.at(-1)?.sortKey ?? null) : null,
    };
  },
});
