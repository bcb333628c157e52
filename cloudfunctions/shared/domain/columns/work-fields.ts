// Columns that are no field of a person or household: which row it is about, and the work it records (务工月监测). Part of column-fields.ts.
import { halfWidth, levelled } from '../fields/typed';
import { CHANNELS, INDUSTRIES, WORK_KINDS } from '../options';
import { readPlace } from './places';
import { readSpan, readWhen } from './when';

export interface OwnColumn {
  /** With its record before the dot: row.village, work.start. */
  id: string;
  words: string;
  heads: readonly string[];
  options?: readonly string[];
  /** Words of one's own are taken beside the options. */
  open?: boolean;
  also?: Readonly<Record<string, string>>;
  /** Whether a cell looks like one of it; absent = anything may. */
  looks?(text: string): boolean;
}

const isWhen = (text: string): boolean => readWhen(text) !== null;
const isSmallNumber = (text: string): boolean => /^\d{1,2}(\.\d)?(个?月)?$/.test(halfWidth(text)) && Number.parseFloat(text) <= 60;

export const OWN_COLUMNS: readonly OwnColumn[] = [
  { id: 'row.town', words: '乡镇', heads: ['乡', '乡镇', '乡（镇）', '所在乡镇', '乡镇名称', '镇'] },
  {
    id: 'row.village',
    words: '行政村',
    heads: ['行政村', '村', '村名', '所在村', '行政村名称', '村委', '村委会', '所属村', '行政村（社区）', '村（社区）'],
  },
  { id: 'row.head', words: '户主姓名', heads: ['户主姓名', '户主', '户主名字', '户主名'] },
  {
    id: 'row.headId',
    words: '户主证件号码',
    heads: ['户主证件号码', '户主身份证号', '户主身份证号码', '户主身份证', '户主证件号'],
    looks: (text) => /^\d{17}[\dX]/i.test(levelled(text)),
  },
  { id: 'work.working', words: '是否已务工', heads: ['是否已务工', '是否务工', '是否外出务工', '是否在外务工', '是否就业', '务工状态'] },
  {
    id: 'work.start',
    words: '开始时间',
    heads: [
      '开始时间',
      '务工开始时间',
      '外出务工开始时间',
      '外出时间',
      '外出务工时间',
      '起始时间',
      '务工起始时间',
      '开始月份',
      '务工开始',
      '上岗时间',
      '就业时间',
      '入职时间',
    ],
    looks: isWhen,
  },
  {
    id: 'work.end',
    words: '结束时间',
    heads: ['结束时间', '务工结束时间', '外出务工结束时间', '返乡时间', '终止时间', '结束月份', '务工结束', '离岗时间', '离职时间'],
    looks: (text) => isWhen(text) || /[今岗外回]/.test(text),
  },
  {
    id: 'work.span',
    words: '务工起止时间',
    heads: ['务工起止时间', '起止时间', '务工时段', '务工时间起止', '务工时间段', '务工时间'],
    looks: (text) => readSpan(text) !== null,
  },
  {
    id: 'work.months',
    words: '务工时间（月）',
    heads: ['务工时间（月）', '务工月数', '务工时长', '务工时长（月）', '外出务工月数', '累计务工月数', '务工时间'],
    looks: isSmallNumber,
  },
  {
    id: 'work.place',
    words: '务工所在县（省市县）',
    heads: [
      '务工所在县',
      '务工所在地',
      '务工地点',
      '务工地',
      '务工地址',
      '外出务工地点',
      '务工去向',
      '务工区域',
      '就业地点',
      '工作地点',
      '务工详细地址',
    ],
    looks: (text) => readPlace(text) !== null,
  },
  { id: 'work.province', words: '务工所在省', heads: ['务工所在省', '务工省份', '务工省', '省'] },
  { id: 'work.city', words: '务工所在市', heads: ['务工所在市', '务工市', '务工城市', '市'] },
  {
    id: 'work.county',
    words: '务工所在县（区）',
    heads: ['务工县', '务工县区', '务工所在县（区）', '务工所在区县', '县（区）', '县区', '区县'],
  },
  {
    id: 'work.employer',
    words: '务工企业名称',
    heads: ['务工企业名称', '务工企业', '务工单位', '用工单位', '企业名称', '单位名称', '工作单位', '就业单位', '务工单位名称', '用工企业'],
  },
  {
    id: 'work.wage',
    words: '务工月收入',
    heads: [
      '务工月收入',
      '月收入',
      '月工资',
      '月均收入',
      '月均工资',
      '工资',
      '月薪',
      '月工资收入',
      '月平均工资',
      '务工月收入（元）',
      '月收入（元）',
      '月工资（元）',
      '工资（元/月）',
    ],
    looks: (text) => /^[¥￥]?[\d,]+(\.\d+)?元?$/.test(halfWidth(text)),
  },
  {
    id: 'work.industry',
    words: '所属行业',
    heads: ['所属行业', '行业', '从事行业', '产业分类', '行业类别'],
    options: INDUSTRIES,
    open: true,
  },
  { id: 'work.subIndustry', words: '行业细类', heads: ['行业细类', '所属行业小类', '行业小类'] },
  {
    id: 'work.channel',
    words: '就业渠道',
    heads: ['就业渠道', '就业方式', '就业形式', '就业渠道（易地搬迁后扶使用）', '务工渠道', '就业类型'],
    options: CHANNELS,
    also: {
      公益性岗位: '公益岗位',
      公益岗: '公益岗位',
      就业帮扶车间: '帮扶车间',
      扶贫车间: '帮扶车间',
      外出: '外出务工',
      其他: '其他形式就业',
      其他就业形式: '其他形式就业',
      创业: '自主创业',
      灵活: '灵活就业',
    },
  },
  { id: 'work.organised', words: '是否点对点输送', heads: ['是否点对点输送', '点对点输送', '是否有组织输送', '有组织输出'] },
  {
    id: 'work.kind',
    words: '务工人员类别',
    heads: ['务工人员类别', '务工就业人员类别', '用工形式'],
    options: WORK_KINDS,
    also: { 单位录用: '单位录用聘用人员', 其他形式: '其他形式务工就业人员' },
  },
  { id: 'work.job', words: '工种', heads: ['务工岗位', '岗位', '从事工种', '岗位名称', '务工工种', '从事岗位', '职业工种'] },
  { id: 'work.overseas', words: '是否国外务工', heads: ['是否国外务工', '境外务工', '是否境外务工'] },
];

