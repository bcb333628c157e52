// A sheet of past payments, as predecessors kept them: columns found by their heads, rows read into payments. Pure; matching people is not its affair.
import { periodWords } from './dates';
import { readAmount } from './fields/amount';
import { readDate } from './fields/date-text';
import { halfWidth } from './fields/typed';
import { readPastId } from './past-ids';
import type { DateText, Fen } from './records';

/** A programme as sheets may call it. */
export interface NamedProgramme {
  programme: string;
  name: string;
  spoken: string;
  periods: readonly string[];
}

export interface PastRow {
  /** As people count rows, the head included. */
  row: number;
  name: string;
  /** As typed. */
  id: string;
  village: string;
  programme: string;
  period: string;
  amountFen: Fen;
  paidOn: DateText | '';
  /** The how-many-th payment of the same person, programme and period in this sheet, from 0. */
  n: number;
  /** What cannot be used in it, in plain words; '' when all is well. */
  wrong: string;
}

export interface PastSheet {
  /** Head used for each meaning. */
  columns: Record<string, string>;
  rows: PastRow[];
}

const HEADS: Readonly<Record<'name' | 'id' | 'tail' | 'programme' | 'period' | 'paidOn' | 'village', RegExp>> = {
  name: /^(享受人|补贴对象|申请人|务工人员|脱贫劳动力|本人|领取人)?(姓名|名字)$/,
  id: /^(公民)?(居民)?(身份证|身份|证件)(号码|号|证号|证号码)?$|^身份证件号码$/,
  tail: /(后四位|后4位|尾号|末四位)/,
  programme: /^(补贴|补助|资金|享受)?(项目|名称|类别|类型|政策)(名称)?$/,
  period: /^(补贴|补助|享受|发放|所属)?(年度|年份|期间|所属年度)$/,
  paidOn: /(发放|打卡|拨付|到账|支付|打款)(日期|时间)|^日期$/,
  village: /^(所在|行政)?村(名|委|组)?$|^行政村名称$/,
};
const SUM = /(金额|补贴额|补助额|发放额|标准|钱数|合计)/;
/** Accounts and telephones look like tails of nothing: never a column of ours. */
const NOT_TAIL = /(卡|账|电话|手机)/;

const core = (head: string): string =>
  halfWidth(head)
    .replace(/[（(].*?[)）]/g, '')
    .replace(/[:：*＊]/g, '');

function programmeNamed(text: string, programmes: readonly NamedProgramme[]): NamedProgramme | null {
  const wanted = core(text)
    .replace(SUM, '')
    .replace(/(元|额)$/, '');
  if (wanted.length < 2) return null;
  const same = (one: NamedProgramme) => [one.name, one.spoken].some((known) => known.includes(wanted) || wanted.includes(known));
  const part = (one: NamedProgramme) => [one.name, one.spoken].some((known) => wanted.length >= 2 && known.includes(wanted.slice(0, 2)));
  const exact = programmes.filter(same);
  if (exact.length === 1) return exact[0] ?? null;
  const loose = programmes.filter(part);
  return loose.length === 1 ? (loose[0] ?? null) : null;
}

/** 2024, 2024年, 2024年度, 2024年一季度, 2024Q1. null when it is none of these. */
export function readPeriod(typed: string): string | null {
  const text = halfWidth(typed).replace(/\.0$/, '').toUpperCase();
  const parts = /^(\d{4})(?:年度?)?(?:(?:Q|第?)([1-4一二三四])(?:季度)?)?$/.exec(text);
  if (!parts) return null;
  const quarter = parts[2] === undefined ? '' : `Q${'一二三四'.includes(parts[2]) ? '一二三四'.indexOf(parts[2]) + 1 : parts[2]}`;
  return `${parts[1]}${quarter}`;
}

/** Days also as the number a sheet keeps for them. */
function readPaidOn(typed: string): DateText | null {
  const text = halfWidth(typed);
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const at = Math.round((Math.floor(Number(text)) - 25569) * 86_400_000);
    return new Date(at).toISOString().slice(0, 10);
  }
  return readDate(text.replace(/\d{1,2}:\d{2}.*$/, '').slice(0, 12));
}

interface Columns {
  at: Partial<Record<keyof typeof HEADS, number>>;
  /** A sum with the programme its head names, or null. */
  sums: { column: number; programme: NamedProgramme | null }[];
}

