// Whether a claim can be handed in as it stands: eligible, or unknown only in what a reviewer can settle from the pictures attached.
import type { Assessment, CheckResult } from '@shared/domain/assessment';
import { type EvidenceSet, missingEvidence } from '@shared/policies';
import { Problem } from '@shared/runtime/problem';
import { checkLines } from './refuse';

/** Which kinds of picture let a reviewer settle an unknown check; the others need the ledger completed first. */
const SETTLED_BY: Readonly<Record<string, readonly string[]>> = {
  wage_proof: ['wage_proof'],
  name_employer: ['work_proof', 'wage_proof'],
  complete_place: ['work_proof', 'ticket'],
  // Nobody can expect the person to know it; whoever reviews looks it up.
  ask_rail_fare: ['ticket'],
};

function settlers(check: CheckResult): readonly string[] {
  return check.remedy !== null && Object.hasOwn(SETTLED_BY, check.remedy) ? (SETTLED_BY[check.remedy] ?? []) : [];
}

function unknownOf(assessment: Assessment): CheckResult[] {
  return assessment.checks.filter(({ status }) => status === 'unknown');
}

/** The unknown checks that the pictures given do not let a reviewer settle, with all others: what is really still open. */
export function openUnknown(assessment: Assessment, given: readonly string[]): CheckResult[] {
  return assessment.checks.filter((check) => check.status !== 'unknown' || !settlers(check).some((kind) => given.includes(kind)));
}

/** Whether it could be handed in once the right pictures are attached. */
export function couldBeHandedIn(assessment: Assessment, sets: readonly EvidenceSet[]): boolean {
  const kinds = sets.flatMap((set) => set.kinds.map(({ kind }) => kind));
  return (
    assessment.verdict !== 'not_eligible' && unknownOf(assessment).every((check) => settlers(check).some((kind) => kinds.includes(kind)))
  );
}

/** Throws in words what stands in the way of handing in, everything at once. */
export function demandComplete(assessment: Assessment, sets: readonly EvidenceSet[], given: readonly string[]): void {
  if (assessment.verdict === 'not_eligible') {
    throw new Problem('not_possible_now', {
      message: `这一项领不了，因为：\n${checkLines(assessment, 'failed', 'resident').join('\n')}`,
      next: '可以看看另外的补贴；觉得不对，给村里打电话。',
    });
  }
  const missing = missingEvidence([...sets], given).map(
    ({ need, kinds }) =>
      `还差${need === 'any' && kinds.length > 1 ? '（任意一样）' : ''}：${kinds.map(({ words }) => words).join(need === 'any' ? '、' : '和')}`,
  );
  const open = unknownOf(assessment).filter((check) => !settlers(check).some((kind) => given.includes(kind)));
  const lines = [...missing, ...checkLines({ ...assessment, checks: open }, 'unknown', 'resident')];
  if (lines.length > 0) throw new Problem('not_possible_now', { message: lines.join('\n'), next: '补上再交，填的都在。' });
}
