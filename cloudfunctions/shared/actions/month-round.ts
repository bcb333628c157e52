// A village's month as its cadres see it: who is still to be asked, who calls whom, the numbers to dial; opened and closed.
import { roleFor } from '@shared/access';
import type { Output } from '@shared/contract';
import { grantsInForce } from '@shared/domain/actor';
import { familyContact, isReachable } from '@shared/domain/contacts';
import { roundId } from '@shared/domain/month';
import type { CheckRecord, PersonRecord, RoundRecord, StaffRecord } from '@shared/domain/records';
import { monthShort } from '@shared/domain/words/month';
import { freshFigures } from '@shared/listing/month-figures';
import { ASKERS, MONTH_READERS, personsAmong } from '@shared/repos/months';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { closeRound } from '@shared/works/month-close';
import { demandOpenable, openingJob } from '@shared/works/month-open';
import { asksIn, checkViews, roundView, thisMonth } from './month-parts';

/** Heavy enough that a village of any size comes in pages, light enough for a weak signal. */
const PAGE = 100;

export const openMonth = action('month.open', {
  roles: ASKERS,
  async run({ village }, ctx) {
    const place = await ctx.repos.months.villageInScope(village, ASKERS);
    const month = thisMonth(ctx);
    demandOpenable(month, ctx.today, await ctx.repos.installation.get());
    const job = openingJob(place, month, ctx.caller.openid, ctx.now);
    // The night, or a colleague, may have begun it: then theirs is the one.
    await ctx.store.insert('jobs', job);
    return { task: job._id };
  },
});

async function officersIn(village: string, { repos, caller, today }: Context): Promise<{ name: string; me: boolean }[]> {
  const asks = ({ status, grants }: StaffRecord) =>
    status === 'active' &&
    grantsInForce(grants, today).some(({ role, code }) => code === village && (role === 'cadre' || role === 'village_head'));
  return (await repos.staff.all()).filter(asks).map(({ _id, name }) => ({ name, me: _id === caller.openid }));
}

export const villageMonth = action('month.village', {
  roles: MONTH_READERS,
  async run({ village: wanted, month = '', cursor }, ctx) {
    const { repos, store, today, now } = ctx;
    const places = await repos.places.villagesIn(repos.months.scopes(MONTH_READERS));
    const village = wanted ?? places[0]?._id;
    if (village === undefined) throw new Problem('not_allowed', { message: '没有归您管的村。' });
    const place = await repos.months.villageInScope(village, MONTH_READERS);
    const which = month === '' ? thisMonth(ctx) : month;
    const [round, counted, checks] = await Promise.all([
      repos.months.round(village, which),
      repos.months.figures(village, which),
      repos.months.checks(village, which, cursor, PAGE),
    ]);
    const figures = round?.figures ?? (counted && (await freshFigures(store, counted, now)).figures);
    const asks = asksIn(ctx, { county: place.county, town: place.town, village });
    return {
      today,
      villages: places.map(({ _id, name }) => ({ code: _id, name })),
      village,
      month: which,
      round: round && (await roundView(round, ctx)),
      figures,
      officers: await officersIn(village, ctx),
      // Until the round stands, the list is still being made.
      items: round ? await checkViews(checks, ctx) : [],
      next: round && checks.length === PAGE ? (checks.at(-1)?.sortKey ?? null) : null,
      can: asks ? (round === null ? ['ask', 'open'] : round.status === 'open' ? ['ask', 'close'] : ['ask']) : [],
    };
  },
});

export const takeHousehold = action('month.take', {
  roles: ASKERS,
  async change({ household, month }, ctx) {
    const seen = await ctx.repos.months.ofHousehold(household, month);
    return ctx.change(async (change) => {
      for (const { _id } of seen.slice(0, 8)) {
        const before = await change.get<CheckRecord>('checks', _id);
        if (before && before.caller !== ctx.caller.openid)
          await change.put('checks', before, { ...before, caller: ctx.caller.openid }, { verb: 'take', role: roleFor(ctx.caller, before) });
      }
      return { record: household, version: 0, note: {} };
    });
  },
  show: async ({ record }, { month }, ctx) => ({ items: await checkViews(await ctx.repos.months.ofHousehold(record, month), ctx) }),
});

