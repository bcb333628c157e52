// Words of posted lists: columns, kinds of objection, why a list cannot be closed yet.
import type { PostedColumn } from '../posted-line';
import type { ObjectionKind } from '../publicity-records';
import { type Register, type Wording, wordOf } from './register';

export const COLUMN_WORDS: Record<PostedColumn, string> = {
  name: '姓名',
  sex: '性别',
  age: '年龄',
  work_period: '务工时间',
  work_place: '务工地点',
  employer: '务工单位',
  amount: '金额（元）',
};

export const OBJECTION_WORDS: Record<ObjectionKind, Wording> = {
  not_working: { resident: '他没出去干活', official: '未外出务工' },
  facts_wrong: { resident: '地方、日子写得不对', official: '务工信息不实' },
  amount_wrong: { resident: '钱数不对', official: '金额有误' },
  paid_twice: { resident: '他已经领过了', official: '重复享受' },
  missing: { resident: '该有的人没有', official: '应享未享' },
  other: { resident: '别的', official: '其他' },
};

export function objectionWords(kind: string, register: Register): string {
  return wordOf(OBJECTION_WORDS, kind, register, OBJECTION_WORDS.other);
}

export const CLOSING_WORDS = {
  not_posted: '这张榜现在不能收：还没贴出来，或者已经收了。',
  not_over: '还没贴满，最后一天是 {until}，第二天才能收。',
  list_objected: '有人对整张榜提了异议，答复以后才能收。',
} as const;
