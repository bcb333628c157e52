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

/** How one asks for each kind: what to take a picture of, where to find it, said to a father at home as to a man of one's village. */
const ASK_HOW: Record<EvidenceKind, string> = {
  ticket: '打开 12306 或者买票的短信，点开那张票，截个图；纸票拍一张也行',
  work_proof: '让厂里或者工头开个证明，盖了章拍一张',
  wage_proof: '微信里点开发工资那条，截个图，名字和月份要看得见',
  wage_sheet: '找三个月的工资条，摆一起拍一张',
  bank_flow: '打开手机银行查工资那几笔，截三个月的图',
  payroll: '让班组把签了字的工资表拍一张',
  contract: '找出打工的合同，有名字、有日子的那页拍一张',
  employer_proof: '让老板写个证明签上名，拍一张',
  village_proof: '到村里开个证明，拍一张',
  id_copy: '身份证正面、反面各拍一张',
  card_copy: '自己名字的银行卡，有卡号那面拍一张',
  promise: '保证书签上名，拍一张',
  steady_form: '在外干活的那张表填好签上名，拍一张',
  casual_form: '说说干的啥活、在哪、哪几个月、多少钱，还有谁知道',
};

/** 「爸，领路费补贴还差一张工资截图：…，发我就行。」 ready to be copied into a chat. `call`: how the sender addresses them. */
export function askForPicture(call: string, spoken: string, kind: string, words = evidenceWords(kind, 'resident')): string {
  const how = EVIDENCE_KINDS.some((one) => one === kind) ? ASK_HOW[kind as EvidenceKind] : '拍清楚一点';
  return `${call === '' ? '' : `${call}，`}领${spoken}还差${words}：${how}，发我就行。不收钱，不要密码、验证码。`;
}

export function evidenceWords(kind: string, register: Register): string {
  return wordOf(EVIDENCE_WORDS, kind, register, { resident: '照片', official: '其他凭证' });
}
