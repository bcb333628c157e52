// What the person may do after handing in: take it back, take it back to mend it, not accept a refusal. A cadre does the same on their word.

import { appealUntil, newRound } from '@shared/domain/appeals';
import { tieOf } from '@shared/domain/on-word';
import type { ClaimRecord } from '@shared/domain/records';
import { FILERS, step } from '@shared/domain/stages';
import { AGREED_WORDS } from '@shared/domain/words/agreed';
import { eventWords } from '@shared/domain/words/claims';
import { refusalWords } from '@shared/domain/words/refusals';
import { claimSortKey } from '@shared/repos/claims';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { viewOf } from './claim-parts';
import { actingName } from './claims';
import { officersNow } from './officers';
import { demandHappened, sameVersion, stepping } from './refuse';
import { moneyHearers } from './told-parts';

type Turn = 'withdraw' | 'correct' | 'appeal';

interface Deed {
  version: number;
  verb: Turn;
  note: string;
  actor: Context['caller'];
  role: 'resident' | 'cadre';
}

async function demandInTime(claim: ClaimRecord, ctx: Context): Promise<void> {
  const { appealDays } = await ctx.repos.installation.get();
  const until = appealUntil(claim, appealDays);
  if (claim.status === 'rejected' && ctx.today > until)
    throw new Problem('not_possible_now', {
      message: `要换人再看，得在 ${until} 以前说，日子过了。`,
      next: '还有话说，可以写「投诉建议」。',
    });
}

async function demandFit(note: string, ctx: Context): Promise<void> {
  if (note === '' || (await ctx.fitToShow(note))) return;
  throw new Problem('bad_input', { fields: { text: '有的话没法交上去，换个说法' } });
}

async function turn(seen: ClaimRecord, { version, verb, note, actor, role }: Deed, ctx: Context): Promise<Outcome> {
  const register = role === 'resident' ? 'resident' : 'official';
  const deed = { openid: actor.openid, verb, register, now: ctx.now } as const;
  await demandFit(note, ctx);
  if (verb === 'appeal') await demandInTime(seen, ctx);
  const hearers = role === 'cadre' ? await moneyHearers({ person: seen.person, claim: seen._id }, ctx) : [];
  const officers = verb === 'appeal' ? await officersNow(ctx) : [];
  return ctx.change(async (change) => {
    const before = await change.get<ClaimRecord>('claims', seen._id);
    if (!before) throw new Problem('not_found');
    sameVersion(before, version, deed);
    const round = verb === 'appeal' ? { stages: newRound(before, officers).stages } : {};
    const reasons = verb === 'appeal' ? ['other'] : [];
    const { claim, event } = stepping(() => step(before, verb, actor, ctx.now, { reasons, note, ...round }));
    const stored = await change.put(
      'claims',
      before,
      { ...claim, sortKey: claimSortKey(claim) },
      { verb, role: event.by.role, detail: { status: claim.status } },
    );
    // Done on somebody's word: they read at once what was done in their name, and by whom.
    for (const openid of hearers)
      change.tell({
        openid,
        subject: seen._id,
        version: stored.version,
        kind: 'claim_moved',
        title: `${before.personName}的申领`,
        text: `${actor.name}说是您的意思，替您办了：${eventWords(verb, 'resident')}。不是的话，给村里打电话`,
        page: `pages/claim/claim?id=${encodeURIComponent(seen._id)}`,
      });
    return { record: seen._id, version: stored.version, note: {} };
  });
}

async function byPerson(id: string, deed: Pick<Deed, 'version' | 'verb' | 'note'>, ctx: Context): Promise<Outcome> {
  const seen = await ctx.repos.claims.mineById(id);
  const subject = await ctx.repos.persons.mine(seen.person);
  return turn(seen, { ...deed, actor: { ...ctx.caller, name: actingName(ctx, subject) }, role: 'resident' }, ctx);
}

const shown = async ({ record }: Outcome, _input: unknown, ctx: Context) => ({
  claim: await viewOf(await ctx.repos.claims.mineById(record), ctx),
});

export const withdrawClaim = action('claim.withdraw', {
  roles: ['resident'],
  change: ({ claim, version }, ctx) => byPerson(claim, { version, verb: 'withdraw', note: '' }, ctx),
  show: shown,
});

export const correctClaim = action('claim.correct', {
  roles: ['resident'],
  change: ({ claim, version }, ctx) => byPerson(claim, { version, verb: 'correct', note: '' }, ctx),
  show: shown,
});

export const appealClaim = action('claim.appeal', {
  roles: ['resident'],
  limit: { times: 10, seconds: 86_400 },
  change: ({ claim, version, text }, ctx) => byPerson(claim, { version, verb: 'appeal', note: text }, ctx),
  show: shown,
});

/** A cadre of the village, for somebody who said so: how they said it stands in the claim's life. */
export const turnOnWord = action('case.onWord', {
  roles: ['cadre', 'village_head'],
  async change({ claim: id, version, verb, how, on: day, text }, ctx) {
    const on = day ?? ctx.today;
    const seen = await ctx.repos.claims.inScope(id, FILERS);
    const tie = tieOf(seen, ctx.caller);
    if (tie !== null)
      throw new Problem('not_allowed', {
        message: refusalWords(tie),
        next: '是本人的意思，请村里别的干部来替他说，或者用自己的手机办。',
      });
    demandHappened(on, ctx.today);
    const note = `${on} ${AGREED_WORDS[how]}：${text}`;
    return turn(seen, { version, verb, note, actor: ctx.caller, role: 'cadre' }, ctx);
  },
  async show({ record }, _input, ctx) {
    const claim = await ctx.store.get<ClaimRecord>('claims', record);
    return { status: claim?.status ?? 'withdrawn' };
  },
});
