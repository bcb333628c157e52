// The workbench's ways in: one row per kind of work, for whom it is, and where it leads. A new kind of work is one row here.

import { JOB_ENTRIES } from './workbench-jobs';

export interface WorkEntry {
  /** Stable key, for tests and marks. */
  key: string;
  words: string;
  /** One line under it: what one does there. */
  hint: string;
  icon: string;
  url: string;
  /** Who sees it; any one role is enough. */
  roles: readonly string[];
}

export const WORK_ENTRIES: readonly WorkEntry[] = [
  ...JOB_ENTRIES,
  {
    key: 'visit',
    words: '走访',
    hint: '出门前取下来，没信号也能填；一次办齐，回来自己传',
    icon: 'village',
    url: '/packages/visit/home/home',
    roles: ['cadre', 'village_head', 'station_clerk'],
  },
  {
    key: 'month',
    words: '这个月还差谁',
    hint: '一户一户打电话，挂了就记；没信号也能记',
    icon: 'phone',
    url: '/packages/month/call/call',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'where',
    words: '每个人在哪',
    hint: '在岗多少、谁还没出去、谁回来了；晚上报数一句话复制走',
    icon: 'people',
    url: '/packages/where/home/home',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'duties',
    words: '要办的事',
    hint: '有难处的、答应过的、对不上的，几号前办',
    icon: 'clock',
    url: '/packages/month/duties/duties',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'month-figures',
    words: '各村的数、月台账',
    hint: '核了多少、变了多少、哪里有疑点；出表',
    icon: 'text',
    url: '/packages/month/figures/figures',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'recheck',
    words: '回访',
    hint: '系统抽的几个人，换个人打，问五样',
    icon: 'ask',
    url: '/packages/month/recheck/recheck',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'village-list',
    words: '发钱名单',
    hint: '谁能领、谁缺一样、谁领不了；上会，一起交上去',
    icon: 'village',
    url: '/packages/list/village/village',
    roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  },
  {
    key: 'equation',
    words: '应发尽发：差在哪',
    hint: '符合多少、到账多少、卡在哪一步；一句话复制走',
    icon: 'money',
    url: '/packages/list/equation/equation',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'opening',
    words: '接往年的账',
    hint: '往年发过的从表里接过来；核对好了再开给群众',
    icon: 'text',
    url: '/packages/list/opening/opening',
    roles: ['station_clerk'],
  },
  {
    key: 'intake',
    words: '收表进名册',
    hint: '国家系统、去年台账、就业站的表：先一行一行对，再收进来，收错能撤',
    icon: 'paper',
    url: '/packages/exchange/home/home',
    roles: ['station_clerk', 'labour_clerk', 'village_head'],
  },
  {
    key: 'retype',
    words: '照着敲',
    hint: '只列和国家系统不一样的人：一格一键复制，录完回车，下次拿新导出的表来销',
    icon: 'text',
    url: '/packages/exchange/retype/retype',
    roles: ['station_clerk', 'labour_clerk'],
  },
  {
    key: 'settle',
    words: '和就业站对账',
    hint: '一格一格定：用我们的、用他们的、先放着；填好回给他们',
    icon: 'check',
    url: '/packages/exchange/retype/retype?labour=1',
    roles: ['station_clerk', 'labour_clerk'],
  },
  {
    key: 'out',
    words: '出表',
    hint: '国家系统、县数据库、摸底台账；带完整号码的要写明为什么',
    icon: 'share',
    url: '/packages/exchange/out/out',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'publicity',
    words: '公示',
    hint: '做榜、打印、拍照，有人提意见就答复，贴满了收榜',
    icon: 'wall',
    url: '/packages/publicity/home/home',
    roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  },
  {
    key: 'papers',
    words: '出材料',
    hint: '花名表、会议记录、公示、承诺书、公函，一次出齐',
    icon: 'paper',
    url: '/packages/papers/papers/papers',
    roles: ['cadre', 'village_head', 'station_clerk', 'lead', 'auditor'],
  },
  {
    key: 'told',
    words: '要告诉的人',
    hint: '钱打了还没看见的，一人一句话，打电话就说',
    icon: 'phone',
    url: '/packages/told/people/people',
    roles: ['cadre', 'village_head', 'station_clerk'],
  },
  {
    key: 'failures',
    words: '没打进去的',
    hint: '银行退回来的、卡有问题的，写着怎么跟人说',
    icon: 'card',
    url: '/packages/pay/failures/failures',
    roles: ['cadre', 'village_head', 'station_clerk', 'payer'],
  },
  {
    key: 'pay',
    words: '发钱',
    hint: '核卡、列批次、放行、银行的表和结果、对账',
    icon: 'money',
    url: '/packages/pay/home/home',
    roles: ['payer', 'station_clerk', 'lead', 'auditor'],
  },
  {
    key: 'trace',
    words: '一笔查到底',
    hint: '按人找到一笔，从头看到尾，打印；疑点一条条核',
    icon: 'search',
    url: '/packages/pay/trace/trace',
    roles: ['auditor', 'station_clerk', 'payer', 'lead'],
  },
  {
    key: 'people',
    words: '找人、认人',
    hint: '按名字、拼音头、后四位找；发认人码，记家里人，打电话',
    icon: 'people',
    url: '/packages/staff/people/people',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'doubts',
    words: '数据核对',
    hint: '按国家系统的核查规则看台账：哪里必须改、哪里要问一声',
    icon: 'check',
    url: '/packages/doubts/home/home',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'counting',
    words: '人数怎么算',
    hint: '多大岁数算不算劳力、公益岗算不算；照哪个文件定的',
    icon: 'people',
    url: '/packages/where/counting/counting',
    roles: ['admin', 'station_clerk', 'lead', 'auditor'],
  },
  {
    key: 'devices',
    words: '取过资料的手机',
    hint: '谁的手机取过村里的资料；丢了，在这里停用',
    icon: 'phone',
    url: '/packages/visit/devices/devices',
    roles: ['admin'],
  },
  {
    key: 'directory',
    words: '谁管什么',
    hint: '各村各站的人、任期、替班、申报的亲属',
    icon: 'town',
    url: '/packages/staff/directory/directory',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'payer', 'lead', 'auditor', 'admin'],
  },
  {
    key: 'complaints',
    words: '投诉建议',
    hint: '谁写了什么，几号前回话',
    icon: 'speak',
    url: '/packages/staff/complaints/complaints',
    roles: ['station_clerk', 'labour_clerk', 'lead', 'admin'],
  },
  {
    key: 'policy',
    words: '补贴政策',
    hint: '看条文、比版本、改数、预览谁多谁少',
    icon: 'text',
    url: '/packages/policy/packs/packs',
    roles: ['station_clerk', 'lead', 'admin', 'auditor'],
  },
];

