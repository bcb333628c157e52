// Fairs for everybody: what is coming, one of them, saying that one comes, and 签到 by the code at the door.
import type { Output } from '@shared/contract';
import type { FairVisitStatus } from '@shared/domain/fairs';
import type { FairRecord, FairVisitRecord, PersonRecord, PushRecord } from '@shared/domain/records';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { fairCardOf, fairPublicOf, putVisit } from './fair-parts';
import { noteOpening } from './push-noted';

export const nextFairs = action('fair.next', {
  roles: ['visitor'],
  async run(_input, { repos, today }) {
    const { county } = await repos.installation.get();
    return { fairs: (await repos.fairs.coming(county, today)).map(fairCardOf) };
  },
});

async function found({ fair, code }: { fair?: string; code?: string }, push: PushRecord | null, { repos }: Context): Promise<FairRecord> {
  if (code !== undefined) return repos.fairs.byCode(code);
  const id = fair ?? (push?.kind === 'fair' ? push.about[0] : undefined);
  if (id !== undefined) return repos.fairs.announced(id);
  throw new Problem('bad_input', { message: '这个链接不完整，不知道是哪一场。', next: '到「招工」最上面找，或者让发的人再发一次。' });
}

export const openFair = action('fair.open', {
  roles: ['visitor'],
  limit: { times: 60, seconds: 60 },
  async run(input, ctx) {
    const push = input.push === undefined ? null : await ctx.repos.pushes.byIdOrCode(input.push);
    const [fair, people] = await Promise.all([found(input, push, ctx), ctx.repos.persons.allMine()]);
    if (push?.kind === 'fair' && push.about[0] === fair._id) await noteOpening(push, input.village, ctx);
    const mine = people.filter(({ status }) => status === 'active');
    const said = await saidOf(fair, mine, ctx);
    return {
      fair: fairPublicOf(fair),
      mine: mine.map(({ _id, name }) => ({ person: _id, name, said: said.get(_id) ?? null })),
      atDoor: input.code !== undefined,
      today: ctx.today,
    };
  },
});

async function saidOf({ _id }: FairRecord, people: readonly PersonRecord[], { repos }: Context): Promise<Map<string, FairVisitStatus>> {
  if (people.length === 0) return new Map();
  const visits = await repos.fairs.visitsOf(
    _id,
    people.map((person) => person._id),
  );
  return new Map(visits.map(({ person, status }) => [person, status as FairVisitStatus]));
}

/** What stands now, also for the same request again. */
async function said({ record }: Outcome, { store }: Context): Promise<Output<'fair.come'>> {
  const visit = await store.get<FairVisitRecord>('fair_visits', record);
  if (!visit) throw new Problem('not_found');
  return { said: visit.status as FairVisitStatus };
}

export const comeFair = action('fair.come', {
  roles: ['resident'],
  async change({ fair, person, coming }, ctx) {
    const [held, { person: mine }] = await Promise.all([ctx.repos.fairs.announced(fair), ctx.repos.persons.mine(person)]);
    return putVisit(held, mine, coming ? 'coming' : 'not_coming', ctx);
  },
  show: (outcome, _input, ctx) => said(outcome, ctx),
});

export const arriveFair = action('fair.arrive', {
  roles: ['resident'],
  limit: { times: 20, seconds: 600 },
  async change({ code, person }, ctx) {
    const [held, { person: mine }] = await Promise.all([ctx.repos.fairs.byCode(code), ctx.repos.persons.mine(person)]);
    return putVisit(held, mine, 'came', ctx);
  },
  show: (outcome, _input, ctx) => said(outcome, ctx),
});
