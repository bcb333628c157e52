// What a clerk may change in a pack without a programmer: one field per number, day, switch and text, with its bounds and its words.
import type { Basis } from '@shared/domain/assessment';
import { tiersOf } from './amount-schema';
import { basisOf } from './assess';
import type { Condition } from './checks';
import { type PlainSection, plainWords } from './plain';
import type { BasisRef, PolicyPack } from './schema';
import { PAID_BY_WORDS } from './words/names';

/**
 * How a field is typed in. `fen`: whole fen (show yuan). `basis_points`: hundredths of a per cent (show %). `day`: YYYY-MM-DD;
 * `month_day`: MM-DD; `choice`: one of `options`; `names` and `periods`: lists of text; others whole numbers.
 */
export const FIELD_KINDS = [
  'fen',
  'basis_points',
  'age',
  'months',
  'days',
  'day',
  'month_day',
  'choice',
  'text',
  'names',
  'periods',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export type FieldValue = number | string | string[] | null;

export interface EditableField {
  /** By ids as in PlainLine, down to the value: `conditions.age.min`, `amount.tiers.outside_province.fen`, `switches.public_post.chosen`. */
  path: string;
  section: PlainSection;
  /** What it is, e.g. 最低年龄. */
  label: string;
  /** The sentence it stands in now. */
  line: string;
  kind: FieldKind;
  value: FieldValue;
  /** Whether it may be left empty (null). */
  optional: boolean;
  min?: number;
  max?: number;
  /** Shown behind the value: 元, 岁, 个月, 个工作日, 日, %. */
  unit?: string;
  options?: { value: number | string; words: string }[];
  basis: Basis | null;
}

interface Shape {
  label: string;
  kind: FieldKind;
  min?: number;
  max?: number;
  unit?: string;
  optional?: boolean;
  options?: { value: number | string; words: string }[];
}

/** 100 000 yuan: far above any subsidy of this kind; a slip of two zeros is caught below it. */
const MOST_FEN = 10_000_000;
const YEARS = [
  { value: 0, words: '当年' },
  { value: 1, words: '次年' },
  { value: 2, words: '第三年' },
];
const money = (label: string, optional = false): Shape => ({ label, kind: 'fen', min: 1, max: MOST_FEN, unit: '元', optional });
const share = (label: string): Shape => ({ label, kind: 'basis_points', min: 1, max: 10_000, unit: '%' });
const monthsOf = (label: string, max = 12): Shape => ({ label, kind: 'months', min: 1, max, unit: '个月' });
const workingDays = (label: string): Shape => ({ label, kind: 'days', min: 1, max: 60, unit: '个工作日' });
const dayOf = (label: string, optional = false): Shape => ({ label, kind: 'day', optional });
const monthDay = (label: string): Shape => ({ label, kind: 'month_day' });
const yearOf = (label: string): Shape => ({ label, kind: 'choice', options: YEARS });
const textOf = (label: string): Shape => ({ label, kind: 'text' });

/** Numbers and days of conditions by the name of the parameter, which means the same in every check. */
const PARAMS: Record<string, Shape> = {
  min: { label: '最低年龄', kind: 'age', min: 14, max: 100, unit: '岁', optional: true },
  max: { label: '最高年龄', kind: 'age', min: 14, max: 120, unit: '岁', optional: true },
  atLeast: monthsOf('至少月数'),
  minMonths: monthsOf('计算平均工资的最少月数'),
  months: monthsOf('务工结束后可申领的月数', 24),
  atLeastFen: money('收入下限'),
  atMostFen: money('上限'),
  opensYear: yearOf('开始年份'),
  opensDay: monthDay('开始日期'),
  closesYear: yearOf('截止年份'),
  closesDay: monthDay('截止日期'),
  fromDay: { label: '每月开始日', kind: 'days', min: 1, max: 28, unit: '日' },
  toDay: { label: '每月截止日', kind: 'days', min: 1, max: 31, unit: '日' },
};

type Put = (path: string, shape: Shape, value: FieldValue, ref?: BasisRef) => void;

function conditionFields(condition: Condition, put: Put): void {
  const path = `conditions.${condition.id}`;
  for (const [key, value] of Object.entries(condition)) {
    const shape = PARAMS[key];
    if (shape !== undefined && (value === null || typeof value === 'number' || typeof value === 'string')) {
      put(`${path}.${key}`, shape, value, condition.basis);
    }
  }
  if (condition.use !== 'quarterly_window') return;
  condition.closes.forEach(({ year, day }, index) => {
    put(`${path}.closes.${index}.year`, yearOf(`第 ${index + 1} 季度截止年份`), year, condition.basis);
    put(`${path}.closes.${index}.day`, monthDay(`第 ${index + 1} 季度截止日期`), day, condition.basis);
  });
}

function amountFields({ amount }: PolicyPack, put: Put): void {
  for (const { path, tiers } of tiersOf(amount)) {
    for (const { id, words, fen, places, basis } of tiers) {
      put(`amount.${path}.${id}.fen`, money(words), fen, basis);
      if (places !== undefined) put(`amount.${path}.${id}.places.names`, { label: `${words}：地名`, kind: 'names' }, places.names, basis);
    }
  }
  switch (amount.mode) {
    case 'per_month':
      put('amount.fenPerMonth', money('每月金额'), amount.fenPerMonth, amount.basis);
      put('amount.maxMonths', monthsOf('最多月数'), amount.maxMonths, amount.basis);
      return;
    case 'percent_of_wage':
      put('amount.basisPoints', share('比例'), amount.basisPoints, amount.basis);
      put('amount.capFen', money('最高', true), amount.capFen, amount.basis);
      return;
    case 'wage_brackets':
      for (const { id, upToFen, basisPoints, basis } of amount.brackets) {
        if (upToFen !== null) put(`amount.brackets.${id}.upToFen`, money('分段上限'), upToFen, basis);
        put(`amount.brackets.${id}.basisPoints`, share('比例'), basisPoints, basis);
      }
      put('amount.capFen', money('最高', true), amount.capFen, amount.basis);
      return;
    case 'by_household_income':
      for (const { id, fromFen, fen, words, basis } of amount.bands) {
        if (fromFen > 0) put(`amount.bands.${id}.fromFen`, money(`${words}：人均纯收入起点`), fromFen, basis);
        put(`amount.bands.${id}.fen`, money(words), fen, basis);
      }
      return;
    case 'fixed_then_topup': {
      const { opensYear, opensDay, closesYear, closesDay, basis } = amount.topUp;
      put('amount.topUp.opensYear', yearOf('补差开始年份'), opensYear, basis);
      put('amount.topUp.opensDay', monthDay('补差开始日期'), opensDay, basis);
      put('amount.topUp.closesYear', yearOf('补差截止年份'), closesYear, basis);
      put('amount.topUp.closesDay', monthDay('补差截止日期'), closesDay, basis);
    }
  }
}

function procedureFields(pack: PolicyPack, put: Put): void {
  pack.stages.forEach(({ days, basis }, index) => {
    put(`stages.${index}.days`, workingDays('办理时限'), days, basis);
  });
  put('publicity.days', workingDays('公示天数'), pack.publicity.days, pack.publicity.basis);
  const { paying, fund, channel } = pack;
  if (paying) {
    const options = Object.entries(PAID_BY_WORDS).map(([value, words]) => ({ value, words }));
    put('paying.by', { label: '谁来发', kind: 'choice', options }, paying.by, paying.basis);
  }
  if (fund) put('fund.name', textOf('资金来源'), fund.name, fund.basis);
  if (channel?.kind === 'named_bank') put('channel.bank', textOf('银行'), channel.bank, channel.basis);
}

function headFields(pack: PolicyPack, put: Put): void {
  put('id', textOf('版本号'), pack.id);
  put('periods', { label: '执行年度', kind: 'periods' }, pack.periods);
  put('from', dayOf('施行日期'), pack.from);
  put('until', dayOf('失效日期', true), pack.until);
  put('checkedOn', dayOf('与文件核对的日期'), pack.checkedOn);
  for (const { id, question, options, chosen, basis } of pack.switches ?? []) {
    const choices = options.map((one) => ({ value: one.id, words: one.words }));
    put(`switches.${id}.chosen`, { label: question, kind: 'choice', optional: true, options: choices }, chosen, basis);
  }
}

/** The sentences residents read and sign; numbers in them stay placeholders. */
function sentenceFields(pack: PolicyPack, put: Put): void {
  pack.summary.forEach((line, index) => {
    put(`summary.${index}`, textOf('给群众看的话（数字写成 {…}）'), line);
  });
  pack.statement.forEach((line, index) => {
    put(`statement.${index}`, textOf('承诺书（数字写成 {…}）'), line);
  });
}

function documentFields(pack: PolicyPack, put: Put): void {
  pack.documents.forEach((document, d) => {
    put(`documents.${d}.title`, textOf('文件名称'), document.title);
    put(`documents.${d}.docNo`, { ...textOf('文号'), optional: true }, document.docNo);
    put(`documents.${d}.issuer`, textOf('发文单位'), document.issuer);
    document.articles.forEach(({ no, text }, a) => {
      put(`documents.${d}.articles.${a}.no`, textOf('条款'), no);
      put(`documents.${d}.articles.${a}.text`, textOf('条款原文'), text);
    });
  });
}

/** Everything a clerk may edit in this pack, in the order the pack is read. Anything else is a new example by a programmer. */
export function editableFields(pack: PolicyPack): EditableField[] {
  const find = basisOf(pack);
  const lines = plainWords(pack);
  const fields: EditableField[] = [];
  const put: Put = (path, { optional = false, ...shape }, value, ref) => {
    const line = lines.find((one) => path === one.path || path.startsWith(`${one.path}.`));
    fields.push({
      path,
      section: line?.section ?? '项目',
      line: line?.line ?? '',
      ...shape,
      optional,
      value: Array.isArray(value) ? [...value] : value,
      basis: ref === undefined ? null : find(ref),
    });
  };
  headFields(pack, put);
  for (const one of pack.conditions) conditionFields(one, put);
  amountFields(pack, put);
  procedureFields(pack, put);
  sentenceFields(pack, put);
  documentFields(pack, put);
  return fields;
}
