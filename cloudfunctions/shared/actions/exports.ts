// Sheets that go out: with a reason and a record, by a second person where a whole township's numbers leave outside an open 发放期.
import { randomUUID } from 'node:crypto';
import { covers, roleFor, scopesOf } from '@shared/access';
import type { Output } from '@shared/contract';
import type { ExportRecord, PlaceRecord } from '@shared/domain/records';
import { layoutOf, OUT_LAYOUTS } from '@shared/exchange/out-layouts';
import { linkTo } from '@shared/papers/offer';
import { EXPORT_AGREERS, EXPORT_NUMBERS, EXPORT_WATCHERS, EXPORTERS } from '@shared/repos/exports';
import { action } from '@shared/runtime/action';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';

type ExportView = Output<'export.show'>['export'];
const PAGE = 20;
const SEEING = [...new Set([...EXPORT_WATCHERS, ...EXPORTERS])] as unknown as typeof EXPORT_WATCHERS;

/** Ready files go after an hour. */
const stateOf = ({ status, until }: ExportRecord, now: string): ExportRecord['status'] =>
  status === 'ready' && until !== null && until < now ? 'over' : status;

async function viewOf(one: ExportRecord, { repos, caller, now }: Context): Promise<ExportView> {
  const status = stateOf(one, now);
  const mine = one.by.openid === caller.openid;
  const agrees = status === 'asked' && !mine && covers(caller, EXPORT_AGREERS, one);
  return {
    id: one._id,
    layout: one.layout,
    name: one.name,
    status,
    full: one.full,
    changes: one.changes,
    reason: one.reason,
    placeName: (await repos.places.get(one[one.level]))?.name ?? '',
    at: one.at,
    by: one.by.name,
    mine,
    agreed: one.agreed && { name: one.agreed.name, at: one.agreed.at, yes: one.agreed.yes },
    task: mine ? one.task : null,
    rows: one.rows,
    until: status === 'ready' ? one.until : null,
    can: [
      ...(agrees ? ['agree' as const] : []),
      ...(mine && status === 'ready' ? ['fetch' as const] : []),
      ...(mine && status === 'running' ? ['drive' as const] : []),
    ],
    version: one.version,
  };
}

export const exportLayouts = action('export.layouts', {
  roles: EXPORTERS,
  async run(_input, { repos, caller }) {
    const scopes = scopesOf(caller, EXPORTERS);
    const villages = await repos.places.villagesIn(scopes);
    const wide = scopes.filter(({ level }) => level !== 'village');
    const named = await Promise.all(wide.map(async ({ level, code }) => ({ level, code, place: await repos.places.get(code) })));
    const places = [
      ...named.map(({ level, code, place }) => ({ level, code, name: place?.name ?? '', place })),
      ...villages.map((place) => ({ level: 'village' as const, code: place._id, name: place.name, place })),
    ];
    return {
      layouts: OUT_LAYOUTS.map(({ id, name, words, columns, changes }) => ({ id, name, words, columns: columns.length, changes })),
      places: places.map(({ level, code, name, place }) => ({
        level,
        code,
        name,
        numbers: place !== null && covers(caller, EXPORT_NUMBERS, asPlaced(place)),
      })),
    };
  },
});

/** A place as what lies in it carries it. */
function asPlaced({ _id, level, county, town }: PlaceRecord): { county: string; town: string; village: string } {
  if (level === 'village') return { county, town, village: _id };
  return level === 'town' ? { county, town: _id, village: '' } : { county: _id, town: '', village: '' };
}

/** The job of an export, begun with the change that lets it run. */
async function begin(change: Change, record: ExportRecord, { now }: Context): Promise<string> {
  const { county, town, village, by } = record;
  const job = newJob('export.table', record._id, { export: record._id }, { owner: by.openid, county, town, village }, now);
  await change.begin(job);
  return job._id;
}

