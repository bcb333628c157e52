// The workbench's ways in to everything about jobs, from the board to who came back; part of workbench.ts.
import type { WorkEntry } from './workbench';

export const JOB_ENTRIES: readonly WorkEntry[] = [
  {
    key: 'postings',
    words: '岗位',
    hint: '登岗位、打电话核对、放出去；到日子再问还招不招',
    icon: 'paper',
    url: '/packages/jobs/board/board',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'match',
    words: '这个岗位找谁',
    hint: '一个岗位，您管的人里谁合适，在家等活的在先，一个一个打',
    icon: 'people',
    url: '/packages/match/posting/posting',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'wishes',
    words: '谁想去哪个活',
    hint: '三天里回话；去了没有、要了没有、干满一个月没有，一点就记成务工',
    icon: 'work',
    url: '/packages/apply/list/list',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'returned',
    words: '回来的人',
    hint: '不去了、没活了的，三天里推活；有了着落自己就办结',
    icon: 'people',
    url: '/packages/apply/second/second',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'push',
    words: '发到村里的群',
    hint: '写一次：卡片、群里的话、海报、大喇叭；一个群一个群发，看谁家没看到',
    icon: 'share',
    url: '/packages/push/home/home',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk'],
  },
  {
    key: 'fairs',
    words: '招聘会',
    hint: '谁来招人、谁要来、谁来了，办出什么来',
    icon: 'people',
    url: '/packages/fairs/home/home',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'reports',
    words: '群众说不对的',
    hint: '招满了、工钱不一样、跟人要钱：核实了回话',
    icon: 'ask',
    url: '/packages/jobs/reports/reports',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
  {
    key: 'employers',
    words: '用工单位',
    hint: '谁家招人、欠没欠过薪；给它一个码，自己发活来核对',
    icon: 'work',
    url: '/packages/jobs/employers/employers',
    roles: ['cadre', 'village_head', 'station_clerk', 'labour_clerk', 'lead', 'auditor'],
  },
];
