// The blanks a layout may hold, by name, with made-up values: for the trial filling of a layout and the clerk's list of blanks.
import type { Blanks } from './fill';
import type { LayoutInfo } from './layouts';

const HEAD = ['县', '乡镇', '村', '年度', '补贴名称', '今天', '人数', '合计', '合计大写'];
const POSTED = ['公示级别', '公示开始', '公示结束', '公示天数', '公示地点', '公示单位', '查看编号', '校验', '意见件数', '反映电话'];
const MEETING = ['会议日期', '会议地点', '参会人员', '会议决定'];
const TOWN = ['资金来源', '村数'];
const MEMBER = [
  '序号',
  '姓名',
  '性别',
  '年龄',
  '身份证号',
  '户编号',
  '务工地点',
  '用工单位',
  '务工时间',
  '月收入',
  '金额',
  '开户行',
  '账号',
  '账号尾号',
  '联系电话',
  '签字',
  '受托人',
  '同意方式',
  '同意日期',
];
/** A posted list cannot even be asked for what must not be posted. */
const POSTABLE = ['序号', '姓名', '性别', '年龄', '务工地点', '用工单位', '务工时间', '金额'];
const WORK = ['开始', '结束', '地点', '用工单位', '月收入'];
const VILLAGE_LINE = ['序号', '村名', '村人数', '村金额', '村公示', '备注'];

/** Blanks of the head and of each list of a layout. */
function parts(info: LayoutInfo): { head: string[]; lists: Record<string, string[]> } {
  if (info.of === 'town') return { head: [...HEAD, ...TOWN], lists: { 各村: VILLAGE_LINE } };
  const posted = info.key.startsWith('publicity');
  return {
    head: [...HEAD, ...POSTED, ...MEETING],
    lists: { 名单: posted ? POSTABLE : MEMBER, ...(posted ? {} : { 务工: WORK, 承诺: ['条'] }) },
  };
}

/** As the clerk reads them: 村, 合计, 名单.姓名. */
export function blankNames(info: LayoutInfo): string[] {
  const { head, lists } = parts(info);
  return [...head, ...Object.entries(lists).flatMap(([list, names]) => names.map((name) => `${list}.${name}`))];
}

/** Only the blanks that may be posted, whatever the data holds. */
export function postable(member: Blanks): Blanks {
  return Object.fromEntries(POSTABLE.map((name) => [name, member[name] ?? '']));
}

export function sampleBlanks(info: LayoutInfo): Blanks {
  const { head, lists } = parts(info);
  const named = (names: readonly string[]): Blanks => Object.fromEntries(names.map((name) => [name, '示例']));
  const { 名单: members, ...inner } = lists;
  const nested: Blanks = Object.fromEntries(Object.entries(inner).map(([list, names]) => [list, [named(names)]]));
  return { ...named(head), ...nested, ...(members ? { 名单: [{ ...named(members), ...nested }] } : {}) };
}
