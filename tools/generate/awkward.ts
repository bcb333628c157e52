// The people who break simple programs: planted by name of case in the first villages, the same in every county.
import type { Draft, PersonSpec, SpellSpec } from './draft';
import type { PlainPerson } from './types';
import type { Village } from './villages';
import { HOME, IN_PROVINCE, OUTSIDE, placeOf, WORKSHOPS } from './workplaces';

const SHENZHEN = placeOf(OUTSIDE[0] ?? HOME);
const TAIYUAN = placeOf(IN_PROVINCE[0] ?? HOME);

/** A full year outside with one employer; cases change what they are about. */
const outside = (change: Partial<SpellSpec> = {}): SpellSpec => ({
  start: '2025-02-20',
  end: '2025-12-31',
  place: SHENZHEN,
  employer: '深圳青麦垄电子厂',
  monthlyFen: 480000,
  industry: '制造业',
  channel: '外出务工',
  organised: false,
  ...change,
});

const worker = (name: string, sex: '男' | '女', born: string, change: Partial<PersonSpec> = {}): PersonSpec => ({
  name,
  sex,
  born,
  relation: '户主',
  skill: '普通劳动力',
  phone: 'own',
  account: true,
  ...change,
});

interface Case {
  key: string;
  words: string;
  /** Index of the village among the first three. */
  village: 0 | 1 | 2;
  household?: { type?: '低保脱贫户' | '特困供养脱贫户' | '一般农户'; monitoring?: { from: string; to: string | null } };
  people: PersonSpec[];
  /** Spells by index of the person. */
  spells?: Record<number, SpellSpec[]>;
}

