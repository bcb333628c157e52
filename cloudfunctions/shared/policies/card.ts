// A pack as people read it: words, sums and documents, all taken from the version itself.
import type { Output } from '@shared/contract';
import type { Basis } from '@shared/domain/assessment';
import type { Facts } from '@shared/domain/facts';
import type { Stage } from '@shared/domain/records';
import { isFlexible, windowOf, workedIn } from '@shared/domain/spells';
import { basisOf } from './assess';
import type { PublicityColumn, WorkerKind } from './procedure-schema';
import type { PolicyPack } from './schema';
import { fillTemplate, mostFen } from './template';

export type ProgrammeCard = Output<'policy.active'>['programmes'][number];
export type EvidenceSet = ProgrammeCard['evidence'][number];

export function summaryOf(pack: PolicyPack): string[] {
  return pack.summary.map((line) => fillTemplate(line, pack).text);
}

/** The 承诺书 the person agrees to when handing in. */
export function statementOf(pack: PolicyPack): string[] {
  return pack.statement.map((line) => fillTemplate(line, pack).text);
}

/** Each document article the pack rests on, once, in order. */
export function documentsOf(pack: PolicyPack): Basis[] {
  const find = basisOf(pack);
  return pack.documents.flatMap((document, d) => document.articles.map((_, a) => find([d, a])));
}

/** Whether the person had an employer at some time of the period; null where there is no work on record to tell. */
function workerKind(pack: PolicyPack, facts: Facts): WorkerKind | null {
  const work = workedIn(facts, windowOf(facts.period, facts.asOf, pack.work.span));
  if (work.length === 0) return null;
  return work.every((one) => isFlexible(one.spell)) ? 'flexible' : 'employed';
}

/** The sets of proofs asked for: with facts those that fit the person's work, without all of them, each saying whom it is for. */
export function evidenceOf(pack: PolicyPack, facts?: Facts): EvidenceSet[] {
  const kind = facts === undefined ? null : workerKind(pack, facts);
  return pack.evidence
    .filter(({ when }) => when === undefined || facts === undefined || when === (kind ?? 'employed'))
    .map(({ need, when, kinds }) => ({
      need,
      ...(when === undefined || facts !== undefined ? {} : { when }),
      kinds: kinds.map((one) => ({ ...one })),
    }));
}

/** Columns of the posted list (A.1.1): what every list has unless the pack says otherwise. */
const COLUMNS: readonly PublicityColumn[] = ['name', 'sex', 'age', 'work_period', 'work_place', 'amount'];

export function publicityColumnsOf(pack: PolicyPack): PublicityColumn[] {
  return [...(pack.publicity.columns ?? COLUMNS)];
}

/** Evidence sets not yet filled by the kinds given: to be shown before handing in, and looked at when it is. */
export function missingEvidence(sets: EvidenceSet[], given: readonly string[]): EvidenceSet[] {
  return sets.filter(({ need, kinds }) =>
    need === 'any' ? !kinds.some((one) => given.includes(one.kind)) : !kinds.every((one) => given.includes(one.kind)),
  );
}

/** The stage list copied into a claim at submission. */
export function stagesOf(pack: PolicyPack): Stage[] {
  return pack.stages.map(({ kind, level, days, calendar }) => ({ kind, level, days, ...(calendar ? { calendar } : {}) }));
}

export function cardOf(pack: PolicyPack): ProgrammeCard {
  return {
    programme: pack.programme,
    version: pack.id,
    name: pack.name,
    spoken: pack.spoken,
    summary: summaryOf(pack),
    maxFen: mostFen(pack) ?? 0,
    documents: documentsOf(pack),
    checkedOn: pack.checkedOn,
    notice: pack.notice,
    periods: [...pack.periods],
    evidence: evidenceOf(pack),
  };
}
