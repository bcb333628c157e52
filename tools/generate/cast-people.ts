// Who the cast are: five labourers with their years of work, ten officers, and what to try as each.
import type { Grant } from '@shared/domain/records';
import type { PersonSpec } from './draft';
import { HOME, IN_PROVINCE, OUTSIDE, placeOf } from './workplaces';

/** One labourer's household of the cast, with what its member did since 2024. */
export interface Story {
  key: string;
  name: string;
  sex: '男' | '女';
  born: string;
  group: string;
  monthly: number | null;
  spells: {
    start: string;
    end: string | null;
    where: 'shenzhen' | 'dongguan' | 'huizhou' | 'taiyuan' | 'kunshan';
    employer: string;
    industry: string;
  }[];
  words: string;
  /** Who lives in the same house. */
  family?: Pick<PersonSpec, 'name' | 'sex' | 'born' | 'relation' | 'skill' | 'student'>[];
}

export const PLACES = {
  shenzhen: placeOf(OUTSIDE[0] ?? HOME),
  dongguan: placeOf(OUTSIDE[1] ?? HOME),
  huizhou: placeOf(OUTSIDE[2] ?? HOME),
  kunshan: placeOf(OUTSIDE[3] ?? HOME),
  taiyuan: placeOf(IN_PROVINCE[0] ?? HOME),
};

const paint = { where: 'shenzhen', employer: '深圳禾满青五金喷涂厂', industry: '制造业' } as const;

export const STORIES: readonly Story[] = [
  {
    key: 'labourer',
    name: '周满仓',
    sex: '男',
    born: '1967-08-16',
    group: '二组',
    monthly: 420000,
    spells: [
      { ...paint, start: '2024-02-22', end: '2025-01-18' },
      { ...paint, start: '2025-02-12', end: '2026-01-28' },
      { ...paint, start: '2026-02-26', end: null },
    ],
    words: '58 岁，在深圳喷漆一整年。看看能领多少，把路费补贴交上去',
    family: [
      { name: '张玉梅', sex: '女', born: '1969-02-27', relation: '配偶', skill: '弱劳动力或半劳动力' },
      { name: '周宇航', sex: '男', born: '2008-09-14', relation: '之子', skill: '无劳动力', student: '普通高中二年级' },
    ],
  },
  {
    key: 'neighbour',
    name: '周银锁',
    sex: '男',
    born: '1979-03-21',
    group: '二组',
    monthly: 460000,
    spells: [
      { start: '2025-03-01', end: '2025-06-30', where: 'dongguan', employer: '东莞石榴岗制衣厂', industry: '制造业' },
      { start: '2025-07-10', end: '2025-10-31', where: 'huizhou', employer: '惠州双泉湾电子厂', industry: '制造业' },
    ],
    words: '去年换了一家，各干四个月。路费能领，干满半年的为什么领不了',
  },
  {
    key: 'province',
    name: '郭彩琴',
    sex: '女',
    born: '1985-12-05',
    group: '三组',
    monthly: 360000,
    spells: [{ start: '2025-03-01', end: '2025-11-30', where: 'taiyuan', employer: '太原槐香里家政服务部', industry: '居民服务业' }],
    words: '在太原做家政九个月。省内的路费补贴是另一档',
    family: [{ name: '周雨晴', sex: '女', born: '2015-04-18', relation: '之女', skill: '无劳动力', student: '小学' }],
  },
  {
    key: 'unknown_wage',
    name: '周永斌',
    sex: '男',
    born: '1990-06-30',
    group: '一组',
    monthly: null,
    spells: [{ start: '2025-02-20', end: '2025-12-31', where: 'kunshan', employer: '昆山北坡春电子厂', industry: '制造业' }],
    words: '工资没登记过。看看还差一样什么，怎么补上',
  },
  {
    key: 'kin',
    name: '周富生',
    sex: '男',
    born: '1971-10-09',
    group: '四组',
    monthly: 450000,
    spells: [{ ...paint, start: '2025-02-14', end: '2026-01-25' }],
    words: '村书记的堂弟。他的申领，书记自己不能审',
  },
];

interface Officer {
  key: string;
  name: string;
  title: string;
  role: Grant['role'];
  at: 'home' | 'second' | 'town' | 'county';
  device: 'phone' | 'desk';
  words: string;
}

export const OFFICERS: readonly Officer[] = [
  {
    key: 'cadre',
    name: '任晓军',
    title: '石桥村文书',
    role: 'cadre',
    at: 'home',
    device: 'phone',
    words: '石桥村文书。替村里先看一遍：材料齐不齐、是不是本人',
  },
  {
    key: 'cadre2',
    name: '温海琴',
    title: '石桥村驻村工作队员',
    role: 'cadre',
    at: 'home',
    device: 'phone',
    words: '同村的另一位干部。避嫌的、文书不在时由她看',
  },
  {
    key: 'cadre_other',
    name: '韩新林',
    title: '柳沟村文书',
    role: 'cadre',
    at: 'second',
    device: 'phone',
    words: '别的村的干部。石桥村的事他看不到',
  },
  {
    key: 'head',
    name: '周德厚',
    title: '石桥村党支部书记',
    role: 'village_head',
    at: 'home',
    device: 'phone',
    words: '石桥村书记。堂弟的申领轮不到他审',
  },
  {
    key: 'clerk',
    name: '冀文慧',
    title: '青石乡乡村振兴站站长',
    role: 'station_clerk',
    at: 'town',
    device: 'desk',
    words: '乡村振兴站，坐在电脑前。左边名单右边一个人，回车通过',
  },
  {
    key: 'clerk2',
    name: '乔志岗',
    title: '青石乡乡村振兴站干事',
    role: 'station_clerk',
    at: 'town',
    device: 'desk',
    words: '站长请假时顶班的人',
  },
  {
    key: 'lead',
    name: '宋志鹏',
    title: '青石乡就业专班组长',
    role: 'lead',
    at: 'town',
    device: 'phone',
    words: '专班领导。晚上要报数，只看不批',
  },
  {
    key: 'admin',
    name: '孟佳琪',
    title: '云岭县信息中心',
    role: 'admin',
    at: 'county',
    device: 'desk',
    words: '管理员。管人和设置，不碰申领',
  },
  {
    key: 'payer',
    name: '白俊梅',
    title: '青石乡财政所',
    role: 'payer',
    at: 'town',
    device: 'desk',
    words: '财政所管发钱。站里列的批次她来放行，银行的结果她来登',
  },
  {
    key: 'auditor',
    name: '靳守正',
    title: '云岭县审计局',
    role: 'auditor',
    at: 'county',
    device: 'desk',
    words: '查账的。按人找到一笔，从头看到尾；只看，什么都改不了',
  },
  {
    key: 'labour_clerk',
    name: '巩丽娟',
    title: '青石乡劳动就业站站长',
    role: 'labour_clerk',
    at: 'town',
    device: 'desk',
    words: '劳动就业站。核对岗位、办招聘会、和村里对人',
  },
];
