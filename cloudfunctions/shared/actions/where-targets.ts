// What a town and its villages are measured by: 年度任务, and 去年底务工总数 where it was reported otherwise than the ledger counts it.
import { covers } from '@shared/access';
import type { PlaceRecord, TargetRecord } from '@shared/domain/records';
import { placed } from '@shared/repos/staff';
import { TARGET_SETTERS, targetsId } from '@shared/repos/where';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { askedPlace, figuresNow } from './where-parts';

async function settable(code: string | undefined, ctx: Context): Promise<PlaceRecord> {
  const { place } = await askedPlace(code, undefined, ctx);
  if (place.level !== 'town' || !covers(ctx.caller, TARGET_SETTERS, placed(place)))
    throw new Problem('not_allowed', { message: '任务数由乡镇的振兴站来定。' });
  return place;
}

async function viewOf(town: PlaceRecord, year: string, ctx: Context) {
  const asked = await askedPlace(town._id, undefined, ctx);
  const [record] = await ctx.repos.where.targets(town, year);
  const { stats, counts } = await figuresNow(asked, ctx);
  const counted = new Map(stats.map((one) => [one.village, one.counts.last_year_end ?? 0]));
  return {
    town: { code: town._id, name: town.name },
    year,
    version: record?.version ?? null,
    whole: record?.whole ?? { task: null, lastYearEnd: null },
    villages: asked.villages.map(({ _id, name }) => ({
      code: _id,
      name,
      ...(record?.villages[_id] ?? { task: null, lastYearEnd: null }),
      counted: counted.get(_id) ?? 0,
    })),
    counted: counts.last_year_end ?? 0,
  };
}

export const whereTargets = action('where.targets', {
  roles: TARGET_SETTERS,
  run: async ({ town, year }, ctx) => viewOf(await settable(town, ctx), year ?? ctx.today.slice(0, 4), ctx),
});

export const setTargets = action('where.setTargets', {
  roles: TARGET_SETTERS,
  async change({ town: code, year, version, whole, villages }, ctx) {
    const town = await settable(code, ctx);
    const known = new Set((await ctx.repos.places.villagesIn([{ level: 'town', code: town._id }])).map(({ _id }) => _id));
    if (villages.some((one) => !known.has(one.code))) throw new Problem('bad_input', { fields: { villages: '有的村不在本乡' } });
    const id = targetsId(town._id, year);
    return ctx.change(async (change) => {
      const before = await change.get<TargetRecord>('targets', id);
      if ((before?.version ?? null) !== version) throw new Problem('changed_meanwhile');
      const parts: TargetRecord['villages'] = {};
      for (const { code: village, task, lastYearEnd } of villages) parts[village] = { task, lastYearEnd };
      const wanted: TargetRecord = {
        ...(before ?? { _id: id, ...placed(town), year, version: 0, auditHead: '' }),
        whole,
        villages: parts,
      };
      const stored = await change.put('targets', before, wanted, { verb: 'set', role: 'station_clerk', detail: { task: whole.task } });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: async (_outcome, { town, year }, ctx) => viewOf(await settable(town, ctx), year, ctx),
});
