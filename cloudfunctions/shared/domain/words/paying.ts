// Words of money on its way: why a card cannot be paid into, why the bank sent it back, what to tell the person.
import type { CardProblem } from '../card-check';
import { periodWords } from '../dates';
import { yuanText } from '../money';
import type { BatchStatus, FailureCode, PaidBy, Suspicion, ToldHow } from '../paying-records';
import type { Fen } from '../records';
import { type Register, type Wording, wordOf } from './register';

export const CARD_PROBLEM_WORDS: Record<CardProblem, Wording> = {
  no_account: { resident: '还没登记银行卡：带上卡和身份证到村里', official: '没有登记账户' },
  malformed: { resident: '卡号不对：带上卡到村里，对着卡再登一遍', official: '账号格式不对' },
  not_own_name: { resident: '卡不是您本人的：换一张自己的卡', official: '户名与本人姓名不一致' },
  shared_unknown: { resident: '这张卡和别人登记的是同一张：带上卡到村里对一对', official: '与他人共用账户，关系不明' },
  changed_since_approval: { resident: '卡换过了：村里跟您对一遍就发', official: '审核之后账户变过' },
  other_bank: { resident: '这笔钱只能打到指定银行的卡上', official: '不是指定的开户行' },
  person_dead: { resident: '登记的人不在了，家里人跟村里说一声', official: '登记为已故' },
  person_gone: { resident: '户口已经迁走，跟村里说一声', official: '登记为迁出' },
};

export const FAILURE_WORDS: Record<FailureCode, Wording> = {
  not_activated: { resident: '卡没激活（去银行柜台，带身份证）', official: '账户未激活' },
  name_differs: { resident: '卡上的名字和登记的不一样（带卡和身份证到村里对一对）', official: '户名不符' },
  closed_account: { resident: '这张卡已经销了（换一张自己的卡，到村里登记）', official: '已销户' },
  wrong_account: { resident: '卡号登记错了（带上卡到村里，对着卡再登一遍）', official: '账号有误' },
  other: { resident: '银行没打进去（村里替您问银行）', official: '其他原因' },
};

export const BATCH_WORDS: Record<BatchStatus, string> = {
  building: '正在做',
  short: '钱不够，没占上',
  ready: '等另一个人放行',
  released: '已放行，等银行结果',
  closed: '结果都回来了',
  dismissing: '正在撤',
  dismissed: '撤了',
};

export const PAID_BY_WORDS: Record<PaidBy, string> = { town: '乡镇发', county: '报县发', card_system: '一卡通系统发' };

export const TOLD_HOW_WORDS: Record<ToldHow, string> = { phone: '打电话', door: '上门', family: '告诉了家里人', chat: '发微信' };

export const SUSPICION_WORDS: Record<Suspicion, string> = {
  shared_account: '几个人打到同一个账户',
  shared_phone: '几个人用同一个电话，看不出关系',
  after_death: '登记去世之后发的钱',
  same_picture: '同一张照片用在几份申领里',
  kin_decided: '经手审核的人是亲属',
  round_wage: '月工资正好 1000.00 元',
  paid_elsewhere: '这一年在系统外也发过',
};

export function cardProblemWords(code: string, register: Register): string {
  return wordOf(CARD_PROBLEM_WORDS, code, register, { resident: '卡有问题：到村里看看', official: '账户有问题' });
}

export function failureWords(code: string, register: Register): string {
  return wordOf(FAILURE_WORDS, code, register, FAILURE_WORDS.other);
}

interface Money {
  period: string;
  spoken: string;
  amountFen: Fen;
  tail: string;
}

/** 「2025年路费补贴 1500 元已打到尾号 1234」: programme, period, amount and the last four, and nothing to tap. */
export function paidSentence({ period, spoken, amountFen, tail }: Money): string {
  return `${periodWords(period)}${spoken} ${yuanText(amountFen)} 元已打到尾号 ${tail}`;
}

export function failedSentence({ period, spoken, amountFen }: Money, code: string): string {
  return `${periodWords(period)}${spoken} ${yuanText(amountFen)} 元，钱没打进去：${failureWords(code, 'resident')}`;
}

/** What the cadre says on the telephone. */
export function sayWords(name: string, sentence: string, kind: 'paid' | 'failed'): string {
  return kind === 'paid'
    ? `${name}，${sentence}，您看看卡上到了没有。不用您交钱，也不要密码。`
    : `${name}，${sentence}。弄好了跟我说一声，下一批再打。`;
}
