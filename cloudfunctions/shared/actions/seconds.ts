// Back for good, as officers of the place work through it: who came back, what was offered and said, what it came to.
import { covers, roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import type { DutyRecord, PersonRecord, PostingRecord, SecondJobRecord, SpellRecord } from '@shared/domain/records';
import { SECOND_END_WORDS } from '@shared/domain/second-job';
import { placeWords } from '@shared/domain/spells';
import { rebuildDirty } from '@shared/listing/dirty';
import { closedDuty, secondDuty } from '@shared/listing/second-jobs';
import { APPLICATION_MOVERS, APPLICATION_READERS } from '@shared/repos/applications';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { callOf } from './application-views';
import { demandFit } from './fit';

const PAGE = 20;
const MOST_OFFERS = 20;

function rowOf(
  { _id: id, version, status, person, personName, household, why, backOn, offerBy, offers, end }: SecondJobRecord,
  village: string,
) {
  return {
    id,
    version,
    status: status as 'open' | 'done',
    person: { id: person, name: personName },
    household,
    villageName: village,
    why,
    backOn,
    offerBy,
    offered: offers.length,
    end: end && { how: end.how, on: end.on, words: end.words, by: end.by?.name ?? '' },
  };
}

async function shownOf(id: string, ctx: Context): Promise<Output<'second.show'>> {
  const { repos, store, caller, today } = ctx;
  const second = await repos.applications.second(id);
  const postings = [...new Set(second.offers.flatMap((one) => one.postings))].slice(0, 100);
  const [village, person, spell, found] = await Promise.all([
    repos.places.get(second.village),
    store.get<PersonRecord>('persons', second.person),
    store.get<SpellRecord>('spells', second.spell),
    postings.length === 0 ? [] : store.getMany<PostingRecord>('postings', postings),
  ]);
  const byId = new Map(found.map((one) => [one._id, one]));
  return {
    second: rowOf(second, village?.name ?? ''),
    today,
    was: spell && { place: placeWords(spell.place), employer: spell.employer ?? '', start: spell.start, end: spell.end },
    call: callOf(person ?? undefined),
    offers: second.offers.map(({ on, by, said, postings: ids }) => ({
      on,
      by: by.name,
      said,
      postings: ids.map((one) => ({ id: one, title: byId.get(one)?.title ?? '撤了的活', employer: byId.get(one)?.employer ?? '' })),
    })),
    mayWrite: second.status === 'open' && covers(caller, APPLICATION_MOVERS, second),
  };
}

export const listSeconds = action('second.list', {
  roles: APPLICATION_READERS,
  async run({ view, village, cursor, limit = PAGE }, ctx) {
    const { repos, services, now, today } = ctx;
    if (village !== undefined) {
      await repos.registry.scopesFor(APPLICATION_READERS, village);
      if (cursor === undefined) await rebuildDirty(services, now, village);
    }
    const found = await repos.applications.seconds(view, village, cursor, limit);
    const last = found.length === limit ? found[found.length - 1] : undefined;
    const names = new Map(
      await Promise.all(
        [...new Set(found.map((one) => one.village))].map(async (code) => [code, (await repos.places.get(code))?.name] as const),
      ),
    );
    return { items: found.map((one) => rowOf(one, names.get(one.village) ?? '')), next: last?.sortKey ?? null, today };
  },
});

export const showSecond = action('second.show', {
  roles: APPLICATION_READERS,
  run: ({ second }, ctx) => shownOf(second, ctx),
});

const OVER = { message: '这一件已经有着落了。', next: '返回刷新再看。' };

export const offerSecond = action('second.offer', {
  roles: APPLICATION_MOVERS,
  async change({ second: id, version, postings, said }, ctx) {
    const { repos, caller, today } = ctx;
    await repos.applications.second(id, APPLICATION_MOVERS);
    await demandFit({ said }, ctx);
    const wanted = [...new Set(postings)];
    for (const one of wanted) await repos.postings.inScope(one);
    return ctx.change(async (change) => {
      const before = await change.get<SecondJobRecord>('second_jobs', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.status !== 'open') throw new Problem('already_done', OVER);
      if (before.offers.length >= MOST_OFFERS)
        throw new Problem('not_possible_now', { message: '已经推了很多回。', next: '问清楚要不要，记上结果。' });
      const offers = [...before.offers, { postings: wanted, on: today, by: { openid: caller.openid, name: caller.name }, said }];
      const stored = await change.put('second_jobs', before, { ...before, offers }, { verb: 'offer', role: roleFor(caller, before) });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownOf(record, ctx),
});

export const endSecond = action('second.end', {
  roles: APPLICATION_MOVERS,
  async change({ second: id, version, how, words }, ctx) {
    const { repos, caller, today, now } = ctx;
    await repos.applications.second(id, APPLICATION_MOVERS);
    await demandFit({ words }, ctx);
    return ctx.change(async (change) => {
      const before = await change.get<SecondJobRecord>('second_jobs', id);
      if (!before) throw new Problem('not_found');
      if (before.version !== version) throw new Problem('changed_meanwhile');
      if (before.status !== 'open') throw new Problem('already_done', OVER);
      if (how === 'refused' && before.offers.length === 0)
        throw new Problem('not_possible_now', { message: '还没推过一个活，不能记「问过了，不要」。', next: '先推一回，记上他怎么说。' });
      const by = { openid: caller.openid, name: caller.name };
      const role = roleFor(caller, before);
      const end = { how, on: today, words, record: '', by };
      const wanted = { ...before, status: 'done', end, sortKey: `${today}:${id}` };
      const stored = await change.put('second_jobs', before, wanted, { verb: how, role });
      const duty = await change.get<DutyRecord>('duties', secondDuty(before.spell));
      if (duty?.status === 'open')
        await change.put('duties', duty, closedDuty(duty, `${SECOND_END_WORDS[how]}：${words}`, now, by), { verb: 'done', role });
      return { record: id, version: stored.version, note: {} };
    });
  },
  show: ({ record }, _input, ctx) => shownOf(record, ctx),
});
