// 月台账 as a spreadsheet: a village's, with whole numbers only for a reason that stays on record; a township's, always masked.
import { roleFor } from '@shared/access';
import { ageOn, beijingDate, beijingTime, monthWords } from '@shared/domain/dates';
import { maskIdNumber, maskPhone } from '@shared/domain/masks';
import { checkedIn, countMonth } from '@shared/domain/month';
import type { CheckRecord, MonthFigures, PlaceRecord, RoundRecord } from '@shared/domain/records';
import { noteExport, offerFile } from '@shared/papers/offer';
import { type CellValue, type Column, type Table, writeSheets } from '@shared/papers/sheets';
import { allChecks, MONTH_READERS } from '@shared/repos/months';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { ledgerRows, summed } from './month-figures';

/** What is written within the time a function has. */
const MOST_ROWS = 6000;

const COLUMNS: readonly Column[] = [
  { head: '序号', width: 6, kind: 'number' },
  { head: '村', width: 12 },
  { head: '组', width: 8 },
  { head: '户主', width: 10 },
  { head: '姓名', width: 10 },
  { head: '性别', width: 6 },
  { head: '年龄', width: 6, kind: 'number' },
  { head: '证件号码', width: 22 },
  { head: '联系电话', width: 14 },
  { head: '去向', width: 14 },
  { head: '务工地点', width: 24 },
  { head: '用工单位', width: 24 },
  { head: '月收入（元）', width: 12, kind: 'money' },
  { head: '本月核实', width: 14 },
  { head: '怎么知道的', width: 10 },
  { head: '谁问的', width: 10 },
  { head: '日期', width: 12 },
  { head: '备注', width: 24 },
];

const SUMS: readonly (readonly [head: string, of: (figures: MonthFigures) => number])[] = [
  ['应问', ({ asked }) => asked],
  ['真联系上', checkedIn],
  ['本人点的', ({ self }) => self],
  ['电话', ({ phone }) => phone],
  ['见面', ({ met }) => met],
  ['家里人说', ({ family }) => family],
  ['群里说', ({ group }) => group],
  ['沿用上月', ({ carried }) => carried],
  ['没打通', ({ unreached }) => unreached],
  ['还差', ({ left }) => left],
  ['有变化', ({ changed }) => changed],
  ['有难处', ({ troubles }) => troubles],
  ['有疑点', ({ doubtful }) => doubtful],
];

async function rowsOf(checks: readonly CheckRecord[], whole: boolean, ctx: Context): Promise<CellValue[][]> {
  const opened = (person: string, field: 'idNumber' | 'phone', sealed: string) =>
    ctx.open({ collection: 'persons', record: person, field }, sealed);
  return (await ledgerRows(checks, ctx)).map(({ row, person }, i) => [
    i + 1,
    row.villageName,
    row.group,
    row.headName,
    row.name,
    person?.sex ?? '',
    person ? ageOn(person.born, ctx.today) : null,
    person ? (whole ? opened(person._id, 'idNumber', person.idNumber) : maskIdNumber(person.idTail)) : '',
    person?.phone ? (whole ? opened(person._id, 'phone', person.phone) : maskPhone(person.phoneTail ?? '')) : '',
    row.whereabouts,
    row.place,
    row.employer,
    row.monthlyFen,
    row.outcome,
    row.how,
    row.by,
    row.on,
    row.note,
  ]);
}

interface Part {
  place: PlaceRecord;
  round: RoundRecord;
  checks: CheckRecord[];
  figures: MonthFigures;
}

/** The villages of the place whose round stands, each with its checks. */
async function partsOf(place: PlaceRecord, month: string, { repos, store }: Context): Promise<Part[]> {
  const villages = place.level === 'village' ? [place] : await repos.places.villagesIn([{ level: place.level, code: place._id }]);
  const parts: Part[] = [];
  for (const village of villages) {
    const round = await repos.months.round(village._id, month);
    if (!round) continue;
    const checks = await allChecks(store, village._id, month);
    const counted = await repos.months.figures(village._id, month);
    parts.push({ place: village, round, checks, figures: round.figures ?? countMonth(checks, counted?.figures.doubtful ?? 0) });
  }
  return parts;
}

export const monthSheet = action('month.sheet', {
  roles: MONTH_READERS,
  limit: { times: 30, seconds: 3600 },
  async run({ place: code, month, whole, reason }, ctx) {
    const { repos, caller, now } = ctx;
    const place = await repos.places.get(code);
    const placed = place && { county: place.county, town: place.town, village: place.level === 'village' ? place._id : '' };
    if (!place || !placed || !repos.months.scopes(MONTH_READERS).some((scope) => placed[scope.level] === scope.code))
      throw new Problem('not_allowed', { message: '这里不归您看。' });
    if (whole && place.level !== 'village')
      throw new Problem('not_possible_now', { message: '全乡的台账只出打码的。', next: '要全号码，一个村一个村地导。' });
    const parts = await partsOf(place, month, ctx);
    const rows = parts.reduce((sum, { checks }) => sum + checks.length, 0);
    if (rows === 0) throw new Problem('not_possible_now', { message: `${monthWords(month)}还没有台账。` });
    if (rows > MOST_ROWS) throw new Problem('not_possible_now', { message: '一次太多了。', next: '一个村一个村地导。' });
    await noteExport('month_ledger', { place: placed, rows, reason, detail: { month, whole: whole ? 'yes' : 'no' } }, ctx);
    const foot = [
      `截至 ${beijingDate(now)} ${beijingTime(now)}，${caller.name}（${roleFor(caller, placed) === 'visitor' ? '' : (caller.staff?.title ?? '')}）导出`,
    ];
    const tables: Table[] = parts.length > 1 ? [sums(place, month, parts, foot)] : [];
    for (const part of parts)
      tables.push({
        name: part.place.name,
        title: `${part.place.name} ${monthWords(month)}务工就业台账（${part.round.status === 'closed' ? '已结' : '没结，还会变'}）`,
        columns: COLUMNS,
        rows: await rowsOf(part.checks, whole, ctx),
        foot,
      });
    const file = await offerFile(`${place.name}-${month}-月台账.xlsx`, await writeSheets(tables), ctx);
    return { file, rows };
  },
});

function sums(place: PlaceRecord, month: string, parts: readonly Part[], foot: readonly string[]): Table {
  const line = (name: string, figures: MonthFigures): CellValue[] => [name, ...SUMS.map(([, of]) => of(figures))];
  return {
    name: '合计',
    title: `${place.name} ${monthWords(month)}务工就业月调度`,
    columns: [{ head: '村', width: 14 }, ...SUMS.map(([head]): Column => ({ head, width: 10, kind: 'number' }))],
    rows: [...parts.map(({ place: { name }, figures }) => line(name, figures)), line('合计', summed(parts.map(({ figures }) => figures)))],
    foot,
  };
}
