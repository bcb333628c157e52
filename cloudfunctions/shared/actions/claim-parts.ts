// What every action on claims needs: the claim with its pack, offices, pictures and assessment, read and shown.

import { appealUntil, newRound } from '@shared/domain/appeals';
import { beijingDate } from '@shared/domain/dates';
import type { Facts } from '@shared/domain/facts';
import type { ClaimRecord, PlaceRecord, PublicityRecord } from '@shared/domain/records';
import { availableVerbs } from '@shared/domain/stages';
import { claimSide, givenKinds } from '@shared/domain/tickets';
import { evidenceOf } from '@shared/policies';
import { type ClaimParts, type ClaimView, claimView, officesOf } from '@shared/present';
import type { Subject } from '@shared/repos/persons';
import type { Policy } from '@shared/repos/policies';
import type { Context } from '@shared/runtime/context';
import { couldBeHandedIn } from './handing-in';
import { officersNow } from './officers';
import { withheld } from './opened-years';
import { factsOf, ledgerOf } from './person-facts';

/** What reading a claim needs: an action's context has it, a job's too. */
export type Reading = Pick<Context, 'repos' | 'policies' | 'today'>;

/** Not handed in, or handed back: judged anew by the version in force. Later it is judged by what it was handed in with. */
export function isOpen(claim: ClaimRecord): boolean {
  return claim.status === 'draft' || claim.status === 'returned' || claim.status === 'withdrawn';
}

/** The version an open claim would be handed in under; when none is in force any more, the one it was begun with. */
export async function policyFor(claim: ClaimRecord, { policies, today }: Reading): Promise<Policy> {
  const begun = () => policies.version(claim.policy.version, claim.policy.hash);
  if (!isOpen(claim)) return begun();
  const fitting = (await policies.active(today)).find(
    ({ pack }) => pack.programme === claim.programme && pack.periods.includes(claim.period),
  );
  return fitting ?? begun();
}

export function evidenceKinds(claim: ClaimRecord): string[] {
  return givenKinds(claim);
}

/** The facts as recorded now; for a claim in review as of the day it was handed in, so that only changed records change them. */
export async function freshFacts(claim: ClaimRecord, subject: Subject, ctx: Reading): Promise<Facts> {
  const ledger = await ledgerOf(subject, ctx);
  if (isOpen(claim) || claim.facts === null) return factsOf(ledger, claim.period, ctx.today, claimSide(claim));
  const submittedOn = claim.submittedAt === null ? null : beijingDate(claim.submittedAt);
  return { ...factsOf(ledger, claim.period, claim.facts.asOf, claimSide(claim)), submittedOn };
}

export async function partsOf(claim: ClaimRecord, ctx: Reading): Promise<ClaimParts & { policy: Policy; village: PlaceRecord | null }> {
  const [policy, village, installation] = await Promise.all([
    policyFor(claim, ctx),
    ctx.repos.places.get(claim.village),
    ctx.repos.installation.get(),
  ]);
  return { claim, policy, pack: policy.pack, village, offices: officesOf(installation, village) };
}

/** What the claim is judged by: the facts it was handed in with, before that those of now. */
async function factsInHand(claim: ClaimRecord, subject: Subject, ctx: Context): Promise<Facts> {
  return !isOpen(claim) && claim.facts !== null ? claim.facts : freshFacts(claim, subject, ctx);
}

/** Until when a refusal may be appealed, and who would look again, stage by stage. */
async function appealOf(claim: ClaimRecord, { offices }: ClaimParts, ctx: Context): Promise<ClaimView['appeal']> {
  const { appealDays } = await ctx.repos.installation.get();
  const { stages, raised } = newRound(claim, await officersNow(ctx));
  const nobody = raised.some(({ to }) => to === null);
  const levels = [...new Set(stages.filter(({ kind }) => kind !== 'publicity').map(({ level }) => level))];
  const who = levels.map((level) => `${offices[level]}，上回看过的人不再看`);
  const up = raised.flatMap(({ from, to }) => (to === null ? [] : [`${offices[from]}没有别人能换，由${offices[to]}来看`]));
  return { until: appealUntil(claim, appealDays), who: [...who, ...up, ...(nobody ? ['眼下没有别人能看，由县里另派人'] : [])] };
}

async function postingOf(claim: ClaimRecord, { store }: Context): Promise<ClaimView['posting']> {
  const list = claim.posting ? await store.get<PublicityRecord>('publicities', claim.posting) : null;
  return list && list.status !== 'building' && list.status !== 'void' ? { code: list.code, from: list.from, until: list.until } : null;
}

/** The claim as the person it concerns, or who helps them, sees it. */
export async function viewOf(claim: ClaimRecord, ctx: Context): Promise<ClaimView> {
  const [subject, parts, receipts, installation] = await Promise.all([
    ctx.repos.persons.mine(claim.person),
    partsOf(claim, ctx),
    ctx.repos.receipts.ofClaim(claim),
    ctx.repos.installation.get(),
  ]);
  const opened = !isOpen(claim) || (await ctx.repos.lists.opened(subject.person.town, claim.programme, claim.period));
  const facts = await factsInHand(claim, subject, ctx);
  const assessment = withheld(parts.policy.assess(facts), opened);
  const verbs = availableVerbs(claim, ctx.caller);
  const can: ClaimView['can'] = [];
  if (opened && verbs.includes('submit') && couldBeHandedIn(assessment, evidenceOf(parts.pack, facts))) can.push('submit');
  for (const verb of ['withdraw', 'correct', 'appeal'] as const) if (verbs.includes(verb)) can.push(verb);
  const appeal = claim.status === 'rejected' ? await appealOf(claim, parts, ctx) : null;
  if (appeal === null || ctx.today > appeal.until) can.splice(0, can.length, ...can.filter((verb) => verb !== 'appeal'));
  const account = claim.account ?? (isOpen(claim) ? subject.person.account : null);
  const shown: ClaimRecord = isOpen(claim)
    ? { ...claim, amountFen: assessment.amountFen, account: account && { tail: account.tail, bank: account.bank } }
    : claim;
  const contact = parts.village?.contact ?? { words: installation.offices.town, phone: installation.complaintPhone };
  return claimView({ ...parts, claim: shown, facts, receipts, assessment, contact, can, appeal, posting: await postingOf(claim, ctx) });
}
