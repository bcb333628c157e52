// Who looks again when somebody does not accept a refusal: the same levels with other people, or the level above where there is nobody else.
import type { Actor } from './actor';
import { holdsRole } from './actor';
import { addDays, beijingDate } from './dates';
import type { ClaimRecord, DateText, ScopeLevel, Stage } from './records';
import { barredFrom, levelsFrom, REVIEWERS } from './stages';

/** 行政复议: sixty days, unless the county says otherwise. */
const APPEAL_DAYS = 60;

/** Last day on which a refusal may be appealed. */
export function appealUntil(claim: Pick<ClaimRecord, 'since'>, days = APPEAL_DAYS): DateText {
  return addDays(beijingDate(claim.since), days);
}

export interface NewRound {
  stages: Stage[];
  /** Where a level has nobody else who could look: from which to which. null where even the county has nobody. */
  raised: { from: ScopeLevel; to: ScopeLevel | null }[];
}

/** The claim as it would stand in a stage of the new round, to ask who would be barred from it. */
function standing(claim: ClaimRecord, stages: Stage[], at: number): ClaimRecord {
  const appeal = {
    at: claim.since,
    verb: 'appeal',
    stage: null,
    by: { openid: '', name: '', role: 'resident' as const },
    reasons: [],
    note: '',
  };
  return { ...claim, stages, stage: at, status: 'in_stage', events: [...claim.events, appeal] };
}

/**
 * The stages of the round after an appeal. Each stage keeps its level when somebody there has not decided before and is not tied to
 * the person; else it goes to the next level that has such a one. Nobody takes two stages.
 * @param officers everybody in office, with those they stand in for
 */
export function newRound(claim: ClaimRecord, officers: readonly Actor[]): NewRound {
  const taken = new Set<string>();
  const raised: NewRound['raised'] = [];
  const stages = claim.stages.map((stage, index): Stage => {
    if (stage.kind === 'publicity') return stage;
    for (const level of levelsFrom(stage.level)) {
      const fits = (one: Actor) =>
        !taken.has(one.openid) &&
        holdsRole(one, REVIEWERS[level], level, claim) &&
        barredFrom(standing(claim, claim.stages, index), one) === null;
      const found = officers.find(fits);
      if (!found) continue;
      taken.add(found.openid);
      if (level !== stage.level) raised.push({ from: stage.level, to: level });
      return { ...stage, level };
    }
    raised.push({ from: stage.level, to: null });
    return stage;
  });
  return { stages, raised };
}
