// 我想去, by the person or who helps them: wanted in one tap, seen through, agreed to, dropped; every step is one transaction.

import { applicationId, isLive, wantBar } from '@shared/domain/applications';
import { ageOn } from '@shared/domain/dates';
import type { ApplicationRecord, ApplicationStep, HouseholdRecord, PersonRecord, PostingRecord } from '@shared/domain/records';
import { WORKING_AGE } from '@shared/domain/standing-facts';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { counting } from './application-counting';
import { hearersOf, putStep, stepOf } from './application-parts';
import { actsAs, viewFor } from './application-views';
import { demandFit } from './fit';
import { netsOf, rulesNow } from './match-nets';
import { ledgerOf } from './person-facts';

/** Who stands on the board for a wish: the person, in their own name, or who helps. */
function moverOf(person: Pick<PersonRecord, '_id' | 'name'>, ctx: Context): ApplicationStep['by'] {
  const as = actsAs(person._id, ctx) ?? 'helper';
  return { openid: ctx.caller.openid, name: as === 'self' ? person.name : '家里人', as };
}

/** What a wish begins with; nothing of it is a step yet. */
function fresh(posting: PostingRecord, person: PersonRecord, push: string): ApplicationRecord {
  const { county, town, village } = person;
  return {
    _id: applicationId(posting._id, person._id),
    county,
    town,
    village,
    status: 'wants',
    sortKey: '',
    version: 0,
    auditHead: '',
    posting: posting._id,
    title: posting.title,
    employer: posting.employer,
    person: person._id,
    personName: person.name,
    household: person.household,
    steps: [],
    push,
    spell: '',
    estimate: null,
    dueOn: '',
  };
}

/** What the short list would promise today: the sure part of a month's pay and what taking it would bring; null = it cannot be said. */
async function estimateOf(person: PersonRecord, posting: PostingRecord | null, ctx: Context): Promise<ApplicationRecord['estimate']> {
  if (posting?.status !== 'open') return null;
  const household = await ctx.store.get<HouseholdRecord>('households', person.household);
  const ledger = await ledgerOf({ person, household }, ctx);
  const { month, subsidies, subsidyFen } = netsOf(ledger, await rulesNow(person.town, ctx), posting, ctx.today, 'official');
  if (month === null) return null;
  const gained = subsidies.filter(({ state }) => state === 'then' || state === 'maybe');
  return { monthFen: month.minFen, subsidyFen, programmes: gained.map(({ programme }) => programme), on: ctx.today };
}

/** Wants a job for somebody: by the person, by who helps, or written down by an officer. Wanted already, it stays as it is. */
export async function putWant(
  person: PersonRecord,
  { posting: id, push, words }: { posting: string; push: string; words: string },
  by: ApplicationStep['by'],
  ctx: Context,
): Promise<Outcome> {
  const { today, now } = ctx;
  if (person.status !== 'active') throw new Problem('not_possible_now', { message: '这个人不在册了。', next: '不对的话，打电话问村里。' });
  if (ageOn(person.born, today) < WORKING_AGE)
    throw new Problem('not_possible_now', { message: `${person.name}还不满 ${WORKING_AGE} 岁，不能去干活。`, next: '满了岁数再来。' });
  // A poster's code stands for its push as well.
  const known = push === '' ? null : await ctx.repos.pushes.byIdOrCode(push);
  const hearers = await hearersOf({ person: person._id, household: person.household }, ctx);
  const estimate = await estimateOf(person, await ctx.repos.postings.get(id), ctx);
  return ctx.change(async (change) => {
    const posting = await change.get<PostingRecord>('postings', id);
    if (!posting) throw new Problem('not_found', { message: '这个活已经撤了。', next: '看看别的活，还有在招的。' });
    const before = await change.get<ApplicationRecord>('applications', applicationId(id, person._id));
    if (before && (isLive(before) || before.status === 'stayed')) return { record: before._id, version: before.version, note: {} };
    const bar = wantBar(posting, today);
    if (bar) throw new Problem('not_possible_now', bar);
    const first = fresh(posting, person, known?._id ?? '');
    // What stood here while two records were one is nothing of this person's any more.
    const from = before?.status === 'merged' ? { ...first, version: before.version, auditHead: before.auditHead } : (before ?? first);
    const wanted = stepOf({ ...from, estimate }, { verb: 'want', by, on: today, at: now, why: '', words });
    const { version } = await putStep(change, before, wanted, { verb: 'want', hearers, ctx });
    return { record: wanted._id, version, note: {} };
  });
}

async function shownMine(id: string, ctx: Context) {
  const found = await ctx.repos.applications.mine(id);
  return { application: viewFor(found, actsAs(found.person, ctx) ?? 'helper') };
}

export const wantJob = action('application.want', {
  roles: ['resident'],
  limit: { times: 60, seconds: 3600 },
  async change({ person: id, posting, push = '' }, ctx) {
    const { person } = await ctx.repos.persons.mine(id);
    return putWant(person, { posting, push, words: '' }, moverOf(person, ctx), ctx);
  },
  show: ({ record }, _input, ctx) => shownMine(record, ctx),
});

export const mineApplications = action('application.mine', {
  roles: ['resident'],
  async run({ person: id, posting }, ctx) {
    const { person } = await ctx.repos.persons.mine(id);
    const as = actsAs(id, ctx) ?? 'helper';
    if (posting !== undefined) {
      const one = await ctx.repos.applications.get(applicationId(posting, id));
      return { items: one && one.status !== 'merged' ? [viewFor(one, as)] : [] };
    }
    const ids = [id, ...(person.mergedFrom ?? [])];
    const found = (await Promise.all(ids.map((one) => ctx.repos.applications.ofPerson(one)))).flat();
    const all = found.filter(({ status }) => status !== 'merged');
    // What is under way stands first; what is over follows, newest first.
    const rank = (one: ApplicationRecord) => (isLive(one) ? 0 : 1);
    const order = (a: ApplicationRecord, b: ApplicationRecord) => rank(a) - rank(b) || (a.sortKey < b.sortKey ? 1 : -1);
    return { items: all.sort(order).map((one) => viewFor(one, as)) };
  },
});

/** A step of whoever acts for the person, against the application as it was seen. */
async function moveMine(
  { application: id, version, why, words }: { application: string; version: number; why: ApplicationStep['why']; words: string },
  verb: 'agree' | 'end',
  ctx: Context,
): Promise<Outcome> {
  const seen = await ctx.repos.applications.mine(id);
  const { person } = await ctx.repos.persons.mine(seen.person);
  await demandFit({ words }, ctx);
  const by = moverOf(person, ctx);
  return counting(seen.posting, ctx, async (change) => {
    const before = await change.get<ApplicationRecord>('applications', id);
    if (!before) throw new Problem('not_found');
    if (before.version !== version) throw new Problem('changed_meanwhile');
    const wanted = stepOf(before, { verb, by, on: ctx.today, at: ctx.now, why, words });
    const after = await putStep(change, before, wanted, { verb, hearers: { openids: [], keeper: null }, ctx });
    return { after, outcome: { record: id, version: after.version, note: {} } };
  });
}

export const agreeJob = action('application.agree', {
  roles: ['resident'],
  change: (input, ctx) => moveMine({ ...input, why: '', words: '' }, 'agree', ctx),
  show: ({ record }, _input, ctx) => shownMine(record, ctx),
});

export const dropJob = action('application.drop', {
  roles: ['resident'],
  change: (input, ctx) => moveMine(input, 'end', ctx),
  show: ({ record }, _input, ctx) => shownMine(record, ctx),
});
