// The life of a claim: one table of what may be done when and by whom, and the pure step that follows it.
import { type Actor, holdsRole } from './actor';
import type { ClaimEvent, ClaimRecord, ClaimStatus, Instant, Role, ScopeLevel, Stage } from './records';

import { dueDay } from './track';

export { dueDay, type StepState, type TrackedStep, track } from './track';

export const VERBS = [
  'begin',
  'submit',
  'approve',
  'return',
  'reject',
  'withdraw',
  'correct',
  'appeal',
  'close_publicity',
  'batch',
  'unbatch',
  'pay',
  'fail',
  'reissue',
] as const;
export type Verb = (typeof VERBS)[number];

interface Transition {
  verb: Verb;
  from: readonly ClaimStatus[];
  /** `next`: the following stage, or approved after the last. */
  to: ClaimStatus | 'first_stage' | 'next';
  /** Kinds of stage in which the verb exists; null outside stages. */
  kinds: readonly Stage['kind'][] | null;
  /**
   * `person`: the one it concerns, who helps them, or a cadre of the village acting for them (the action asks how they agreed).
   * `reviewer`: whoever decides at the stage's level. `arbiter`: the same or the level above, since an objection is also about the level.
   * `poster`: whoever decides at the stage's level, but without judging: the days are over and nobody objects. `payer`: who makes batches and enters results. `mender`: the village or the
   * payer, once what stopped the payment is mended.
   */
  by: 'person' | 'reviewer' | 'arbiter' | 'poster' | 'payer' | 'mender';
  /** At least one reason code must be given. */
  reason: boolean;
}

export const TRANSITIONS: readonly Transition[] = [
  { verb: 'begin', from: ['withdrawn'], to: 'draft', kinds: null, by: 'person', reason: false },
  { verb: 'submit', from: ['draft', 'returned'], to: 'first_stage', kinds: null, by: 'person', reason: false },
  { verb: 'withdraw', from: ['draft', 'in_stage', 'returned'], to: 'withdrawn', kinds: null, by: 'person', reason: false },
  { verb: 'approve', from: ['in_stage'], to: 'next', kinds: ['review', 'phone_check', 'confirm'], by: 'reviewer', reason: false },
  { verb: 'return', from: ['in_stage'], to: 'returned', kinds: ['review', 'phone_check', 'confirm'], by: 'reviewer', reason: true },
  // An objection was upheld.
  { verb: 'return', from: ['in_stage'], to: 'returned', kinds: ['publicity'], by: 'arbiter', reason: true },
  { verb: 'reject', from: ['in_stage'], to: 'rejected', kinds: ['review', 'phone_check', 'confirm'], by: 'reviewer', reason: true },
  // An objection was upheld.
  { verb: 'reject', from: ['in_stage'], to: 'rejected', kinds: ['publicity'], by: 'arbiter', reason: true },
  // Handed in with a mistake: the person takes it back to mend it, as long as it is not on a posted list.
  { verb: 'correct', from: ['in_stage'], to: 'returned', kinds: ['review', 'phone_check', 'confirm'], by: 'person', reason: false },
  // 「我不服，换个人再看看」: from the first stage again, and whoever decided before is barred.
  { verb: 'appeal', from: ['rejected'], to: 'first_stage', kinds: null, by: 'person', reason: true },
  { verb: 'close_publicity', from: ['in_stage'], to: 'next', kinds: ['publicity'], by: 'poster', reason: false },
  { verb: 'batch', from: ['approved'], to: 'in_batch', kinds: null, by: 'payer', reason: false },
  { verb: 'unbatch', from: ['in_batch'], to: 'approved', kinds: null, by: 'payer', reason: true },
  { verb: 'pay', from: ['in_batch'], to: 'paid', kinds: null, by: 'payer', reason: false },
  { verb: 'fail', from: ['in_batch'], to: 'payment_failed', kinds: null, by: 'payer', reason: true },
  { verb: 'reissue', from: ['payment_failed'], to: 'approved', kinds: null, by: 'mender', reason: false },
];

/** Who decides at each level. The grant must be for that very level: a town role does not decide for a village. */
export const REVIEWERS: Record<ScopeLevel, readonly Role[]> = {
  village: ['cadre', 'village_head'],
  town: ['station_clerk'],
  county: ['lead'],
};

/** Whoever decides at any level. */
export const DECIDERS: readonly Role[] = [...REVIEWERS.village, ...REVIEWERS.town, ...REVIEWERS.county];

/** Who files for a person of their village, with the person's consent. */
export const FILERS: readonly Role[] = ['cadre', 'village_head'];
/** Who makes batches, enters results and mends failures; at town or county, as the pack says who pays. */
export const PAYERS: readonly Role[] = ['payer', 'station_clerk'];

/** Why somebody may not decide although the stage is theirs; words in words/refusals.ts. */
export const BARS = [
  'own_claim',
  'relative',
  'same_household',
  'helps_them',
  'filed_it',
  'filled_it',
  'decided_other_stage',
  'decided_before_appeal',
] as const;
export type Bar = (typeof BARS)[number];

