// What residents report of postings: in which words, what comes first, how it is told back. Nothing hides by itself.
import type { PostingReportRecord, ReportReason } from './records';

export const REPORT_WORDS: Readonly<Record<ReportReason, { spoken: string; official: string; urgent: boolean }>> = {
  filled: { spoken: '已经招满了', official: '反映已招满', urgent: false },
  pay_differs: { spoken: '工钱和写的不一样', official: '反映工资不符', urgent: false },
  asks_money: { spoken: '跟人要钱（押金、介绍费）', official: '反映收钱', urgent: true },
  cannot_reach: { spoken: '电话打不通', official: '反映联系不上', urgent: false },
  work_differs: { spoken: '活和写的不一样', official: '反映工作不符', urgent: false },
  other: { spoken: '别的不对', official: '其他', urgent: false },
};

/** From the third person on it is no accident. */
export const URGENT_FROM = 3;

/** @param others how many other people's reports of the posting wait. */
export const isUrgent = (reason: ReportReason, others: number): boolean => REPORT_WORDS[reason].urgent || others + 1 >= URGENT_FROM;

/** Waiting ones in the order they are worked on: urgent first, then as they came. */
export const waitingKey = (urgent: boolean, { at, _id }: Pick<PostingReportRecord, 'at' | '_id'>): string =>
  `${urgent ? 0 : 1}:${at}:${_id}`;
export const isUrgentKey = (sortKey: string): boolean => sortKey.startsWith('0:');

export const REPORT_RESULT_WORDS: Readonly<Record<NonNullable<PostingReportRecord['answer']>['result'], { staff: string; told: string }>> =
  {
    kept: { staff: '没错，不动', told: '核实过，没有不对' },
    mended: { staff: '改过来了', told: '已经改过来了' },
    full: { staff: '招满了', told: '是招满了，已经标上' },
    stopped: { staff: '撤下', told: '这个活已经撤下' },
  };
