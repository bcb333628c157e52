// Words for kinds of evidence where no pack is at hand; a pack's own words come first.
import { type Register, type Wording, wordOf } from './register';

/** Kinds the shipped packs use. */
export const EVIDENCE_KINDS = ['ticket', 'work_proof', 'wage_proof'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_WORDS: Record<EvidenceKind, Wording> = {
  ticket: { resident: '车票、订单截图', official: '车票或购票订单截图' },
  work_proof: { resident: '厂里、工地开的证明', official: '务工证明' },
  wage_proof: { resident: '工资截图', official: '工资凭证' },
};

export function evidenceWords(kind: string, register: Register): string {
  return wordOf(EVIDENCE_WORDS, kind, register, { resident: '照片', official: '其他凭证' });
}
