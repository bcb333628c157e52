// The people one can be on the stage: the same names, openids and stories in every county, whatever its number.
import type { AccountRecord, Grant, StaffRecord } from '@shared/domain/records';
import type { Draft, PersonSpec, SpellSpec } from './draft';
import type { CountyMember, PlainPerson } from './types';
import { COUNTY, TOWN, type Village } from './villages';
import { HOME, IN_PROVINCE, OUTSIDE, placeOf } from './workplaces';

const openid = (key: string): string => `o-yunling-${key.replaceAll('_', '-')}`;

/** One labourer's household of the cast, with what its member did since 2024. */
interface Story {
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

const PLACES = {
  shenzhen: placeOf(OUTSIDE[0] ?? HOME),
  dongguan: placeOf(OUTSIDE[1] ?? HOME),
  huizhou: placeOf(OUTSIDE[2] ?? HOME),
  kunshan: placeOf(OUTSIDE[3] ?? HOME),
  taiyuan: placeOf(IN_PROVINCE[0] ?? HOME),
};

const paint = { where: 'shenzhen', employer: '深圳禾满青五金喷涂厂', industry: '制造业' } as const;

const STORIES: readonly Story[] = [
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

export interface Cast {
  members: CountyMember[];
  staff: StaffRecord[];
  accounts: AccountRecord[];
  labourers: PlainPerson[];
}

/** Settles the cast's families in the first village; officers hold their grants from 2024 on. */
export function plantCast(draft: Draft, villages: readonly Village[]): Cast {
  const [home, second] = villages;
  if (!home || !second) throw new Error('the cast needs two villages');
  const people = new Map<string, PlainPerson>();
  for (const story of STORIES) people.set(story.key, settle(draft, home, story));
  const labourer = people.get('labourer');
  const kin = people.get('kin');
  if (!labourer || !kin) throw new Error('the cast lost its labourer or the kinsman');

  const residents: CountyMember[] = STORIES.map((story) => ({
    key: story.key,
    openid: openid(story.key),
    name: story.name,
    words: story.words,
    device: 'phone',
    person: people.get(story.key)?._id ?? null,
  }));
  const accounts: AccountRecord[] = residents.map((member) => ({
    _id: member.openid,
    version: 0,
    auditHead: '',
    persons: member.person ? [{ person: member.person, as: 'self', until: null }] : [],
  }));
  residents.splice(1, 0, {
    key: 'daughter',
    openid: openid('daughter'),
    name: '周小燕',
    words: '周满仓的闺女，嫁在外县，替父亲看手机、交材料',
    device: 'phone',
    person: null,
  });
  accounts.push({ _id: openid('daughter'), version: 0, auditHead: '', persons: [{ person: labourer._id, as: 'helper', until: null }] });

  const officers = OFFICERS.map((officer) => {
    const code =
      officer.at === 'home' ? home.code : officer.at === 'second' ? second.code : officer.at === 'town' ? TOWN.code : COUNTY.code;
    return { ...officer, code };
  });
  const staff: StaffRecord[] = officers.map((officer) => ({
    _id: openid(officer.key),
    version: 0,
    auditHead: '',
    name: officer.name,
    title: officer.title,
    phone: draft.numbers.phone(),
    status: 'active',
    grants: [
      {
        role: officer.role,
        level: officer.at === 'town' ? 'town' : officer.at === 'county' ? 'county' : 'village',
        code: officer.code,
        from: '2024-01-01',
        until: null,
      },
    ],
    self: null,
    relatives: officer.key === 'head' ? [kin._id] : [],
  }));
  const members: CountyMember[] = officers.map(({ key, name, words, device }) => ({
    key,
    openid: openid(key),
    name,
    words,
    device,
    person: null,
  }));
  const visitor: CountyMember = {
    key: 'visitor',
    openid: openid('visitor'),
    name: '新来的人',
    words: '没有登记过的微信。不登录也能看岗位',
    device: 'phone',
    person: null,
  };
  return { members: [...residents, visitor, ...members], staff, accounts, labourers: [...people.values()] };
}

interface Officer {
  key: string;
  name: string;
  title: string;
  role: Grant['role'];
  at: 'home' | 'second' | 'town' | 'county';
  device: 'phone' | 'desk';
  words: string;
}

const OFFICERS: readonly Officer[] = [
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
];

function settle(draft: Draft, village: Village, story: Story): PlainPerson {
  const household = draft.household(village, { group: story.group, type: '一般脱贫户' });
  const person = draft.person(household, {
    name: story.name,
    sex: story.sex,
    born: story.born,
    relation: '户主',
    skill: '普通劳动力',
    phone: 'own',
    account: true,
  });
  for (const { start, end, where, employer, industry } of story.spells) {
    const spell: SpellSpec = {
      start,
      end,
      place: PLACES[where],
      employer,
      monthlyFen: story.monthly,
      industry,
      channel: '外出务工',
      organised: false,
    };
    draft.spell(person, spell);
  }
  for (const member of story.family ?? [])
    draft.person(household, { ...member, phone: member.student ? 'none' : 'own', account: !member.student });
  return person;
}
