// A pack as people read it: words, sums and documents, all taken from the version itself.
import type { Output } from '@shared/contract';
import type { Basis } from '@shared/domain/assessment';
import type { Stage } from '@shared/domain/records';
import { basisOf } from './assess';
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

export function evidenceOf(pack: PolicyPack): EvidenceSet[] {
  return pack.evidence.map(({ need, kinds }) => ({ need, kinds: kinds.map((kind) => ({ ...kind })) }));
}

/** Evidence sets not yet filled by the kinds given: to be shown before handing in, and looked at when it is. */
export function missingEvidence(sets: EvidenceSet[], given: readonly string[]): EvidenceSet[] {
  return sets.filter(({ need, kinds }) =>
    need === 'any' ? !kinds.some((one) => given.includes(one.kind)) : !kinds.every((one) => given.includes(one.kind)),
  );
}

/** The stage list copied into a claim at submission. */
export function stagesOf(pack: PolicyPack): Stage[] {
  return pack.stages.map(({ kind, level, days }) => ({ kind, level, days }));
}

export function cardOf(pack: PolicyPack): ProgrammeCard {
  return {
    programme: pack.programme,
    version: pack.id,
    name: pack.name,
    spoken: pack.spoken,
    summary: summaryOf(pack),
    maxFen: mostFen(pack),
    documents: documentsOf(pack),
    checkedOn: pack.checkedOn,
    notice: pack.notice,
    periods: [...pack.periods],
    evidence: evidenceOf(pack),
  };
}
