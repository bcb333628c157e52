// Applications as officers of the place follow them: who wants what, what is due first, each step to a month of work and its record.
import { roleFor } from '@shared/access';
import { LIVE_STATUSES, OVER_STATUSES } from '@shared/domain/applications';
import { openSpell } from '@shared/domain/month';
import type { ApplicationRecord, ApplicationStep, SpellRecord } from '@shared/domain/records';
import { APPLICATION_MOVERS, APPLICATION_READERS } from '@shared/repos/applications';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { counting } from './application-counting';
import { hearersOf, putStep, stepOf } from './application-parts';
import { rowsFor, shownOf } from './application-views';
import { putWant } from './applications';
import { demandFit } from './fit';
import { claimsUnderWay, markFilled } from './resting';
import { nextSpellId, putMove } from './spell-parts';
import { demandWhole, typed } from './spells';

const PAGE = 20;

const officer = ({ caller }: Context): ApplicationStep['by'] => ({ openid: caller.openid, name: caller.name, as: 'cadre' });

export const recordApplication = action('application.record', {
  roles: APPLICATION_MOVERS,
  async change({ person: id, posting, words }, ctx) {
    const { person } = await ctx.repos.registry.inScope(id, APPLICATION_MOVERS);
    await demandFit({ words }, ctx);
    return putWant(person, { posting, push: '', words }, officer(ctx), ctx);
  },
  show: ({ record }, _input, ctx) => shownOf(record, ctx),
});

export const listApplications = action('application.list', {
  roles: APPLICATION_READERS,
  async run({ view, village, posting, cursor, limit = PAGE }, ctx) {
    const { applications, registry } = ctx.repos;
    if (village !== undefined) await registry.scopesFor(APPLICATION_READERS, village);
    const statuses = view === 'open' ? LIVE_STATUSES : OVER_STATUSES;
    if (posting !== undefined) {
      // Of one posting all are read: those of other places count there and are not shown here.
      const all = (await applications.ofPosting(posting)).filter(applications.reaches);
      const mine = all.filter(({ status, village: at }) => statuses.includes(status as never) && (village === undefined || at === village));
      const from = cursor === undefined ? 0 : mine.findIndex(({ sortKey }) => sortKey > cursor);
      const some = from === -1 ? [] : mine.slice(from, from + limit);
      const last = mine.length > from + limit && from !== -1 ? some[some.length - 1] : undefined;
      return { items: await rowsFor(some, ctx), next: last?.sortKey ?? null, today: ctx.today };
    }
    const found = await applications.board(statuses, village, view === 'over', cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    return { items: await rowsFor(found, ctx), next: last?.sortKey ?? null, today: ctx.today };
  },
});

export const showApplication = action('application.show', {
  roles: APPLICATION_READERS,
  run: ({ application }, ctx) => shownOf(application, ctx),
});

export const moveApplication = action('application.move', {
  roles: APPLICATION_MOVERS,
  async change({ application: id, version, verb, on, why, words }, ctx) {
    const seen = await ctx.repos.applications.inScope(id, APPLICATION_MOVERS);
    const day = on ?? ctx.today;
    if (day > ctx.today) throw new Problem('bad_input', { fields: { on: '日子不能在今天以后' } });
    await demandFit({ words }, ctx);
    if (verb === 'want') {
      const { person } = await ctx.repos.registry.inScope(seen.person, APPLICATION_MOVERS);
      return putWant(person, { posting: seen.posting, push: seen.push, words }, officer(ctx), ctx);
    }
    const hearers = await hearersOf(seen, ctx);
    const move = async (
      change: Parameters<Parameters<Context['change']>[0]>[0],
    ): Promise<{ after: ApplicationRecord; outcome: Outcome }> => {
      const before = await change.get<ApplicationRecord>('applications', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      const wanted = stepOf(before, { verb, by: officer(ctx), on: day, at: ctx.now, why, words });
      const after = await putStep(change, before, wanted, { verb, hearers, ctx });
      return { after, outcome: { record: id, version: after.version, note: {} } };
    };
    const counts = verb === 'take' || verb === 'end';
    return counts ? counting(seen.posting, ctx, move) : ctx.change(async (change) => (await move(change)).outcome);
  },
  show: ({ record }, _input, ctx) => shownOf(record, ctx),
});

/** Taken there, it is work: the record begins, what was open before ends the day before, or the open one is this very work. */
export const writeApplication = action('application.work', {
  roles: APPLICATION_MOVERS,
  async change({ application: id, version, on, work, ends, same }, ctx) {
    const { repos, caller, today } = ctx;
    const seen = await repos.applications.inScope(id, APPLICATION_MOVERS);
    const { person } = await repos.registry.inScope(seen.person, APPLICATION_MOVERS);
    if (person.status !== 'active') throw new Problem('not_possible_now', { message: '这个人已经不在册了，务工记录不再改。' });
    const [spells, resting] = await Promise.all([repos.spells.ofPerson(person), claimsUnderWay(person, ctx)]);
    const open = openSpell(spells);
    if ((open?._id ?? null) !== (ends?.id ?? null)) throw new Problem('changed_meanwhile');
    if (same && open === null) throw new Problem('bad_input', { fields: { same: '没有还在干的那一条' } });
    const move = open === null ? { kind: 'begin' as const, on, work } : { kind: 'moved' as const, on, work };
    if (!same) {
      demandWhole(move, person);
      await demandFit(typed(move), ctx);
    }
    const newId = nextSpellId(person, spells);
    return ctx.change(async (change) => {
      const before = await change.get<ApplicationRecord>('applications', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.spell !== '') throw new Problem('already_done', { message: '已经记成务工了。' });
      if (!['taken', 'stayed'].includes(before.status))
        throw new Problem('not_possible_now', { message: '还没上岗，不能记成务工。', next: '先记「录用上岗了」。' });
      const role = roleFor(caller, person);
      let spell: string;
      if (same) spell = (open as SpellRecord)._id;
      else {
        const standing = ends === null ? null : await change.get<SpellRecord>('spells', ends.id);
        if (standing && standing.version !== ends?.version) throw new Problem('changed_meanwhile');
        const deed = { person, spell: open?._id ?? null, move, newId, role, today, detail: { application: id } };
        const after = await putMove(change, spells, deed);
        if (after === null) throw new Problem('not_found');
        if (move.kind === 'begin') await markFilled(change, resting, after, caller.openid);
        spell = after._id;
      }
      const stored = await change.put('applications', before, { ...before, spell }, { verb: 'work', role, detail: { spell } });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownOf(record, ctx),
});
