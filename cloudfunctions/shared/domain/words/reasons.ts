// Why a reviewer sent a claim back or refused it, and what the person should do next.
import { FAILURE_WORDS } from './paying';
import { type Register, type Wording, wordOf } from './register';

/** What a reviewer picks from; the contract takes these and nothing else. */
export const REASON_CODES = [
  'photo_unclear',
  'wrong_person',
  'wrong_period',
  'wage_proof_missing',
  'work_proof_missing',
  'ticket_missing',
  'facts_differ',
  'not_eligible',
  'paid_before',
  'account_wrong',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const REASON_WORDS: Record<ReasonCode, Wording> = {
  photo_unclear: { resident: '照片看不清', official: '凭证图片不清' },
  wrong_person: { resident: '照片上不是本人的', official: '凭证非本人' },
  wrong_period: { resident: '照片上的日子不是这一年的', official: '凭证不在补贴期内' },
  wage_proof_missing: { resident: '缺工资截图', official: '缺工资凭证' },
  work_proof_missing: { resident: '缺厂里、工地开的证明', official: '缺务工证明' },
  ticket_missing: { resident: '缺车票', official: '缺车票' },
  facts_differ: { resident: '说的和登记的不一样', official: '申领信息与务工记录不符' },
  not_eligible: { resident: '这一项不够领的条件', official: '不符合条件' },
  paid_before: { resident: '这一年已经领过了', official: '本期已发放' },
  account_wrong: { resident: '银行卡不对', official: '账户信息有误' },
  other: { resident: '别的原因', official: '其他' },
};

/** What settles it; for residents a thing to do, for officials what to look at. */
export const REASON_NEXT: Record<ReasonCode, Wording> = {
  photo_unclear: { resident: '在亮的地方重拍一张，字要看得见', official: '重新提交清晰图片' },
  wrong_person: { resident: '换一张有本人名字的', official: '重新提交本人凭证' },
  wrong_period: { resident: '换一张这一年的', official: '重新提交补贴期内凭证' },
  wage_proof_missing: { resident: '补一张工资截图，要有名字和月份', official: '补充工资凭证' },
  work_proof_missing: { resident: '让干活的地方开个证明，拍下来', official: '补充务工证明' },
  ticket_missing: { resident: '补一张车票或者买票的截图', official: '补充车票或购票订单' },
  facts_differ: { resident: '跟村里对一对，改成真的再交', official: '核对务工记录后更正' },
  not_eligible: { resident: '可以看看另外的补贴；觉得不对，给村里打电话', official: '可告知申领人查看其他项目' },
  paid_before: { resident: '看看头一回的钱到了没有', official: '查看已有发放记录' },
  account_wrong: { resident: '带身份证到村里，把卡号改对', official: '核对账户后更正' },
  other: { resident: '看下面写的话，不明白就打电话问', official: '见备注' },
};

const OTHER = REASON_WORDS.other;

/** What the payer and the bank give as reasons; residents read the bank's with what to do. */
const MONEY_REASONS: Record<string, Wording> = {
  ...FAILURE_WORDS,
  batch_dismissed: { resident: '这一批先不发了', official: '批次撤销' },
  taken_out: { resident: '先从这一批里拿出来', official: '移出批次' },
  other: OTHER,
};

export function reasonWords(code: string, register: Register): string {
  if (Object.keys(MONEY_REASONS).includes(code)) return wordOf(MONEY_REASONS, code, register, OTHER);
  return wordOf(REASON_WORDS, code, register, OTHER);
}

export function reasonNext(code: string, register: Register): string {
  return wordOf(REASON_NEXT, code, register, REASON_NEXT.other);
}
