// The kinds of jobs postings are made from: pay, hours and terms as an honest advertisement would state them.
import type { JobArea, JobStrength } from '@shared/domain/records';
import { LOCAL_KINDS } from './posting-kinds-local';

export interface PostingKind {
  title: string;
  areas: JobArea[];
  /** End of an employer's name, or a fixed employer. */
  suffix: string;
  employer?: string;
  unit: 'month' | 'day' | 'hour' | 'piece';
  /** From and to, in fen. */
  pay: [number, number];
  how: string;
  food: boolean;
  lodging: boolean;
  /** Largest headcount. */
  most: number;
  hours: string;
  maxAge: number | null;
  /** How heavy the work is. */
  strength: JobStrength;
  skills: string[];
  insurance: string;
  contract: string;
  description: string;
}

const AWAY: JobArea[] = ['outside_province', 'in_province'];
const ALL: JobArea[] = ['outside_province', 'in_province', 'in_county'];

const FACTORY = {
  unit: 'month',
  how: '每月 15 号发上个月的，打到本人卡上',
  food: true,
  lodging: true,
  hours: '每天 8 小时，加班另算，每周休 1 天',
  insurance: '五险',
  contract: '签一年合同',
} as const;
const SITE = {
  unit: 'day',
  how: '每天记工，每月 25 号发，按实名制打卡',
  food: true,
  lodging: true,
  hours: '每天 9 小时，下雨停工',
  insurance: '工伤险、意外险',
  contract: '签简易劳动合同',
} as const;
const SERVICE = {
  unit: 'month',
  how: '每月 10 号发上个月的',
  food: true,
  lodging: true,
  hours: '每天 9 小时，每月休 4 天',
  insurance: '意外险，满三个月上社保',
  contract: '签一年合同',
} as const;

