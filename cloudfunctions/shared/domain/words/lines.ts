// Words of the village list and of 应发尽发: lines, parts, what is missing, and the sentence for whoever asks in the evening.
import { periodWords } from '../dates';
import { EQUATION_PARTS, type EquationPart, type LackCode, type Line } from '../lines';
import { moneyWords } from '../money';
import type { Register, Wording } from './register';
import { wordOf } from './register';

export const LINE_WORDS: Record<Line, Wording> = {
  can: { resident: '能领', official: '能领' },
  missing: { resident: '还差一样', official: '缺一样' },
  cannot: { resident: '领不了', official: '领不了' },
  filed: { resident: '交上去了', official: '交了' },
  aside: { resident: '先放着', official: '先放着' },
};

export const PART_WORDS: Record<EquationPart, Wording> = {
  paid: { resident: '到账了', official: '到账' },
  paying: { resident: '等县里拨款', official: '等拨款、发放中' },
  reviewing: { resident: '正在看、正在贴榜', official: '公示和审核中' },
  missing: { resident: '还差一样', official: '缺一样' },
  card: { resident: '钱没打进去', official: '卡有问题' },
  declined: { resident: '您说不要', official: '本人不要' },
  unreachable: { resident: '还没联系上', official: '联系不上' },
  other: { resident: '别的原因', official: '其他' },
};

export const LACK_WORDS: Record<LackCode, Wording> = {
  wage_proof: { resident: '工资截图', official: '工资截图' },
  work_proof: { resident: '厂里、工地开的证明', official: '务工证明' },
  ticket: { resident: '车票', official: '车票' },
  proof: { resident: '一张照片', official: '一张凭证（任一样）' },
  wage: { resident: '一个月挣多少', official: '月工资' },
  employer: { resident: '在哪一家干', official: '用工单位' },
  place: { resident: '在哪个县干', official: '务工地点到县' },
  transport: { resident: '自己去的还是统一送的', official: '怎么去的' },
  tickets: { resident: '车票', official: '车票' },
  registry: { resident: '登记补全', official: '登记信息补全' },
  mend: { resident: '退回来的那一样', official: '退回补正' },
  file: { resident: '您点一下「我要领」', official: '本人同意、交上来' },
  other: { resident: '问清楚一样', official: '待核实' },
};

const UNKNOWN: Wording = { resident: '问清楚一样', official: '待核实' };

export function lineWords(line: string, register: Register = 'official'): string {
  return wordOf(LINE_WORDS, line, register, UNKNOWN);
}
export function partWords(part: string, register: Register = 'official'): string {
  return wordOf(PART_WORDS, part, register, UNKNOWN);
}
export function lackWords(code: string, register: Register = 'official'): string {
  return wordOf(LACK_WORDS, code, register, UNKNOWN);
}

/** 「缺的多数是：工资截图」, the two most frequent; '' when nothing is missing. */
export function mostLacking(lacks: Readonly<Record<string, number>>): string {
  const most = Object.entries(lacks)
    .filter(([code, n]) => n > 0 && code !== 'file')
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2);
  return most.map(([code, n]) => `${lackWords(code)} ${n} 人`).join('、');
}

/** What a sum is made of, for the sentence and the page. */
export interface EquationFigures {
  owed: number;
  owedFen: number;
  parts: Readonly<Record<EquationPart, { people: number; fen: number }>>;
}

/** The sentence for the leader: of where and what, as of when, each part with its people, what was counted. */
export function equationSentence(
  about: { place: string; programme: string; period: string; asOf: string },
  { owed, owedFen, parts }: EquationFigures,
): string {
  const rest = EQUATION_PARTS.filter((part) => part !== 'paid' && parts[part].people > 0).map(
    (part) => `${partWords(part)} ${parts[part].people} 人`,
  );
  const behind = rest.length === 0 ? '没有差的' : `还差 ${owed - parts.paid.people} 人，其中${rest.join('、')}`;
  return `截至${about.asOf}，${about.place}${periodWords(about.period)}${about.programme}：符合 ${owed} 人、${moneyWords(owedFen)}，到账 ${parts.paid.people} 人、${moneyWords(parts.paid.fen)}，${behind}。口径：按本县文件逐人核对符合条件的人（还差材料的也算），系统外已发的算到账。`;
}