export const STEP_PROBLEMS = ['not_now', 'not_yours', 'reason_needed', 'on_hold', ...BARS] as const;
export type StepProblem = (typeof STEP_PROBLEMS)[number];

/** A step the rules refuse. `why` is a code with words in words/refusals.ts. */
export class StepRefused extends Error {
  constructor(
    readonly why: StepProblem,
    readonly verb: Verb,
    readonly status: ClaimStatus,
  ) {
    super(`step refused: ${verb} on a claim ${status}: ${why}`);
    this.name = 'StepRefused';
  }
}

/** The stage a claim is in; null outside review. */
export function stageOf(claim: Pick<ClaimRecord, 'stages' | 'stage' | 'status'>): Stage | null {
  return claim.status === 'in_stage' && claim.stage !== null ? (claim.stages[claim.stage] ?? null) : null;
}

/** Closing a posted list is the calendar's, not a judgement. */
const DECISIONS: readonly string[] = ['approve', 'return', 'reject'];

/**
 * Separation of duties: why this actor may not decide on this claim, or null. Nobody decides on their own claim, a relative's or
 * household member's, one of a person they help, one they filed, or one that rests on what they filled in; no one decides two stages of
 * one claim.
 */
export function barredFrom(claim: ClaimRecord, actor: Actor): Bar | null {
  if (actor.self !== null && actor.self === claim.person) return 'own_claim';
  if (actor.relatives.includes(claim.person)) return 'relative';
  if (actor.household != null && actor.household === claim.household) return 'same_household';
  if (actor.persons.includes(claim.person)) return 'helps_them';
  if (claim.filedBy.openid === actor.openid) return 'filed_it';
  if (claim.filledBy?.includes(actor.openid)) return 'filled_it';
  // A claim before its appeal was another round: nobody of that round looks at it again.
  const appealed = claim.events.map(({ verb }) => verb).lastIndexOf('appeal');
  const before = claim.events.slice(0, Math.max(appealed, 0));
  if (before.some((event) => event.by.openid === actor.openid && DECISIONS.includes(event.verb))) return 'decided_before_appeal';
  // Answering an objection is no review stage: whoever did may still look at the claim when it comes again.
  const another = (event: ClaimEvent) =>
    event.by.openid === actor.openid &&
    DECISIONS.includes(event.verb) &&
    event.stage !== null &&
    event.stage !== claim.stage &&
    claim.stages[event.stage]?.kind !== 'publicity';
  return claim.events.some(another) ? 'decided_other_stage' : null;
}

function transitionFor(claim: ClaimRecord, verb: Verb): Transition | null {
  const stage = stageOf(claim);
  const fits = (one: Transition) =>
    one.verb === verb && one.from.includes(claim.status) && (one.kinds === null || (stage !== null && one.kinds.includes(stage.kind)));
  return TRANSITIONS.find(fits) ?? null;
}

/** Whether the claim waits for the actor's level and place, even if they may not decide because of who they are. */
export function isReviewerNow(claim: ClaimRecord, actor: Actor): boolean {
  const stage = stageOf(claim);
  return stage !== null && holdsRole(actor, REVIEWERS[stage.level], stage.level, claim);
}

/** Whoever may answer an objection: the stage's level or one above it. */
export function isArbiterNow(claim: ClaimRecord, actor: Actor): boolean {
  const stage = stageOf(claim);
  return stage !== null && levelsFrom(stage.level).some((level) => holdsRole(actor, REVIEWERS[level], level, claim));
}

const LEVELS: readonly ScopeLevel[] = ['village', 'town', 'county'];
/** The level and those above it. */
export function levelsFrom(level: ScopeLevel): readonly ScopeLevel[] {
  return LEVELS.slice(LEVELS.indexOf(level));
}

const paysFor = (claim: ClaimRecord, actor: Actor) => holdsRole(actor, PAYERS, 'town', claim) || holdsRole(actor, PAYERS, 'county', claim);
const filesFor = (claim: ClaimRecord, actor: Actor) => holdsRole(actor, FILERS, 'village', claim);

const WHOSE: Record<Transition['by'], (claim: ClaimRecord, actor: Actor) => boolean> = {
  person: (claim, actor) => actor.persons.includes(claim.person) || filesFor(claim, actor),
  reviewer: isReviewerNow,
  arbiter: isArbiterNow,
  poster: isReviewerNow,
  payer: paysFor,
  mender: (claim, actor) => filesFor(claim, actor) || paysFor(claim, actor),
};

/** Whether this is the actor's step at all, before separation of duties: their person's claim, or their role at the stage's level and place. */
function isTheirs(claim: ClaimRecord, transition: Transition, actor: Actor): boolean {
  return WHOSE[transition.by](claim, actor);
}