export const beginExport = action('export.begin', {
  roles: EXPORTERS,
  limit: { times: 60, seconds: 3600 },
  async change({ layout: layoutId, place: code, full, changes, reason }, ctx) {
    const { repos, caller, now } = ctx;
    const layout = layoutOf(layoutId);
    const place = await repos.places.get(code);
    if (!layout || !place) throw new Problem('not_found', { message: '没有这种表，或者没有这个地方。' });
    const placed = asPlaced(place);
    if (!covers(caller, EXPORTERS, placed)) throw new Problem('not_allowed', { message: '这个地方不归您管。' });
    if (full && !covers(caller, EXPORT_NUMBERS, placed))
      throw new Problem('not_allowed', { message: '带完整号码的表，由村书记、乡村振兴站、劳动就业站出。', next: '先出不带完整号码的。' });
    if (changes && !layout.changes) throw new Problem('bad_input', { fields: { changes: '这种表只能整张出' } });
    await demandFit({ reason }, ctx);
    const whole = place.level !== 'village';
    // The whole township's numbers leave by two people, but while money is being paid out they are what the work needs every day.
    const needsSecond = full && whole && !(place.level === 'town' && (await repos.exports.paying(place._id)));
    const id = `export:${randomUUID()}`;
    return ctx.change(async (change) => {
      const record: ExportRecord = {
        ...placed,
        _id: id,
        status: needsSecond ? 'asked' : 'running',
        sortKey: `${now}:${id}`,
        layout: layout.id,
        level: place.level,
        name: `${place.name}-${layout.name}${changes ? '-变动' : ''}-${ctx.today}`,
        full,
        changes,
        reason,
        at: now,
        by: { openid: caller.openid, name: caller.name },
        agreed: null,
        needsSecond,
        task: null,
        rows: 0,
        fileID: null,
        until: null,
        version: 0,
        auditHead: '',
      };
      const task = needsSecond ? null : await begin(change, record, ctx);
      const { version } = await change.put(
        'exports',
        null,
        { ...record, task },
        { verb: 'export', role: roleFor(caller, placed), detail: { layout: layout.id, full, changes, reason } },
      );
      return { record: id, version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ export: await viewOf(await ctx.repos.exports.inScope(record, SEEING), ctx) }),
});

export const listExports = action('export.list', {
  roles: SEEING,
  async run({ cursor, limit = PAGE }, ctx) {
    const found = await ctx.repos.exports.page(cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await Promise.all(found.map((one) => viewOf(one, ctx))), next: last?.sortKey ?? null };
  },
});

export const showExport = action('export.show', {
  roles: SEEING,
  run: async ({ export: id }, ctx) => ({ export: await viewOf(await ctx.repos.exports.inScope(id, SEEING), ctx) }),
});

export const agreeExport = action('export.agree', {
  roles: EXPORT_AGREERS,
  async change({ export: id, version, yes }, ctx) {
    const { repos, caller, now } = ctx;
    const seen = await repos.exports.inScope(id, EXPORT_AGREERS);
    if (seen.by.openid === caller.openid) throw new Problem('not_allowed', { message: '这是您自己要的，要由另一个人同意。' });
    return ctx.change(async (change) => {
      const before = await change.get<ExportRecord>('exports', id);
      if (!before) throw new Problem('not_found');
      if (before.status !== 'asked') throw new Problem('already_done', { message: '这一张已经有人定了。' });
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const task = yes ? await begin(change, before, ctx) : null;
      const agreed = { openid: caller.openid, name: caller.name, at: now, yes };
      const stored = await change.put(
        'exports',
        before,
        { ...before, status: yes ? 'running' : 'refused', agreed, task },
        { verb: yes ? 'agree' : 'refuse', role: roleFor(caller, before) },
      );
      change.tell({
        openid: before.by.openid,
        subject: id,
        version: stored.version,
        kind: 'export_answered',
        title: yes ? '要的表，有人同意了' : '要的表，没同意',
        text: `${caller.name}${yes ? '同意' : '没同意'}出「${before.name}」。`,
        page: 'packages/exchange/out/out',
      });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async ({ record }, _input, ctx) => ({ export: await viewOf(await ctx.repos.exports.inScope(record, SEEING), ctx) }),
});

export const fetchExport = action('export.fetch', {
  roles: EXPORTERS,
  limit: { times: 120, seconds: 3600 },
  async run({ export: id }, ctx) {
    const one = await ctx.repos.exports.inScope(id, EXPORTERS);
    if (one.by.openid !== ctx.caller.openid) throw new Problem('not_allowed', { message: '谁要的谁拿；您要就自己出一张。' });
    if (stateOf(one, ctx.now) !== 'ready' || one.fileID === null)
      throw new Problem('not_possible_now', { message: '这张表还没做好，或者已经清掉了。', next: '重新出一张。' });
    await ctx.note(
      `fetch:${ctx.caller.openid}:${ctx.requestId}`,
      { collection: 'exports', record: id },
      { verb: 'fetch', role: roleFor(ctx.caller, one), detail: { full: one.full, rows: one.rows } },
    );
    return { file: await linkTo(`${one.name}.xlsx`, one.fileID, ctx) };
  },
});
