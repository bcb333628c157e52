// The papers of a list by key: what each is called, whom it is about, who stamps it, and the example layout that ships.

export interface LayoutInfo {
  key: string;
  /** What people call it; also the file's name. */
  name: string;
  format: 'word' | 'sheet';
  /** One for a village's list, or one for the whole township's. */
  of: 'village' | 'town';
  /** Whose seal or signature makes it count; null = none is needed. */
  stamp: 'village' | 'town' | 'person' | null;
  /** Only for lists whose pack asks for it. */
  when?: 'employer' | 'no_employer';
  /** Lists that repeat in it, beside the blanks of its head. */
  lists: readonly string[];
  example: () => Promise<Uint8Array>;
}

type Bytes = { default: Uint8Array };
const bytes = (load: () => Promise<Bytes>) => async () => (await load()).default;

export const LAYOUTS: readonly LayoutInfo[] = [
  {
    key: 'roster',
    name: '花名表',
    format: 'sheet',
    of: 'village',
    stamp: 'person',
    lists: ['名单'],
    example: bytes(() => import('./layouts/roster.xlsx')),
  },
  {
    key: 'minutes',
    name: '会议记录',
    format: 'word',
    of: 'village',
    stamp: 'village',
    lists: ['名单'],
    example: bytes(() => import('./layouts/minutes.docx')),
  },
  {
    key: 'publicity',
    name: '公示',
    format: 'word',
    of: 'village',
    stamp: 'village',
    when: 'no_employer',
    lists: ['名单'],
    example: bytes(() => import('./layouts/publicity.docx')),
  },
  {
    key: 'publicity-employer',
    name: '公示（含务工单位）',
    format: 'word',
    of: 'village',
    stamp: 'village',
    when: 'employer',
    lists: ['名单'],
    example: bytes(() => import('./layouts/publicity-employer.docx')),
  },
  {
    key: 'no-objection',
    name: '公示无异议说明',
    format: 'word',
    of: 'village',
    stamp: 'village',
    lists: [],
    example: bytes(() => import('./layouts/no-objection.docx')),
  },
  {
    key: 'work-statement',
    name: '务工就业情况说明',
    format: 'word',
    of: 'village',
    stamp: 'village',
    lists: ['名单', '务工'],
    example: bytes(() => import('./layouts/work-statement.docx')),
  },
  {
    key: 'promise',
    name: '承诺书',
    format: 'word',
    of: 'village',
    stamp: 'person',
    lists: ['名单', '承诺'],
    example: bytes(() => import('./layouts/promise.docx')),
  },
  {
    key: 'proxy',
    name: '委托书',
    format: 'word',
    of: 'village',
    stamp: 'person',
    lists: ['名单'],
    example: bytes(() => import('./layouts/proxy.docx')),
  },
  {
    key: 'fund-letter',
    name: '资金申请公函',
    format: 'word',
    of: 'town',
    stamp: 'town',
    lists: ['各村'],
    example: bytes(() => import('./layouts/fund-letter.docx')),
  },
  {
    key: 'summary',
    name: '汇总表',
    format: 'sheet',
    of: 'town',
    stamp: 'town',
    lists: ['各村'],
    example: bytes(() => import('./layouts/summary.xlsx')),
  },
];

export function layoutOf(key: string): LayoutInfo | undefined {
  return LAYOUTS.find((one) => one.key === key);
}

export function fileName(info: LayoutInfo): string {
  return `${info.name}.${info.format === 'word' ? 'docx' : 'xlsx'}`;
}
