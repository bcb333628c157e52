// Where a claim is, like a parcel: the stages behind it, the one it is in and until when, those ahead.
import { addCountedDays, beijingDate } from './dates';
import type { ClaimEvent, ClaimRecord, DateText, Instant, Stage } from './records';

export type StepState = 'done' | 'here' | 'ahead' | 'stopped';

export interface TrackedStep {
  stage: Stage;
  state: StepState;
  /** done: when it was finished; here and stopped: since when it stands there; ahead: null. */
  since: Instant | null;
  /** Last day of the working-day clock of the step; only for `here`. */
  due: DateText | null;
}

/** Last day by which a stage entered at an instant should be over, by the days its document counts. */
export function dueDay(stage: Stage, since: Instant): DateText {
  return addCountedDays(beijingDate(since), stage.days, stage.calendar === true);
}

/** Verbs with which a round of stages begins, and those with which a stage is done. */
const BEGINS: readonly string[] = ['submit', 'appeal'];
const PASSES: readonly string[] = ['approve', 'close_publicity'];

/** The last event since which the stages count. -1 before the first. */
function newestSubmission(events: ClaimEvent[]): number {
  for (let i = events.length - 1; i >= 0; i -= 1) if (BEGINS.includes((events[i] as ClaimEvent).verb)) return i;
  return -1;
}

/** Where the claim is, like a parcel: each stage done, here, ahead or stopped there. Rounds before the newest submission or appeal do not count. */
export function track(claim: Pick<ClaimRecord, 'status' | 'stage' | 'stages' | 'events' | 'since'>): TrackedStep[] {
  const submitted = newestSubmission(claim.events);
  const round = claim.status === 'draft' || submitted < 0 ? [] : claim.events.slice(submitted + 1);
  return claim.stages.map((stage, index) => {
    const here = claim.status === 'in_stage' && claim.stage === index;
    if (here) return { stage, state: 'here', since: claim.since, due: dueDay(stage, claim.since) };
    const last = round.filter((event) => event.stage === index).pop();
    if (last === undefined) return { stage, state: 'ahead', since: null, due: null };
    return { stage, state: PASSES.includes(last.verb) ? 'done' : 'stopped', since: last.at, due: null };
  });
}
