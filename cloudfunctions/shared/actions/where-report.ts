// What was reported stays as it was told; who is counted otherwise since then, by name.
import { covers, roleFor } from '@shared/access';
import type { FigureReportRecord, PlaceRecord, WhereChangeRecord } from '@shared/domain/records';
import { placed } from '@shared/repos/staff';
import { REPORTERS, WHERE_READERS } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { askedPlace, demandFigure, figuresNow, picked } from './where-parts';
import { reportView } from './where-report-parts';

const PAGE = 20;

export const whereReport = action('where.report', {
  roles: REPORTERS,
  async change({ place: code }, ctx) {
    const { caller, now, requestId } = ctx;
    const asked = await askedPlace(code, undefined, ctx);
    const { place } = asked;
    if (!covers(caller, REPORTERS, placed(place))) throw new Problem('not_allowed', { message: '这个地方的数不由您来报。' });
    const { month, counts, sentence, stats, uncounted } = await figuresNow(asked, ctx);
    if (uncounted > 0)
      throw new Problem('not_possible_now', { message: `还有 ${uncounted} 个村没数完，报出去的数不全。`, next: '过一两分钟再报。' });
    const id = `report:${sha256(`${caller.openid}|${requestId}`).slice(0, 32)}`;
    const asOfs: Record<string, string> = {};
    for (const one of stats) asOfs[one.village] = one.asOf;
    const record: FigureReportRecord = {
      _id: id,
      ...placed(place),
      status: 'kept',
      sortKey: `${now}:${id}`,
      place: place._id,
      month,
      counts: picked(counts),
      sentence,
      asOfs,
      at: now,
      by: { openid: caller.openid, name: caller.name },
      version: 0,
      auditHead: '',
    };
    return ctx.change(async (change) => {
      const { version } = await change.put('figure_reports', null, record, { verb: 'report', role: roleFor(caller, record) });
      return { record: id, version, note: {} };
    });
  },
  show: async ({ record }, _input, { repos }) => ({ report: reportView(await repos.where.report(record)) }),
});

export const whereReports = action('where.reports', {
  roles: WHERE_READERS,
  async run({ place: code, cursor, limit = PAGE }, ctx) {
    const { place } = await askedPlace(code, undefined, ctx);
    const found = await ctx.repos.where.reports(place._id, cursor, limit);
    return { items: found.map(reportView), next: found.length < limit ? null : (found[found.length - 1]?.sortKey ?? null) };
  },
});

const CHANGES_AT_ONCE = 1000;
const MOST_CHANGES = 5000;
const MOST_SHOWN = 200;

interface Row {
  person: string;
  name: string;
  villageName: string;
  words: string;
}

export const whereSince = action('where.since', {
  roles: WHERE_READERS,
  async run({ report: id, figure }, ctx) {
    const key = demandFigure(figure);
    const report = await ctx.repos.where.report(id);
    const asked = await askedPlace(report.place, undefined, ctx);
    const { counts } = await figuresNow(asked, ctx);
    const { changes, whole } = await changesOf(report, asked.place, ctx);
    const names = new Map(asked.villages.map(({ _id, name }) => [_id, name]));
    const came: Row[] = [];
    const left: Row[] = [];
    for (const { first, last } of changes.values()) {
      const was = first.was?.figures.includes(key) ?? false;
      const is = last.is?.figures.includes(key) ?? false;
      if (was === is) continue;
      const { person, name, village } = last;
      (is ? came : left).push({ person, name, villageName: names.get(village) ?? '', words: last.is?.words ?? '不在这个村了' });
    }
    return {
      was: report.counts[key] ?? 0,
      is: counts[key] ?? 0,
      came: came.slice(0, MOST_SHOWN),
      left: left.slice(0, MOST_SHOWN),
      whole: whole && came.length <= MOST_SHOWN && left.length <= MOST_SHOWN,
    };
  },
});

interface Fold {
  first: WhereChangeRecord;
  last: WhereChangeRecord;
}

/** By person and village, the first and the last change since a report; each village's own instant counts. */
async function changesOf(report: FigureReportRecord, place: PlaceRecord, { repos }: Context) {
  const changes = new Map<string, Fold>();
  let after = Object.values(report.asOfs).sort()[0] ?? report.at;
  for (let seen = 0; seen < MOST_CHANGES; seen += CHANGES_AT_ONCE) {
    const page = await repos.where.changesSince({ level: place.level, code: place._id }, after, CHANGES_AT_ONCE);
    for (const one of page) {
      if (one.at <= (report.asOfs[one.village] ?? '')) continue;
      const key = `${one.person}|${one.village}`;
      changes.set(key, { first: changes.get(key)?.first ?? one, last: one });
    }
    if (page.length < CHANGES_AT_ONCE) return { changes, whole: true };
    after = page[page.length - 1]?.sortKey ?? after;
  }
  return { changes, whole: false };
}