/** Why a step is refused, or null when it may be taken. */
export function refusalOf(claim: ClaimRecord, verb: Verb, actor: Actor, reasons: readonly string[] = []): StepProblem | null {
  const transition = transitionFor(claim, verb);
  if (transition === null) return 'not_now';
  if (!isTheirs(claim, transition, actor)) return 'not_yours';
  const bar = transition.by === 'reviewer' || transition.by === 'arbiter' ? barredFrom(claim, actor) : null;
  if (bar !== null) return bar;
  // An objection under way holds the claim where it is; what stops it altogether is still possible.
  if (claim.hold && (verb === 'approve' || verb === 'close_publicity' || verb === 'batch')) return 'on_hold';
  return transition.reason && reasons.length === 0 ? 'reason_needed' : null;
}

/** What the actor may do with the claim now (a reason may still have to be given). */
export function availableVerbs(claim: ClaimRecord, actor: Actor): Verb[] {
  return VERBS.filter((verb) => refusalOf(claim, verb, actor, ['given']) === null);
}

/** The role under which the actor takes a step, kept in the event. */
function roleOf(claim: ClaimRecord, transition: Transition, actor: Actor): Role {
  const stage = stageOf(claim);
  const held = (roles: readonly Role[], levels: readonly ScopeLevel[]) =>
    actor.grants.find((one) => roles.includes(one.role) && levels.includes(one.level) && one.code === claim[one.level])?.role;
  if (transition.by === 'person') return actor.persons.includes(claim.person) ? 'resident' : (held(FILERS, ['village']) ?? 'resident');
  if (['reviewer', 'arbiter', 'poster'].includes(transition.by)) {
    const levels = stage === null ? [] : transition.by === 'arbiter' ? levelsFrom(stage.level) : [stage.level];
    return levels.map((level) => held(REVIEWERS[level], [level])).find((role) => role !== undefined) ?? 'resident';
  }
  const payer = held(PAYERS, ['town', 'county']);
  return (transition.by === 'mender' ? (payer ?? held(FILERS, ['village'])) : payer) ?? 'resident';
}

/** Status, stage and level waited for after a transition. */
function reached(claim: ClaimRecord, to: Transition['to']): Pick<ClaimRecord, 'status' | 'stage' | 'waiting'> {
  if (to !== 'first_stage' && to !== 'next') return { status: to as ClaimStatus, stage: null, waiting: '' };
  const at = to === 'first_stage' ? 0 : (claim.stage ?? -1) + 1;
  const stage = claim.stages[at];
  return stage === undefined
    ? { status: 'approved', stage: null, waiting: '' }
    : { status: 'in_stage', stage: at, waiting: waitingOf(stage) };
}

/** What a stage waits for: somebody of its level to decide, or to post. */
export function waitingOf(stage: Stage): ClaimRecord['waiting'] {
  return stage.kind === 'publicity' ? `post_${stage.level}` : stage.level;
}

/** Worst first: what is due soonest stands at the top of a queue. Ends in the claim's id, so that it serves as a cursor. */
export function dueKeyOf(claim: Pick<ClaimRecord, '_id' | 'stages' | 'stage' | 'status' | 'since'>): string {
  const stage = stageOf(claim);
  return stage === null ? '' : `${dueDay(stage, claim.since)}:${claim.since}:${claim._id}`;
}

/** A new round is on no list yet; a claim that goes no further is held by nobody. */
function letGo(verb: Verb): Partial<Pick<ClaimRecord, 'posting' | 'hold'>> {
  if (verb === 'submit' || verb === 'appeal' || verb === 'begin') return { posting: null, hold: null };
  return verb === 'return' || verb === 'reject' || verb === 'withdraw' || verb === 'correct' ? { hold: null } : {};
}

export interface StepInput {
  /** Reason codes (words/reasons.ts); needed for return and reject. */
  reasons?: string[];
  note?: string;
  /** The pack's stages, copied in at submission; at an appeal those of the new round. */
  stages?: Stage[];
}

/**
 * Take a step. The claim given is left as it was; the one returned has the new status, stage, waiting, due key, since and one event more
 * (also given apart). Version, sort key, facts, checks and account are the caller's to set in the same write.
 * @throws StepRefused when the rules forbid it.
 */
export function step(
  claim: ClaimRecord,
  verb: Verb,
  actor: Actor,
  at: Instant,
  input: StepInput = {},
): { claim: ClaimRecord; event: ClaimEvent } {
  const reasons = input.reasons ?? [];
  const refused = refusalOf(claim, verb, actor, reasons);
  const transition = transitionFor(claim, verb);
  if (refused !== null || transition === null) throw new StepRefused(refused ?? 'not_now', verb, claim.status);
  const event: ClaimEvent = {
    at,
    verb,
    stage: claim.status === 'in_stage' ? claim.stage : null,
    by: { openid: actor.openid, name: actor.name, role: roleOf(claim, transition, actor) },
    reasons,
    note: input.note ?? '',
  };
  const staged = (verb === 'submit' || verb === 'appeal') && input.stages !== undefined ? { ...claim, stages: input.stages } : claim;
  const moved: ClaimRecord = { ...staged, ...reached(staged, transition.to), ...letGo(verb), since: at, events: [...claim.events, event] };
  const next: ClaimRecord = { ...moved, dueKey: dueKeyOf(moved) };
  return { claim: verb === 'submit' ? { ...next, submittedAt: at } : next, event };
}
