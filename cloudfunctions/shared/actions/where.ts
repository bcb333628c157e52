// Where everybody stands: the figures of a place as of an instant, and the people behind each of them.
import { covers } from '@shared/access';
import { summed } from '@shared/domain/figures';
import type { StatsRecord } from '@shared/domain/records';
import { monthBefore } from '@shared/listing/whereabouts';
import { placed } from '@shared/repos/staff';
import { REPORTERS, TARGET_SETTERS, WHERE_READERS } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import { askedPlace, demandFigure, figuresNow, keptOf, lastYearsMonth, picked, ROW_FIGURES, standingRow } from './where-parts';
import { reportView } from './where-report-parts';

const PAGE = 30;

export const whereFigures = action('where.figures', {
  roles: WHERE_READERS,
  async run({ place: code, zone }, ctx) {
    const { repos, caller } = ctx;
    const asked = await askedPlace(code, zone, ctx);
    const { place, villages } = asked;
    const { month, stats, asOf, uncounted, counts, shares, postsInScale, wage, sentence } = await figuresNow(asked, ctx);
    const [before, year, reports] = await Promise.all([
      keptOf(asked, monthBefore(month), ctx),
      keptOf(asked, lastYearsMonth(month), ctx),
      asked.zone === '' ? repos.where.reports(place._id, undefined, 1) : [],
    ]);
    const sumOf = (kept: StatsRecord[] | null) => kept && picked(summed(kept.map((one) => one.counts)));
    const byVillage = new Map(stats.map((one) => [one.village, one]));
    return {
      place: { code: place._id, name: place.name, level: place.level },
      zone: asked.zone,
      zones: place.level === 'village' ? [] : asked.zones,
      month,
      asOf,
      uncounted,
      counts: picked(counts),
      shares,
      postsInScale,
      wage,
      before: { month: sumOf(before), year: sumOf(year) },
      villages:
        place.level === 'village'
          ? []
          : villages.map(({ _id, name, zone: of }) => ({
              code: _id,
              name,
              zone: of ?? '',
              counts: picked(byVillage.get(_id)?.counts ?? {}, ROW_FIGURES),
            })),
      sentence,
      last: reports[0] ? reportView(reports[0]) : null,
      mayReport: asked.zone === '' && covers(caller, REPORTERS, placed(place)),
      maySetTargets: place.level === 'town' && covers(caller, TARGET_SETTERS, placed(place)),
    };
  },
});

export const wherePeople = action('where.people', {
  roles: WHERE_READERS,
  async run({ place: code, zone, figure, group, keeper, text, cursor, limit = PAGE }, ctx) {
    const { repos } = ctx;
    const key = demandFigure(figure);
    const asked = await askedPlace(code, zone, ctx);
    const { place, villages, scopes } = asked;
    const narrowed = group !== undefined || keeper !== undefined || (text ?? '') !== '';
    // Settled and counted before the first page, so that the figure and its list are of one instant.
    const figures = cursor === undefined ? await figuresNow(asked, ctx) : null;
    const rows = text
      ? await repos.where.named(scopes, text)
      : await repos.where.people(scopes, { figure: key, group, keeper }, cursor, limit);
    const names = new Map(villages.map(({ _id, name }) => [_id, name]));
    const only = figures && villages.length === 1 ? figures.stats[0] : undefined;
    const keepers = new Map((figures?.stats ?? []).flatMap((one) => one.keepers.map(({ id, name }) => [id, name] as const)));
    return {
      place: { code: place._id, name: place.name, level: place.level },
      asOf: figures?.asOf ?? null,
      count: figures && !narrowed ? (figures.counts[key] ?? 0) : null,
      zones: place.level === 'village' ? [] : asked.zones,
      villages: figures && place.level !== 'village' ? villages.map(({ _id, name }) => ({ code: _id, name })) : [],
      groups: only?.groups ?? [],
      keepers: [...keepers].map(([id, name]) => ({ id, name })),
      items: rows.map((row) => standingRow(row, names.get(row.village) ?? '')),
      next: text || rows.length < limit ? null : (rows[rows.length - 1]?.sortKey ?? null),
    };
  },
});
