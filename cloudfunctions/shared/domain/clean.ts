// Which claims are clean, and which of the clean ones must be looked at all the same. Pure; the draw's secret comes in as a number.
import type { Actor } from './actor';
import type { ClaimRecord } from './records';
import { availableVerbs } from './stages';

/** What a look would have to settle, as far as the claim itself tells; changed records are looked at when it is decided. */
export function isClean(claim: ClaimRecord, actor: Actor, evidenceComplete: boolean): boolean {
  return (
    evidenceComplete &&
    claim.stage !== null &&
    claim.stages[claim.stage]?.kind === 'review' &&
    claim.checks.length > 0 &&
    claim.checks.every(({ status }) => status === 'passed') &&
    (claim.hints ?? []).length === 0 &&
    !claim.events.some(({ verb }) => verb === 'appeal') &&
    availableVerbs(claim, actor).includes('approve')
  );
}

export interface Drawn {
  id: string;
  /** 0 to 1, from the claim and a secret: nobody can choose who is drawn. */
  chance: number;
}

/**
 * Who must be looked at one by one: everybody whose number falls under the share, and at least one of each lot.
 * @param share 0 to 1
 */
export function sampleOf(lot: readonly Drawn[], share: number): Set<string> {
  const drawn = lot.filter(({ chance }) => chance < share);
  const [lowest] = [...lot].sort((a, b) => a.chance - b.chance || (a.id < b.id ? -1 : 1));
  return new Set((drawn.length > 0 || !lowest ? drawn : [lowest]).map(({ id }) => id));
}
