// Words for kinds of evidence where no pack is at hand; a pack's own words come first.
import { type Register, type Wording, wordOf } from './register';

/** Kinds the shipped packs and examples use. */
export const EVIDENCE_KINDS = [
  'ticket',
  'work_proof',
  'wage_proof',
  'wage_sheet',
  'bank_flow',
  'payroll',
  'contract',
  'employer_proof',
  'village_proof',
  'id_copy',
  'card_copy',
  'promise',
  'steady_form',
  'casual_form',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_WORDS: Record<EvidenceKind, Wording> = {
  ticket: { resident: '车票、订单截图', official: '车票或购票订单截图' },
  work_proof: { resident: '厂里、工地开的证明', official: '务工证明' },
  wage_proof: { resident: '工资截图', official: '工资凭证' },
  wage_sheet: { resident: '三个月的工资单', official: '三个月工资单' },
  bank_flow: { resident: '三个月的银行流水', official: '三个月以上银行流水' },
  payroll: { resident: '签了字的工资表', official: '签字的工资表' },
  contract: { resident: '打工的合同', official: '劳动合同' },
  employer_proof: { resident: '老板开的证明', official: '用人单位证明' },
  village_proof: { resident: '村里开的证明', official: '村委会证明' },
  id_copy: { resident: '身份证照片', official: '身份证复印件' },
  card_copy: { resident: '银行卡照片', official: '银行卡复印件' },
  promise: { resident: '自己签的保证', official: '本人承诺书' },
  steady_form: { resident: '在外干活的说明', official: '稳定务工证明表' },
  casual_form: { resident: '打零工的说明', official: '临时务工证明表' },
};

export function evidenceWords(kind: string, register: Register): string {
  return wordOf(EVIDENCE_WORDS, kind, register, { resident: '照片', official: '其他凭证' });
}