type Number = Output<'month.numbers'>['numbers'][number];

/** One's own telephone first, each number once with everybody it reaches; whoever answers for most of the household stands first. */
export function numbersOf(
  household: string,
  persons: readonly PersonRecord[],
  open: (person: PersonRecord, field: 'phone' | 'contactPhone') => string,
): Number[] {
  const found = new Map<string, Number>();
  const add = (index: string | null, person: PersonRecord, own: boolean, whose: string) => {
    const key = index ?? `${person._id}:${own}`;
    const known = found.get(key);
    if (known) {
      found.set(key, { ...known, persons: [...new Set([...known.persons, person._id])], whose: known.own ? known.whose : whose });
      return;
    }
    const phone = open(person, own ? 'phone' : 'contactPhone');
    found.set(key, { household, phone, whose, own, persons: [person._id], bestHour: person.bestHour ?? '' });
  };
  for (const person of persons) {
    if (person.phone !== null) add(person.phoneIndex, person, true, person.name);
    const contact = familyContact(person);
    if (contact) add(contact.phoneIndex, person, false, `${contact.relation || '联系人'} ${contact.name}`);
  }
  return [...found.values()].sort((a, b) => b.persons.length - a.persons.length || Number(b.own) - Number(a.own));
}

export const monthNumbers = action('month.numbers', {
  roles: ASKERS,
  limit: { times: 240, seconds: 3600 },
  async run({ month, households }, ctx) {
    const { caller, store } = ctx;
    const checks = (await Promise.all([...new Set(households)].map((one) => ctx.repos.months.ofHousehold(one, month)))).flat();
    const persons = await personsAmong(
      store,
      checks.map(({ person }) => person),
    );
    // Each written before any number is opened; the same request a second time gets nothing.
    for (const { person } of checks) {
      const about = { collection: 'persons', record: person };
      const place = persons.get(person);
      if (!place || !isReachable(place)) continue;
      const fresh = await ctx.note(`reveal:${caller.openid}:${ctx.requestId}:${person}`, about, {
        verb: 'reveal',
        role: roleFor(caller, place),
        detail: { field: 'phone', reason: `${monthShort(month)}问一声在哪`, month },
      });
      if (!fresh) throw new Problem('already_done', { message: '这一次已经给过号码了。', next: '还要打，就重新点一次。' });
    }
    const open = (person: PersonRecord, field: 'phone' | 'contactPhone') =>
      ctx.open({ collection: 'persons', record: person._id, field }, (field === 'phone' ? person.phone : person.contact?.phone) as string);
    const byHousehold = new Map<string, PersonRecord[]>();
    for (const { household, person } of checks) {
      const one = persons.get(person);
      if (one) byHousehold.set(household, [...(byHousehold.get(household) ?? []), one]);
    }
    return { numbers: [...byHousehold].flatMap(([household, members]) => numbersOf(household, members, open)) };
  },
});

export const closeMonth = action('month.close', {
  roles: ASKERS,
  async change({ village, month, version }, ctx) {
    const { repos, caller, now } = ctx;
    await repos.months.villageInScope(village, ASKERS);
    return ctx.change(async (change) => {
      const round = await change.get<RoundRecord>('rounds', roundId(village, month));
      if (!round) throw new Problem('not_found', { message: `${monthShort(month)}的还没开。` });
      if (round.status === 'closed') throw new Problem('already_done', { message: `${monthShort(month)}的已经结了。` });
      if (round.version !== version) throw new Problem('changed_meanwhile');
      const by = { openid: caller.openid, name: caller.name, role: roleFor(caller, round) };
      const { round: closed, job } = await closeRound(change, round, by, now);
      return { record: closed._id, version: closed.version, note: { task: job._id } };
    });
  },
  show: async ({ note }) => ({ task: String(note.task) }),
});