const CASES: readonly Case[] = [
  {
    key: 'factory_63',
    words: '63 岁还在厂里',
    village: 0,
    people: [worker('周有柱', '男', '1962-06-28')],
    spells: { 0: [outside({ monthlyFen: 360000 })] },
  },
  {
    key: 'birthday_16',
    words: '开始务工那个月满 16 周岁',
    village: 0,
    people: [worker('周昊阳', '男', '2009-05-20', { relation: '之子' })],
    spells: {
      0: [
        outside({
          start: '2025-05-20',
          end: '2025-12-31',
          place: TAIYUAN,
          employer: '太原云阶台饭庄',
          industry: '住宿和餐饮业',
          monthlyFen: 300000,
        }),
      ],
    },
  },
  {
    key: 'risk_cleared_midyear',
    words: '年中消除风险的监测户',
    village: 0,
    household: { type: '一般农户', monitoring: { from: '2023-03-10', to: '2025-06-30' } },
    people: [worker('郝润林', '男', '1984-09-02')],
    spells: { 0: [outside()] },
  },
  {
    key: 'student_turned_worker',
    words: '学生毕业转务工',
    village: 0,
    people: [worker('周思涵', '女', '2005-07-06', { relation: '之女', schooling: '大专', skill: '技能劳动力' })],
    spells: { 0: [outside({ start: '2025-07-15' })] },
  },
  {
    key: 'twins_one_phone',
    words: '双胞胎合用一个手机号',
    village: 1,
    people: [worker('韩双喜', '男', '1987-11-11'), worker('韩双顺', '男', '1987-11-11', { relation: '之兄弟姐妹', phone: 'shared' })],
    spells: { 0: [outside({ start: '2025-03-01', end: '2025-10-31' })], 1: [outside({ start: '2025-03-01', end: '2025-10-31' })] },
  },
  {
    key: 'couple_welfare_posts',
    words: '夫妻都在公益岗',
    village: 1,
    people: [
      worker('韩来生', '男', '1968-04-12', { skill: '弱劳动力或半劳动力' }),
      worker('弓秀莲', '女', '1969-08-30', { relation: '配偶', skill: '弱劳动力或半劳动力' }),
    ],
    spells: {
      0: [
        outside({
          start: '2025-01-01',
          end: '2025-12-31',
          place: placeOf(HOME),
          employer: '青石乡公益岗（护林员）',
          monthlyFen: 80000,
          industry: '公共管理',
          channel: '公益岗位',
        }),
      ],
      1: [
        outside({
          start: '2025-01-01',
          end: '2025-12-31',
          place: placeOf(HOME),
          employer: '青石乡公益岗（保洁员）',
          monthlyFen: 80000,
          industry: '公共管理',
          channel: '公益岗位',
        }),
      ],
    },
  },
  {
    key: 'deceased',
    words: '年内去世',
    village: 1,
    people: [worker('韩富田', '男', '1958-02-03', { status: 'dead', skill: '弱劳动力或半劳动力' })],
    spells: { 0: [outside({ start: '2025-02-20', end: '2025-08-02', monthlyFen: 320000 })] },
  },
  {
    key: 'destitute_working',
    words: '特困供养却有外出务工记录',
    village: 1,
    household: { type: '特困供养脱贫户' },
    people: [worker('韩贵生', '男', '1961-12-01', { skill: '弱劳动力或半劳动力' })],
    spells: { 0: [outside({ start: '2025-03-05', end: '2025-09-30', monthlyFen: 280000 })] },
  },
  {
    key: 'rare_character',
    words: '名字里有扩展 A 区的字',
    village: 1,
    people: [worker('王㛃', '女', '1991-03-14')],
    spells: { 0: [outside()] },
  },
  {
    key: 'four_byte_character',
    words: '名字里有四字节的字',
    village: 2,
    people: [worker('任𬭎', '男', '1990-10-08')],
    spells: { 0: [outside()] },
  },
  {
    key: 'ethnic_name',
    words: '名字里有间隔点',
    village: 2,
    people: [worker('巴图·乌云其其格', '女', '1983-06-19')],
    spells: { 0: [outside({ place: TAIYUAN, employer: '太原柿子红饭庄', monthlyFen: 350000 })] },
  },
  {
    key: 'namesakes',
    words: '同村同名两个人',
    village: 0,
    people: [worker('周建岗', '男', '1976-01-15'), worker('周建岗', '男', '1979-09-23', { relation: '其他' })],
    spells: { 0: [outside()] },
  },
  {
    key: 'id_ends_with_x',
    words: '身份证号末位是 X',
    village: 2,
    people: [worker('郝晓芳', '女', '1980-04-25', { idCheck: 'X' })],
    spells: { 0: [outside()] },
  },
  {
    key: 'no_phone',
    words: '没有手机',
    village: 2,
    people: [worker('郝根锁', '男', '1965-05-05', { phone: 'none' })],
    spells: { 0: [outside({ monthlyFen: 330000 })] },
  },
  {
    key: 'no_account',
    words: '没有登记收款账户',
    village: 2,
    people: [worker('郝爱珍', '女', '1972-07-07', { account: false })],
    spells: { 0: [outside()] },
  },
  {
    key: 'wage_999_99',
    words: '月均收入 999.99 元',
    village: 2,
    people: [worker('郝喜才', '男', '1970-02-11')],
    spells: { 0: [outside({ monthlyFen: 99999 })] },
  },
  {
    key: 'wage_1000_00',
    words: '月均收入正好 1000 元',
    village: 2,
    people: [worker('郝喜旺', '男', '1971-02-11')],
    spells: { 0: [outside({ monthlyFen: 100000 })] },
  },
  {
    key: 'wage_30001',
    words: '月收入 30001 元，要核实',
    village: 1,
    people: [worker('韩永亮', '男', '1985-12-12')],
    spells: { 0: [outside({ monthlyFen: 3000100 })] },
  },
  {
    key: 'wage_90',
    words: '月收入 90 元，要核实',
    village: 1,
    people: [worker('韩永生', '男', '1982-12-12')],
    spells: { 0: [outside({ monthlyFen: 9000 })] },
  },
  {
    key: 'overlapping_spells',
    words: '两条务工记录时间重叠',
    village: 2,
    people: [worker('郝海兵', '男', '1978-08-18')],
    spells: {
      0: [
        outside({ start: '2025-02-20', end: '2025-07-31' }),
        outside({ start: '2025-07-20', end: '2025-12-20', employer: '昆山槐香里电子厂', place: placeOf(OUTSIDE[3] ?? HOME) }),
      ],
    },
  },
  {
    key: 'moved_between_villages',
    words: '年中从柳沟村迁来，早先的记录在原村',
    village: 0,
    people: [worker('韩俊峰', '男', '1988-03-03')],
    spells: {
      0: [outside({ start: '2024-02-25', end: '2025-01-18', village: 'second' }), outside({ start: '2025-02-20', end: '2025-12-31' })],
    },
  },
  {
    key: 'organised_transport',
    words: '坐政府包车点对点出去的',
    village: 1,
    people: [worker('韩彩霞', '女', '1986-01-21')],
    spells: { 0: [outside({ organised: true })] },
  },
  {
    key: 'workshop_under_six_months',
    words: '帮扶车间干了五个月',
    village: 1,
    people: [worker('韩慧玲', '女', '1981-10-10')],
    spells: {
      0: [
        outside({
          start: '2025-03-01',
          end: '2025-07-31',
          place: placeOf(HOME),
          employer: WORKSHOPS[0]?.name ?? null,
          channel: '帮扶车间',
          monthlyFen: 220000,
        }),
      ],
    },
  },
  {
    key: 'never_worked',
    words: '无劳动力，全年没有务工',
    village: 0,
    people: [worker('周桂香', '女', '1949-11-02', { skill: '无劳动力' })],
  },
];

/** Plants every case; returns who of them is a labourer, by village code. */
export function plantAwkward(draft: Draft, villages: readonly Village[]): PlainPerson[] {
  const planted: PlainPerson[] = [];
  for (const [i, one] of CASES.entries()) {
    const village = villages[one.village];
    if (!village) throw new Error('the awkward people need three villages');
    const monitoring = one.household?.monitoring;
    const household = draft.household(village, {
      group: `${'一二三四五'[i % 5]}组`,
      type: one.household?.type ?? '一般脱贫户',
      monitoring: monitoring && { category: '边缘易致贫户', identifiedOn: monitoring.from, clearedOn: monitoring.to },
    });
    const people: PlainPerson[] = [];
    for (const spec of one.people)
      people.push(draft.person(household, { ...spec, phone: spec.phone === 'shared' ? (people[0]?.phone ?? 'none') : spec.phone }));
    if (!household.headName) household.headName = people[0]?.name ?? '';
    for (const [index, spells] of Object.entries(one.spells ?? {})) {
      const person = people[Number(index)];
      if (person) for (const spell of spells) draft.spell(person, { ...spell, village: spell.village ? villages[1]?.code : undefined });
    }
    draft.plant(one.key, one.words, ...people);
    planted.push(...people);
  }
  return planted;
}
