// One missing thing of one line, settled right there: a fact asked of the person, what they said, a picture they sent.

import type { Role, SpellRecord, StandingRecord } from '@shared/domain/records';
import { standingId } from '@shared/repos/lists';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { demandFit } from './fit';
import { claimFor } from './list-draft';
import { choiceOf, fileable, lineDetail, readable } from './list-parts';
import { laidByOfficer } from './open-claim';
import { dropPicture, takePicture } from './receipts';
import { demandHappened } from './refuse';
import { claimsUnderWay, markFilled } from './resting';

/** As domain/stages says who files for their village. */
const ROLES: readonly [Role, ...Role[]] = ['cadre', 'village_head'];
const MOST_TRIES = 50;

const shown = async (
  _outcome: unknown,
  { person, programme, period }: { person: string; programme: string; period: string },
  ctx: Context,
) => lineDetail(await readable(person, ctx), programme, period, ctx);

export const fillLine = action('list.fill', {
  roles: ROLES,
  async change({ person: id, programme, period, spell: spellId, fact, how, note }, ctx) {
    const person = await fileable(id, ctx);
    await choiceOf(programme, period, ctx);
    await demandFit({ note, 'fact.value': typeof fact.value === 'string' ? fact.value : '' }, ctx);
    const resting = await claimsUnderWay(person, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<SpellRecord>('spells', spellId);
      if (!before || before.person !== person._id)
        throw new Problem('not_found', { message: '这条务工记录已经不在了。', next: '返回刷新再看。' });
      const { caller, today } = ctx;
      const asked = { field: fact.field, how, on: today, note, by: { openid: caller.openid, name: caller.name } };
      const wanted: SpellRecord = { ...before, [fact.field]: fact.value, asked: [...(before.asked ?? []), asked].slice(-MOST_TRIES) };
      const { version } = await change.put('spells', before, wanted, {
        verb: 'fill',
        role: 'cadre',
        detail: { field: fact.field, how, was: saying(before[fact.field]), is: saying(fact.value), note },
      });
      // What is being looked at rests on this fact from now on: whoever filled it in does not decide on it.
      await markFilled(change, resting, wanted, caller.openid);
      return { record: spellId, version, note: {} };
    });
  },
  show: shown,
});

const saying = (value: unknown): string =>
  value === null ? '' : typeof value === 'object' ? Object.values(value as object).join(' ') : String(value);

export const sayLine = action('list.say', {
  roles: ROLES,
  async change({ person: id, programme, period, said, how, on, note }, ctx) {
    const { caller, now, today } = ctx;
    const person = await fileable(id, ctx);
    await choiceOf(programme, period, ctx);
    demandHappened(on, today);
    if (said === 'agreed' && how === 'none') throw new Problem('bad_input', { fields: { how: '选一样：本人是怎么同意的' } });
    if (said === 'declined' && note === '') throw new Problem('bad_input', { fields: { note: '写一句本人怎么说的' } });
    await demandFit({ note }, ctx);
    const record = standingId(programme, period, person._id);
    return ctx.change(async (change) => {
      const before = await change.get<StandingRecord>('standings', record);
      const by = { openid: caller.openid, name: caller.name };
      const tries = [...(before?.tries ?? []), ...(said === 'unreachable' ? [{ at: now, how, note, by }] : [])].slice(-MOST_TRIES);
      const wanted: StandingRecord = {
        _id: record,
        county: person.county,
        town: person.town,
        village: person.village,
        status: said,
        sortKey: `${now}:${record}`,
        programme,
        period,
        person: person._id,
        how: how === 'none' ? '' : how,
        on,
        note,
        tries,
        by,
        at: now,
        version: before?.version ?? 0,
        auditHead: before?.auditHead ?? '',
      };
      const { version } = await change.put('standings', before, wanted, { verb: said, role: 'cadre', detail: { how, on, note } });
      return { record, version, note: {} };
    });
  },
  show: shown,
});

/** For a form filled in before there is any picture. */
export const beginLine = action('list.begin', {
  roles: ROLES,
  async change(about, ctx) {
    const { _id: record, version } = await claimFor(about, ctx);
    return { record, version, note: {} };
  },
  show: shown,
});

export const pictureLine = action('list.picture', {
  roles: ROLES,
  limit: { times: 200, seconds: 600 },
  change: async ({ kind, fileID, ...about }, ctx) => takePicture(await claimFor(about, ctx), { kind, fileID, role: 'cadre' }, ctx),
  uploads: ({ fileID }) => [fileID],
  show: shown,
});

export const dropLine = action('list.drop', {
  roles: ROLES,
  limit: { times: 200, seconds: 600 },
  async change({ receipt: id, ...about }, ctx) {
    const claim = await claimFor(about, ctx);
    const receipt = await ctx.repos.receipts.oneOf(claim, id);
    if (!laidByOfficer(receipt)) throw new Problem('not_allowed', { message: '这张是本人交的，要本人去掉。' });
    return dropPicture(claim, receipt, 'cadre', ctx);
  },
  show: shown,
});