/** How the rows are grouped, in the order people see them; a row named nowhere stands in the last group. */
const WORK_PARTS: readonly { words: string; keys: readonly string[] }[] = [
  { words: '人和活', keys: ['visit', 'month', 'duties', 'where', 'month-figures', 'recheck', 'people', 'doubts'] },
  { words: '招工', keys: ['postings', 'posting-sheets', 'reports', 'employers', 'match', 'push', 'wishes', 'returned', 'fairs'] },
  {
    words: '补贴和钱',
    keys: ['village-list', 'equation', 'publicity', 'told', 'failures', 'pay', 'trace', 'opening'],
  },
  { words: '表和材料', keys: ['intake', 'retype', 'settle', 'out', 'papers'] },
  { words: '办事的规矩', keys: ['policy', 'counting', 'directory', 'complaints', 'devices'] },
];

export interface WorkPart {
  words: string;
  entries: WorkEntry[];
}

/** The rows for somebody with these roles, group by group; groups without a row are left out. */
export function partsFor(roles: readonly string[]): WorkPart[] {
  const rows = WORK_ENTRIES.filter((entry) => entry.roles.some((role) => roles.includes(role)));
  const grouped = new Set(WORK_PARTS.flatMap(({ keys }) => keys));
  return WORK_PARTS.map(({ words, keys }, at) => {
    const named = keys.flatMap((key) => rows.find((entry) => entry.key === key) ?? []);
    const rest = at === WORK_PARTS.length - 1 ? rows.filter(({ key }) => !grouped.has(key)) : [];
    return { words, entries: [...named, ...rest] };
  }).filter(({ entries }) => entries.length > 0);
}
