// Sheets that go out, as data: the national system's own in its order and words, the county database's, and the township's survey sheet.
import { COLUMN_FIELDS, columnField } from '@shared/domain/columns/column-fields';
import { NATIONAL_SHEETS } from '@shared/domain/columns/national';

export interface OutColumn {
  head: string;
  /** Field of ours; '' = a column this registry does not keep, written empty. */
  field: string;
}

export interface OutLayout {
  id: string;
  name: string;
  /** One line: what it is for. */
  words: string;
  /** What a row is: a person, a person's present work, or a person who plans to go. */
  rows: 'person' | 'work' | 'plan';
  columns: readonly OutColumn[];
  /** Lines above the heads, as the system that reads it has them. */
  above: readonly string[];
  /** Whether a changes-since file makes sense. */
  changes: boolean;
}

const ROWS = { people: 'person', working: 'work', planning: 'plan' } as const;
const WORDS = {
  people: '国家系统的基础信息，一人一行',
  working: '国家系统的务工月监测，在务工的一条一行',
  planning: '计划外出务工和就业服务需求',
} as const;

const named = (ids: readonly string[]): OutColumn[] => ids.map((field) => ({ head: columnField(field)?.words ?? field, field }));

/** Everything the registry keeps, in the order of its table: the county's database takes it whole. */
const COUNTY_FIELDS: readonly string[] = [
  'row.town',
  'row.village',
  'code',
  ...COLUMN_FIELDS.filter(
    ({ of, registry }) => (of === 'persons' || of === 'households') && registry !== null && registry.id !== 'code',
  ).map(({ id }) => id),
  ...COLUMN_FIELDS.filter(
    ({ of, id }) => of === 'work' && !['work.span', 'work.months', 'work.province', 'work.city', 'work.county'].includes(id),
  ).map(({ id }) => id),
];

const SURVEY_FIELDS: readonly string[] = [
  'row.village',
  'group',
  'code',
  'name',
  'relation',
  'sex',
  'idNumber',
  'phone',
  'schooling',
  'studentStatus',
  'health',
  'labourSkill',
  'work.working',
  'work.start',
  'work.place',
  'work.employer',
  'work.wage',
  'work.channel',
  'workWish.plans',
  'workWish.needs',
  'trainingWish.wants',
  'trainingWish.trades',
];

export const OUT_LAYOUTS: readonly OutLayout[] = [
  ...NATIONAL_SHEETS.map(({ id, name, columns }) => ({
    id: `national-${id}`,
    name,
    words: WORDS[id],
    rows: ROWS[id],
    columns,
    above: [name, ''],
    changes: true,
  })),
  {
    id: 'county',
    name: '县劳动力数据库',
    words: '名册里记的都在，一人一行；可以只出上次以后变了的',
    rows: 'person',
    columns: named(COUNTY_FIELDS),
    above: [],
    changes: true,
  },
  {
    id: 'survey',
    name: '就业摸底台账',
    words: '村里摸底用的，一人一行，按组排',
    rows: 'person',
    columns: named(SURVEY_FIELDS.filter((id) => columnField(id) !== null)),
    above: [],
    changes: false,
  },
];

export const layoutOf = (id: string): OutLayout | null => OUT_LAYOUTS.find((one) => one.id === id) ?? null;

/** Fields whose whole value is a number of somebody. */
export const NUMBERS: readonly string[] = ['idNumber', 'phone', 'account', 'row.headId', 'disability.cert', 'contact.phone'];
