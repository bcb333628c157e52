// 有难处: what it is called, which telephone helps, what to say at once, what a named person then does by when. One table.
import type { InstallationRecord, Role, TroubleKind } from './records';

export const HELPLINES = {
  /** 人力资源和社会保障 national line; takes 欠薪 and 工伤 and leads to 劳动监察. */
  labour: { words: '劳动监察、工伤咨询', phone: '12333' },
  legal: { words: '法律援助', phone: '12348' },
  jobs: { words: '就业服务', phone: '12333' },
} as const;
export type Helpline = keyof typeof HELPLINES;

export interface Trouble {
  /** What residents tap. */
  spoken: string;
  /** What cadres and clerks read. */
  official: string;
  /** null: the village itself is who helps. */
  line: Helpline | null;
  /** What the person reads or hears at once. */
  say: readonly string[];
  /** What is to be done about it, after the person's name. */
  duty: string;
  /** Days until something must have come of it. */
  days: number;
  /** Whose it is: the first of these roles somebody holds there. */
  owners: readonly Role[];
}

const VILLAGE: readonly Role[] = ['village_head', 'cadre'];

export const TROUBLES: Readonly<Record<TroubleKind, Trouble>> = {
  arrears: {
    spoken: '工资要不来',
    official: '欠薪',
    line: 'labour',
    say: [
      '干了的月份照样算，不会因为工资没到手就少算。',
      '欠条、考勤、聊天、工友的电话，有什么留什么。',
      '打这个电话说清：在哪家干、欠几个月、欠多少。不要钱。',
    ],
    duty: '工资被欠着：问清哪家、几个月、多少，帮着找劳动监察，把结果告诉本人',
    days: 3,
    owners: ['labour_clerk', 'station_clerk', ...VILLAGE],
  },
  injury: {
    spoken: '受伤了',
    official: '工伤、受伤',
    line: 'labour',
    say: ['先看伤，病历和单子都留着。', '干活受的伤，厂里 30 天内该报工伤；不报，您自己一年内也能报。', '打这个电话问怎么报。'],
    duty: '干活受了伤：问清伤得怎样、厂里报没报工伤，帮着报',
    days: 1,
    owners: [...VILLAGE, 'station_clerk'],
  },
  no_certificate: {
    spoken: '不给证明',
    official: '用工单位不出证明',
    line: 'legal',
    say: ['不给开也不要紧，先把工资截图、转账、工牌照下来，有一样是一样。', '村里帮您看哪一样能用。'],
    duty: '厂里不给开证明：看看手上有什么能用，帮着打电话要',
    days: 7,
    owners: [...VILLAGE, 'station_clerk'],
  },
  no_work: {
    spoken: '没活了',
    official: '失去岗位',
    line: 'jobs',
    say: ['「招工」里看看附近有什么活。', '想去哪、能干啥，告诉村里，有合适的先给您打电话。'],
    duty: '没活了：问清想去哪、能干啥，推两三个岗位',
    days: 5,
    owners: ['labour_clerk', ...VILLAGE, 'station_clerk'],
  },
  family_matter: {
    spoken: '家里有事',
    official: '家庭困难',
    line: null,
    say: ['家里的事村里去看，您先别急着辞工。', '打电话跟村里说说是什么事。'],
    duty: '家里有事：上门看看，能帮什么帮什么，告诉本人',
    days: 2,
    owners: VILLAGE,
  },
  wants_move: {
    spoken: '想换地方',
    official: '有转岗意愿',
    line: 'jobs',
    say: ['先别辞，找好下一家再走。', '「招工」里看看，或者告诉村里想去哪。'],
    duty: '想换个地方干：问清为什么、想去哪，推两三个岗位',
    days: 7,
    owners: ['labour_clerk', ...VILLAGE, 'station_clerk'],
  },
};

/** The telephone of a trouble as the installation has it, else the national one; null where the village helps. */
export function lineFor(
  kind: TroubleKind,
  installation: Pick<InstallationRecord, 'helplines'> | null,
): { words: string; phone: string } | null {
  const { line } = TROUBLES[kind];
  if (line === null) return null;
  return installation?.helplines?.[line] ?? HELPLINES[line];
}
