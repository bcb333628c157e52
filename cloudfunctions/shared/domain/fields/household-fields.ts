// Fields of a household: where it is, what kind it is, 防返贫监测 with its dates and risks, resettlement. Part of registry-fields.ts.
import { CLEARED_BY, RISKS } from '../options';
import type { HouseholdRecord, HouseholdType, Monitoring, MonitoringCategory } from '../records';
import { HOUSEHOLD_TYPES, MONITORING_CATEGORIES } from '../records';
import { KEEPERS, STATION } from './field-roles';
import type { FieldValue, RegistryField } from './registry-kinds';

type HouseholdField = RegistryField<HouseholdRecord>;
const text = (value: FieldValue): string => (typeof value === 'string' ? value : '');
const filled = (value: FieldValue): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A part of 监测; without a category there is none, and what is written before the category waits in an empty one. */
function monitoringPart<K extends keyof Monitoring>(key: K): Pick<HouseholdField, 'read' | 'write'> {
  return {
    read: ({ monitoring }) => monitoring?.[key] ?? null,
    write: ({ monitoring }, value) => {
      if (key === 'category' && filled(value) === null) return { monitoring: null };
      const before: Monitoring = monitoring ?? { category: '' as MonitoringCategory, identifiedOn: '', clearedOn: null };
      return { monitoring: { ...before, [key]: key === 'clearedOn' ? filled(value) : text(value) } };
    },
  };
}

export const HOUSEHOLD_FIELDS: readonly HouseholdField[] = [
  {
    id: 'code',
    section: 'household',
    words: { official: '户编号', resident: '户号' },
    kind: 'text',
    most: 40,
    needed: true,
    may: STATION,
    heads: ['户编号', '户编码', '家庭编号'],
    read: ({ code }) => code,
    write: (_household, value) => ({ code: text(value).trim() }),
    problem: (value) => (/^[A-Za-z0-9_-]{1,40}$/.test(text(value)) ? null : '户编号只能是数字和字母'),
  },
  {
    id: 'group',
    section: 'household',
    words: { official: '村民小组', resident: '几组' },
    kind: 'text',
    most: 20,
    may: KEEPERS,
    heads: ['村民小组', '组', '自然村', '小组'],
    read: ({ group }) => group,
    write: (_household, value) => ({ group: text(value) }),
  },
  {
    id: 'address',
    section: 'household',
    words: { official: '家庭住址', resident: '住哪' },
    kind: 'text',
    may: KEEPERS,
    heads: ['家庭住址', '住址', '地址', '家庭地址'],
    hint: '用话写，比如：村口第三家',
    read: ({ address }) => address ?? null,
    write: (_household, value) => ({ address: value === null ? undefined : text(value) }),
  },
  {
    id: 'householdType',
    section: 'household',
    words: { official: '户类型', resident: '哪一类户' },
    kind: 'option',
    options: HOUSEHOLD_TYPES,
    needed: true,
    may: STATION,
    heads: ['户类型', '户类型/状态', '户属性', '脱贫户属性'],
    also: { 一般户: '一般农户', 脱贫户: '一般脱贫户', 低保户: '低保脱贫户', 特困户: '特困供养脱贫户', 五保户: '特困供养脱贫户' },
    read: ({ householdType }) => householdType,
    write: (_household, value) => ({ householdType: value as HouseholdType }),
  },
  {
    id: 'perCapitaFen',
    section: 'household',
    words: { official: '人均纯收入', resident: '去年一个人摊多少钱' },
    kind: 'fen',
    may: KEEPERS,
    heads: ['人均纯收入（元）', '人均纯收入', '家庭人均纯收入'],
    hint: '上年度，单位元',
    read: ({ perCapitaFen }) => perCapitaFen ?? null,
    write: (_household, value) => ({ perCapitaFen: typeof value === 'number' ? value : null }),
  },
  {
    id: 'monitoring.category',
    section: 'monitoring',
    words: { official: '监测对象类别', resident: '村里多留心的户' },
    kind: 'option',
    options: MONITORING_CATEGORIES,
    may: STATION,
    heads: ['监测对象类别', '监测类别', '监测对象类型'],
    also: { 脱贫不稳定: '脱贫不稳定户', 边缘易致贫: '边缘易致贫户', 突发严重困难: '突发严重困难户' },
    ...monitoringPart('category'),
  },
  {
    id: 'monitoring.identifiedOn',
    section: 'monitoring',
    words: { official: '识别监测时间', resident: '哪天开始' },
    kind: 'date',
    may: STATION,
    heads: ['识别监测时间', '识别时间', '纳入监测时间'],
    ...monitoringPart('identifiedOn'),
    problem: (value, after, { today }) => {
      if (after.monitoring?.category && text(value) === '') return '监测户要写识别监测时间';
      if (text(value) !== '' && !after.monitoring?.category) return '先选监测对象类别';
      return text(value) > today ? '识别监测时间不能在今天以后' : null;
    },
  },
  {
    id: 'monitoring.clearedOn',
    section: 'monitoring',
    words: { official: '消除监测时间', resident: '哪天好了' },
    kind: 'date',
    may: STATION,
    heads: ['消除监测时间', '风险消除时间', '消除时间'],
    ...monitoringPart('clearedOn'),
    problem: (value, after, { today }) => {
      if (text(value) === '') return null;
      if (!after.monitoring?.category) return '先选监测对象类别';
      if (text(value) < after.monitoring.identifiedOn) return '消除时间不能早于识别时间';
      return text(value) > today ? '消除时间不能在今天以后' : null;
    },
    warning: (value, after) => (text(value) !== '' && !after.riskClearedBy ? '写上风险消除方式' : null),
  },
  {
    id: 'riskClearedBy',
    section: 'monitoring',
    words: { official: '风险消除方式', resident: '咋好的' },
    kind: 'option',
    options: CLEARED_BY,
    open: true,
    most: 30,
    may: STATION,
    heads: ['风险消除方式', '消除方式'],
    read: ({ riskClearedBy }) => riskClearedBy ?? null,
    write: (_household, value) => ({ riskClearedBy: value === null ? undefined : text(value) }),
  },
  {
    id: 'risks',
    section: 'monitoring',
    words: { official: '致贫返贫风险', resident: '家里难在哪' },
    kind: 'several',
    options: RISKS,
    open: true,
    most: 5,
    may: KEEPERS,
    heads: ['致贫/返贫风险', '致贫返贫风险', '返贫风险', '主要风险'],
    read: ({ risks }) => risks ?? null,
    write: (_household, value) => ({ risks: value === null ? undefined : [...(value as readonly string[])] }),
  },
  {
    id: 'resettled',
    section: 'resettlement',
    words: { official: '是否易地搬迁户', resident: '是不是搬迁户' },
    kind: 'yes_no',
    needed: true,
    may: KEEPERS,
    heads: ['是否易地搬迁户', '是否搬迁户', '易地搬迁', '是否易地扶贫搬迁户'],
    read: ({ resettled }) => resettled,
    write: (_household, value) => ({ resettled: value === true }),
  },
  {
    id: 'resettlementSite',
    section: 'resettlement',
    words: { official: '安置点', resident: '搬到哪' },
    kind: 'text',
    most: 40,
    may: KEEPERS,
    heads: ['安置点', '集中安置点', '安置点名称'],
    read: ({ resettlementSite }) => resettlementSite ?? null,
    write: (_household, value) => ({ resettlementSite: value === null ? undefined : text(value) }),
    problem: (value, after) => (text(value) !== '' && !after.resettled ? '不是搬迁户的不填安置点' : null),
  },
];
