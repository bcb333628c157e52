// A messy sheet of a township, and faults planted in it by somebody who knows no rule of the product: only what was done to which rows.
import { Workbook } from 'exceljs';
import { idCheck } from '../../tools/generate/identity';

/** Cells by head. */
export type Cells = Record<string, string>;

export interface MessyRow {
  cells: Cells;
  /** Rows of one household share it. */
  house: number;
}

export interface Fault {
  what: string;
  /** The rows it was done to, and those it makes a pair with. */
  rows: MessyRow[];
  /** A word written that means nothing, if that is what was done. */
  word?: string;
}

export const HEADS: readonly (readonly [over: string, head: string])[] = [
  ['序号', '序号'],
  ['村', '村'],
  ['户编号', '户编号'],
  ['户主姓名', '户主姓名'],
  ['姓名', '姓名'],
  ['证件号码', '证件号码'],
  ['与户主关系', '与户主关系'],
  ['性别', '性别'],
  ['户类型', '户类型'],
  ['文化程度', '文化程度'],
  ['健康状况', '健康状况'],
  ['劳动技能', '劳动技能'],
  ['联系电话', '联系电话'],
  ['务工情况', '开始时间'],
  ['务工情况', '结束时间'],
  ['务工情况', '务工地点'],
  ['务工情况', '月工资（元）'],
  ['务工情况', '务工单位'],
  ['备注', '备注'],
];

/** The same numbers for the same seed. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    below: (n: number): number => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
  };
}
type Dice = ReturnType<typeof dice>;

const SURNAMES = '任郝巩阴周武田药赵韩'.split('');
const GIVEN = '海兵润虎萱琴永斌小满仓铁燕秀英建国志强玉兰'.split('');
const PLACES = ['广东省深圳市宝安区', '北京市朝阳区', '山西省太原市小店区', '江苏省苏州市昆山市', '浙江省宁波市北仑区', '天津市西青区'];
const two = (n: number): string => String(n).padStart(2, '0');

/** New households with their people, written as tidily or untidily as people do. */
export function crowd(count: number, villages: readonly string[], seed: number): MessyRow[] {
  const random = dice(seed);
  const rows: MessyRow[] = [];
  let serial = 0;
  const used = new Set<string>();
  for (let house = 0; rows.length < count; house += 1) {
    const village = random.pick(villages);
    const size = 2 + random.below(4);
    const surname = random.pick(SURNAMES);
    const head = surname + random.pick(GIVEN) + random.pick(GIVEN);
    for (let member = 0; member < size && rows.length < count; member += 1) {
      serial += 1;
      const year = 1966 + random.below(38);
      const bodyNow = (): string => `140799${year}${two(1 + random.below(12))}${two(1 + random.below(28))}${String(100 + (serial % 900))}`;
      let body = bodyNow();
      while (used.has(body)) body = bodyNow();
      used.add(body);
      const number = body + idCheck(body);
      const male = Number(body.charAt(16)) % 2 === 1;
      const relation = member === 0 ? '户主' : member === 1 ? '配偶' : male ? '之子' : '之女';
      const cells: Cells = {
        村: random.pick([village, village, village.replace(/村$/, '村委会')]),
        户编号: `Z${String(house).padStart(6, '0')}`,
        户主姓名: head,
        姓名: member === 0 ? head : surname + random.pick(GIVEN) + random.pick(GIVEN),
        证件号码: number,
        与户主关系: relation,
        性别: male ? '男' : '女',
        户类型: house % 7 === 0 ? '低保脱贫户' : '一般脱贫户',
        文化程度: random.pick(['小学', '初中', '高中', '大专']),
        健康状况: '健康',
        劳动技能: random.pick(['普通劳动力', '技能劳动力']),
        联系电话: `199${String(10_000_000 + serial)}`,
      };
      rows.push({ cells: { ...cells, ...(random.below(3) > 0 ? job(random, year) : {}) }, house });
    }
  }
  for (const row of rows) untidy(row.cells, random);
  return rows;
}