function columnsOf(heads: readonly string[], programmes: readonly NamedProgramme[]): Columns | null {
  const at: Columns['at'] = {};
  const sums: Columns['sums'] = [];
  heads.forEach((raw, column) => {
    const head = core(raw);
    if (head === '') return;
    const key = (Object.keys(HEADS) as (keyof typeof HEADS)[]).find(
      (one) => at[one] === undefined && HEADS[one].test(head) && !(one === 'tail' && NOT_TAIL.test(head)),
    );
    if (key !== undefined) at[key] = column;
    else if (SUM.test(head) || (programmeNamed(head, programmes) !== null && /元/.test(raw)))
      sums.push({ column, programme: programmeNamed(head, programmes) });
  });
  if (at.name === undefined || sums.length === 0) return null;
  // A total beside sums that name their programmes is counted in them already.
  const named = sums.filter(({ programme }) => programme !== null);
  return { at, sums: named.length > 0 ? named : sums.slice(0, 1) };
}

const FIRST_ROWS = 12;

/**
 * Reads one sheet. `defaults` stand for what its rows do not say.
 * @returns null when no row looks like the heads of such a sheet.
 */
export function readPastSheet(
  sheet: readonly (readonly string[])[],
  programmes: readonly NamedProgramme[],
  defaults: { programme: string | null; period: string | null },
): PastSheet | null {
  let columns: Columns | null = null;
  let headRow = 0;
  for (; headRow < Math.min(sheet.length, FIRST_ROWS); headRow += 1) {
    columns = columnsOf(sheet[headRow] ?? [], programmes);
    if (columns !== null) break;
  }
  if (columns === null) return null;
  const heads = sheet[headRow] ?? [];
  const used = columns;
  const cell = (row: readonly string[], key: keyof typeof HEADS): string => {
    const column = used.at[key];
    return column === undefined ? '' : (row[column] ?? '').trim();
  };
  const counts = new Map<string, number>();
  const rows = sheet.slice(headRow + 1).flatMap((row, i): PastRow[] => {
    const name = halfWidth(cell(row, 'name'));
    if (name === '' || /^(合计|小计|总计|共计|制表|填表)/.test(name)) return [];
    return used.sums.flatMap(({ column, programme }): PastRow[] => {
      const typed = (row[column] ?? '').trim();
      // Beside several sums an empty one means: not this programme.
      if (used.sums.length > 1 && (typed === '' || Number(typed) === 0)) return [];
      const id = cell(row, 'id') || cell(row, 'tail');
      const named =
        programme ??
        programmeNamed(cell(row, 'programme'), programmes) ??
        programmes.find((one) => one.programme === defaults.programme) ??
        null;
      const period = cell(row, 'period') === '' ? defaults.period : readPeriod(cell(row, 'period'));
      const amountFen = readAmount(typed);
      const paidOn = cell(row, 'paidOn') === '' ? '' : readPaidOn(cell(row, 'paidOn'));
      const wrong = wrongOf({
        id,
        named,
        period,
        amountFen,
        typed,
        paidOn,
        programmeText: cell(row, 'programme'),
        periodText: cell(row, 'period'),
      });
      const key = `${named?.programme}|${period}|${name}|${halfWidth(id).toUpperCase().slice(-4)}`;
      const n = counts.get(key) ?? 0;
      counts.set(key, n + 1);
      return [
        {
          row: headRow + 2 + i,
          name,
          id,
          village: cell(row, 'village'),
          programme: named?.programme ?? '',
          period: period ?? '',
          amountFen: amountFen ?? 0,
          paidOn: paidOn ?? '',
          n,
          wrong,
        },
      ];
    });
  });
  const found: Record<string, string> = {};
  for (const [key, column] of Object.entries(used.at) as [string, number][]) found[key] = heads[column] ?? '';
  return { columns: { ...found, amount: used.sums.map(({ column }) => heads[column] ?? '').join('、') }, rows };
}

function wrongOf(one: {
  id: string;
  named: NamedProgramme | null;
  period: string | null;
  amountFen: Fen | null;
  typed: string;
  paidOn: DateText | '' | null;
  programmeText: string;
  periodText: string;
}): string {
  if (one.named === null) return one.programmeText === '' ? '没写是哪一项补贴，上面也没选' : `不认识的补贴项目「${one.programmeText}」`;
  if (one.period === null) return one.periodText === '' ? '没写是哪一年的，上面也没选' : `年度「${one.periodText}」看不懂，写成 2024 这样`;
  if (!one.named.periods.includes(one.period)) return `${one.named.name}没有${periodWords(one.period)}这一期`;
  if (one.amountFen === null || one.amountFen === 0) return one.typed === '' ? '没有金额' : `金额「${one.typed}」看不懂，只写数字`;
  if (one.paidOn === null) return '发放日期看不懂，写成 2025-03-12 这样';
  const id = readPastId(one.id);
  return id.kind === 'wrong' ? id.words : '';
}
