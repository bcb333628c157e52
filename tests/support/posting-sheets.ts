// Sheets of postings for tests: a real workbook of the house's own writer, brought, its columns said, looked at, brought onto the board.
import type { Input, Output } from '@shared/contract';
import { writeSheets } from '@shared/papers/sheets';
import { driven } from './sheets';
import type { Town, Townsperson } from './town';

/** The county's own heads. */
export const HEADS = [
  '序号',
  '用人单位',
  '招聘岗位',
  '招聘人数',
  '薪资待遇',
  '工资发放',
  '工作地点',
  '年龄要求',
  '食宿',
  '学历',
  '联系人',
  '联系电话',
  '截止日期',
] as const;
export type Row = Partial<Record<(typeof HEADS)[number], string>>;

/** A row that lacks nothing; firms and telephones are invented. */
export const row = (n: number, more: Row = {}): Row => ({
  序号: String(n),
  用人单位: `云岭县福满第${n}服装厂`,
  招聘岗位: '缝纫工',
  招聘人数: '20',
  薪资待遇: '4500-6000元/月',
  工资发放: '每月15号发上月的',
  工作地点: '云岭县工业园',
  年龄要求: '18-50岁',
  食宿: '包吃住',
  学历: '初中',
  联系人: '刘主管',
  联系电话: `1991234${String(n).padStart(4, '0')}`,
  截止日期: '2026-03-31',
  ...more,
});

export const bookOf = (rows: readonly Row[], heads: readonly string[] = HEADS): Promise<Uint8Array> =>
  writeSheets([
    {
      name: '汇总',
      title: '云岭县2026年春风行动岗位汇总表',
      columns: heads.map((head) => ({ head })),
      rows: rows.map((one) => heads.map((head) => (one as Record<string, string>)[head] ?? '')),
    },
  ]);

type Sheet = Output<'sheet.show'>['sheet'];
export type Line = Output<'sheet.look'>['items'][number];

export const asked = (shown: Output<'sheet.show'>): Input<'sheet.columns'>['columns'] =>
  shown.columns.filter(({ state }) => state === 'ask').map(({ at, field }) => ({ at, field }));

/** Brought and looked at. */
export async function looked(who: Townsperson, bytes: Uint8Array, name = '汇总.xlsx'): Promise<Sheet> {
  const { sheet } = await who.call('sheet.bring', { fileID: await who.upload(bytes, `1.${name.split('.').pop()}`), fileName: name });
  const shown = await who.call('sheet.show', { sheet: sheet.id });
  const { task } = await who.call('sheet.columns', { sheet: sheet.id, version: sheet.version, columns: asked(shown) });
  await driven(who, task.id);
  return (await who.call('sheet.show', { sheet: sheet.id })).sheet;
}

export async function linesOf(who: Townsperson, sheet: string, outcome?: Line['outcome']): Promise<Line[]> {
  const found: Line[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await who.call('sheet.look', { sheet, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) });
    found.push(...page.items);
    if (page.next === null) return found;
    cursor = page.next;
  }
}

export async function applied(who: Townsperson, sheet: string, drafts = true) {
  const { sheet: now } = await who.call('sheet.show', { sheet });
  const { task } = await who.call('sheet.apply', { sheet, version: now.version, drafts });
  return driven(who, task.id);
}

export type { Town };