function job(random: Dice, born: number): Cells {
  const year = Math.max(2023 + random.below(3), born + 18);
  const month = 1 + random.below(11);
  const ends = random.below(3) === 0 && year < 2026;
  return {
    开始时间: random.pick([
      `${year}.${month}`,
      `${year}-${two(month)}`,
      `${year}年${month}月`,
      `${String(year).slice(2)}年${month}月`,
      `${year}/${two(month)}/01`,
    ]),
    结束时间: ends ? random.pick([`${year}.12`, `${year}年12月`]) : random.pick(['', '', '至今']),
    务工地点: random.pick(PLACES),
    '月工资（元）': random.pick(['3500', '4,200', '3800元', '５０００']),
    务工单位: random.pick(['顺达电子厂', '宏远物业公司', '家和家政服务部']),
  };
}

/** What is awkward and not wrong. */
function untidy(cells: Cells, random: Dice): void {
  const wide = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  if (random.below(9) === 0 && (cells.姓名 ?? '').length === 2) cells.姓名 = (cells.姓名 ?? '').split('').join('　');
  if (random.below(9) === 0) cells.证件号码 = (cells.证件号码 ?? '').toLowerCase();
  if (random.below(12) === 0) cells.证件号码 = (cells.证件号码 ?? '').replace(/^(.{6})(.{8})/, '$1 $2 ');
  if (random.below(12) === 0) cells.联系电话 = wide(cells.联系电话 ?? '');
  if (random.below(15) === 0) cells.户类型 = cells.户类型 === '低保脱贫户' ? '低保户' : '脱贫户';
  if (random.below(15) === 0 && cells.与户主关系 === '配偶') cells.与户主关系 = '妻子';
}

type Deed = (
  row: MessyRow,
  about: { rows: MessyRow[]; random: Dice; villages: readonly string[]; family: MessyRow[]; free(row: MessyRow): boolean; n: number },
) => Omit<Fault, 'what'> | null;

const set = (row: MessyRow, head: string, text: string): MessyRow[] => {
  row.cells[head] = text;
  return [row];
};
const working = (row: MessyRow): boolean => /^\d{4}\.\d/.test(row.cells.开始时间 ?? '');
const number = (row: MessyRow): string => (row.cells.证件号码 ?? '').replace(/\s/g, '');