export const POSTING_KINDS: readonly PostingKind[] = [
  {
    ...FACTORY,
    title: '喷漆工',
    areas: AWAY,
    suffix: '五金喷涂厂',
    pay: [520000, 680000],
    most: 12,
    maxAge: 58,
    strength: 'medium',
    skills: ['会喷枪优先，不会的带教 7 天'],
    description: '给五金件喷面漆。有排风和面罩，每年体检一次。有哮喘的不要来。',
  },
  {
    ...FACTORY,
    title: '装配工',
    areas: ALL,
    suffix: '电子厂',
    pay: [450000, 600000],
    most: 40,
    maxAge: 50,
    strength: 'light',
    skills: ['不限，坐着干，眼神要好'],
    description: '流水线装充电器，坐岗。进厂先体检，体检费厂里出。',
  },
  {
    ...FACTORY,
    title: '缝纫工',
    areas: ALL,
    suffix: '制衣厂',
    pay: [420000, 650000],
    how: '计件，每月 20 号发，头一个月保底 3000 元',
    most: 25,
    maxAge: 55,
    strength: 'light',
    skills: ['会平车'],
    description: '做工装和校服。手快的能拿到六千多，新手头一个月有保底。',
  },
  {
    ...FACTORY,
    title: '包装工',
    areas: ALL,
    suffix: '食品厂',
    pay: [380000, 480000],
    most: 20,
    maxAge: 55,
    strength: 'light',
    skills: ['不限，要办健康证'],
    description: '饼干装袋、装箱，站岗。车间 24 度，健康证厂里带着办。',
  },
  {
    ...FACTORY,
    title: '叉车工',
    areas: AWAY,
    suffix: '仓储部',
    pay: [550000, 700000],
    most: 4,
    maxAge: 50,
    strength: 'medium',
    skills: ['叉车证'],
    description: '仓库里开电动叉车装卸托盘，两班倒，半月一换。',
  },
  {
    ...FACTORY,
    title: '焊工',
    areas: AWAY,
    suffix: '机械厂',
    pay: [600000, 850000],
    most: 8,
    maxAge: 55,
    strength: 'medium',
    skills: ['焊工证', '二保焊'],
    description: '焊货架和护栏。来了先试焊，半天算工钱。',
  },
  {
    ...SITE,
    title: '钢筋工',
    areas: AWAY,
    suffix: '建筑劳务公司',
    pay: [26000, 34000],
    most: 15,
    maxAge: 55,
    strength: 'heavy',
    skills: ['会绑扎'],
    description: '住宅楼主体，预计干到年底。工地有宿舍和食堂，六人间。',
  },
  {
    ...SITE,
    title: '木工',
    areas: AWAY,
    suffix: '建筑劳务公司',
    pay: [28000, 36000],
    most: 10,
    maxAge: 55,
    strength: 'heavy',
    skills: ['会支模'],
    description: '支模板。两人一组，可以和老乡一起来。',
  },
  {
    ...SITE,
    title: '小工',
    areas: ALL,
    suffix: '建筑劳务公司',
    pay: [16000, 22000],
    most: 20,
    maxAge: 60,
    strength: 'heavy',
    skills: ['不限'],
    description: '搬料、清理、打下手。六十岁以上不能进现场，门口会查。',
  },
  {
    ...SITE,
    title: '贴砖工',
    areas: ALL,
    suffix: '装修队',
    pay: [30000, 42000],
    most: 6,
    maxAge: 58,
    strength: 'heavy',
    skills: ['会贴墙砖、地砖'],
    description: '住宅精装修，工具自己带。按天算，也可以包平方。',
  },
  {
    ...SERVICE,
    title: '保安',
    areas: ALL,
    suffix: '物业公司',
    pay: [320000, 420000],
    most: 10,
    maxAge: 60,
    strength: 'light',
    skills: ['不限，无犯罪记录'],
    description: '小区门岗和巡逻，十二小时两班倒，做一休一可以商量。',
  },
  {
    ...SERVICE,
    title: '保洁员',
    areas: ALL,
    suffix: '物业公司',
    pay: [260000, 340000],
    most: 15,
    maxAge: 63,
    strength: 'light',
    skills: ['不限'],
    description: '打扫楼道和电梯。一个人负责三栋楼，活不重，六十岁出头的也要。',
  },
  {
    ...SERVICE,
    title: '住家保姆',
    areas: AWAY,
    suffix: '家政服务部',
    pay: [480000, 650000],
    most: 8,
    maxAge: 58,
    strength: 'medium',
    skills: ['会做饭', '健康证'],
    description: '照顾老人起居、做饭。先见面再定，路上有人带。服务部不收介绍费。',
  },
  {
    ...SERVICE,
    title: '护工',
    areas: ALL,
    suffix: '护理院',
    pay: [420000, 580000],
    most: 12,
    maxAge: 58,
    strength: 'heavy',
    skills: ['健康证', '有护理员证优先'],
    description: '照看不能自理的老人，四人一组轮班。没有证的先培训十天，培训有饭吃。',
  },
  {
    ...SERVICE,
    title: '后厨帮工',
    areas: ALL,
    suffix: '饭庄',
    pay: [340000, 430000],
    most: 6,
    maxAge: 55,
    strength: 'medium',
    skills: ['健康证'],
    description: '洗菜、切配、洗碗。早十点到晚九点，中间歇两小时。',
  },
  {
    ...SERVICE,
    title: '面点师傅',
    areas: AWAY,
    suffix: '饭庄',
    pay: [500000, 680000],
    most: 2,
    maxAge: 55,
    strength: 'medium',
    skills: ['会刀削面、拉面'],
    description: '做山西面食，管吃住，单间宿舍。',
  },
  {
    ...SERVICE,
    title: '快递分拣',
    areas: AWAY,
    suffix: '快运部',
    unit: 'hour',
    pay: [1800, 2200],
    how: '按小时，每周五结一次',
    most: 30,
    hours: '晚上 8 点到早上 5 点',
    maxAge: 50,
    strength: 'medium',
    skills: ['不限，要能上夜班'],
    insurance: '意外险',
    contract: '签劳务协议',
    description: '扫码、分拣、装车，夜班。干一天算一天，不押工资。',
  },
  {
    ...SERVICE,
    title: '超市理货',
    areas: ALL,
    suffix: '百货商行',
    pay: [300000, 380000],
    most: 5,
    maxAge: 50,
    strength: 'medium',
    skills: ['不限'],
    description: '上架、理货、收纸箱。早晚两班，每周换一次。',
  },
  ...LOCAL_KINDS,
];