/** Of one month each; which month stands in the head (month-heads.ts). */
export const MONTH_COLUMNS: readonly OwnColumn[] = [
  { id: 'month.place', words: '逐月的务工地点', heads: [] },
  { id: 'month.wage', words: '逐月的收入', heads: [] },
  { id: 'month.employer', words: '逐月的务工单位', heads: [] },
  { id: 'month.working', words: '逐月的是否务工', heads: [] },
];

/** Known columns of the national exports and of hand-made sheets that this registry has no use for. */
export const NOT_NEEDED: readonly string[] = [
  '序号',
  '编号',
  '县',
  '人编号',
  '人口编号',
  '年度交通费补助',
  '证件类型',
  '备注',
  '户联系电话',
  '信息采集人',
  '工资性收入',
  '生产经营性收入',
  '转移性收入',
  '风险是否已消除',
  '失学或辍学原因',
  '公益性岗位',
  '公益性岗位(月数)',
  '就业帮扶',
  '公益岗位帮扶',
  '产业帮扶',
  '金融帮扶',
  '教育帮扶',
  '健康帮扶',
  '综合保障',
  '社会帮扶',
  '实施开发式帮扶措施情况',
  '享受特困供养政策情况',
  '家庭人口',
  '家庭人口数',
  '年龄',
];