/** What a tired hand does. None of it asks whether it can be noticed by a rule; null where there is nothing to do it to. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'two digits of the number swapped': (row, { random }) => {
    const signs = number(row).split('');
    const at = 6 + random.below(10);
    if (signs[at] === signs[at + 1]) return null;
    [signs[at], signs[at + 1]] = [signs[at + 1] as string, signs[at] as string];
    return { rows: set(row, '证件号码', signs.join('')) };
  },
  'one digit of the number lost': (row, { random }) => {
    const at = random.below(17);
    return { rows: set(row, '证件号码', number(row).slice(0, at) + number(row).slice(at + 1)) };
  },
  'the number kept by a sheet as a number': (row) => ({
    rows: set(row, '证件号码', Number(number(row).replace(/x$/i, '0')).toExponential(5).toUpperCase()),
  }),
  'the row copied': (row, { rows, random }) => {
    const copy = { cells: { ...row.cells }, house: row.house };
    rows.splice(random.below(rows.length), 0, copy);
    return { rows: [row, copy] };
  },
  'a day that does not exist': (row, { n }) =>
    working(row) ? { rows: set(row, '开始时间', ['2025.13', '2025-02-30', '2024年15月'][n % 3] as string) } : null,
  'another village': (row, { villages, family }) => {
    const other = villages.find((name) => !(row.cells.村 ?? '').startsWith(name.replace(/村$/, '')));
    return other && family.length > 1 ? { rows: [...set(row, '村', other), ...family] } : null;
  },
  'a village there is none of': (row) => ({ rows: set(row, '村', '不知道村') }),
  'the number of somebody else': (row, { rows, random, free }) => {
    const other = random.pick(rows);
    if (!free(other) || other.house === row.house || other.cells.姓名?.replace(/\s/g, '') === row.cells.姓名?.replace(/\s/g, ''))
      return null;
    row.cells.证件号码 = number(other);
    return { rows: [row, other] };
  },
  'a second work at the same time': (row, { rows }) => {
    if (!working(row) || (row.cells.结束时间 ?? '') !== '') return null;
    const more = { cells: { ...row.cells, 开始时间: '2026.1', 务工地点: '北京市朝阳区', 务工单位: '另一家厂' }, house: row.house };
    rows.splice(rows.indexOf(row) + 1, 0, more);
    return { rows: [row, more] };
  },
  'words where the wage stands': (row, { n }) =>
    working(row) ? { rows: set(row, '月工资（元）', ['三千多', '面议', '4千左右'][n % 3] as string) } : null,
  'a digit of the telephone lost': (row) => ({ rows: set(row, '联系电话', (row.cells.联系电话 ?? '').slice(0, 10)) }),
  'the end before the beginning': (row) => (working(row) ? { rows: set(row, '结束时间', '2019.3') } : null),
  'a beginning in years to come': (row) => (working(row) ? { rows: set(row, '开始时间', '2027.5') } : null),
  'the name rubbed out': (row) => ({ rows: set(row, '姓名', '') }),
  'man and woman mixed up': (row) => ({ rows: set(row, '性别', (row.cells.性别 ?? '') === '男' ? '女' : '男') }),
  'a word misspelt': (row, { n }) => ({ rows: set(row, '文化程度', `出中${n}`), word: `出中${n}` }),
  'one more head of the house': (row, { family }) =>
    row.cells.与户主关系 === '户主' || family.length < 2 ? null : { rows: [...set(row, '与户主关系', '户主'), ...family] },
  'another kind of house in one row': (row, { family }) =>
    family.length > 1
      ? { rows: [...set(row, '户类型', /低保/.test(row.cells.户类型 ?? '') ? '一般脱贫户' : '低保脱贫户'), ...family] }
      : null,
  'half of the place': (row) => (working(row) ? { rows: set(row, '务工地点', '深圳') } : null),
  'name and telephone in each other’s column': (row) => {
    const { 姓名: name = '', 联系电话: phone = '' } = row.cells;
    row.cells.姓名 = phone;
    return { rows: set(row, '联系电话', name) };
  },
};

/** Plants faults in rows, each in a household of its own. */
export function plant(rows: MessyRow[], count: number, villages: readonly string[], seed: number): Fault[] {
  const random = dice(seed);
  const faults: Fault[] = [];
  const touched = new Set<number>();
  const deeds = Object.entries(DEEDS);
  for (let n = 0; faults.length < count; n += 1) {
    if (n > count * 200) throw new Error('there is no room for so many faults');
    const [what, deed] = deeds[faults.length % deeds.length] as [string, Deed];
    const row = random.pick(rows);
    if (touched.has(row.house)) continue;
    const family = rows.filter(({ house }) => house === row.house);
    const done = deed(row, { rows, random, villages, family, free: (one) => !touched.has(one.house), n: faults.length });
    if (!done) continue;
    const houses = done.rows.map(({ house }) => house);
    faults.push({ what, ...done });
    for (const house of houses) touched.add(house);
  }
  return faults;
}

/** The sheet as it would lie on a desk: a title, heads of two rows with merged cells, blank rows, heads again in the middle, a total. */
export async function messySheet(rows: readonly MessyRow[], seed: number): Promise<{ bytes: Uint8Array; at: Map<MessyRow, number> }> {
  const random = dice(seed);
  const book = new Workbook();
  const sheet = book.addWorksheet('台账');
  const at = new Map<MessyRow, number>();
  const wide = HEADS.length;
  sheet.addRow(['青石乡脱贫人口务工摸底台账']);
  sheet.mergeCells(1, 1, 1, wide);
  sheet.addRow(['填报单位：乡村振兴站', '', '', '截至2026年2月28日']);
  sheet.addRow(HEADS.map(([over]) => over));
  sheet.addRow(HEADS.map(([, head]) => head));
  const first = HEADS.findIndex(([over]) => over === '务工情况');
  const last = first + HEADS.filter(([over]) => over === '务工情况').length - 1;
  sheet.mergeCells(3, first + 1, 3, last + 1);
  for (const [i, [over, head]] of HEADS.entries()) if (over === head) sheet.mergeCells(3, i + 1, 4, i + 1);
  rows.forEach((row, i) => {
    if (random.below(150) === 0) sheet.addRow([]);
    if (random.below(400) === 0) sheet.addRow(HEADS.map(([, head]) => head));
    const added = sheet.addRow(HEADS.map(([, head]) => (head === '序号' ? i + 1 : (row.cells[head] ?? ''))));
    at.set(row, added.number);
  });
  sheet.addRow(['', '合计', '', '', `${rows.length}人`]);
  sheet.addRow(['制表人：某某', '', '', '审核：某某']);
  return { bytes: new Uint8Array(await book.xlsx.writeBuffer()), at };
}
