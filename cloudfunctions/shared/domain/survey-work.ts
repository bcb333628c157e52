// 「现在在哪干活」 at the door: its parts, by whether a work goes on, the move they make, and what is wrong with them.
import { isDate } from './dates';
import { amountProblem, readAmount } from './fields/amount';
import { RETURN_REASONS } from './options';
import { AWAY_WHYS, type AwayWhy } from './records';
import type { SpellMove } from './spell-moves';
import { type Filled, is, type Part, plain, text } from './survey-parts';
import type { WorkSeen } from './sync/visit';
import { AWAY_WORDS } from './sync/words';

const HOW_ON = [
  { value: 'same', words: '还在老地方' },
  { value: 'away', words: '暂回，还回去' },
  { value: 'moved', words: '换地方了' },
  { value: 'back', words: '不去了' },
];
const HOW_HOME = [
  { value: 'home', words: '在家，没干活' },
  { value: 'begin', words: '出去干活了' },
];
const changed = (filled: Filled): boolean => is('how', 'moved')(filled) || is('how', 'begin')(filled);
const CHANNEL_PICKS = ['外出务工', '帮扶车间', '公益岗位', '以工代赈', '自主创业', '灵活就业'];

/** The parts of 「现在在哪干活」, by whether a work goes on. */
export function workParts(work: WorkSeen | null): Part[] {
  return [
    { name: 'how', kind: 'one', label: work ? work.words : '眼下没有在干的活', options: work ? HOW_ON : HOW_HOME },
    {
      name: 'why',
      kind: 'one',
      label: '回来干啥',
      options: AWAY_WHYS.map((value) => ({ value, words: AWAY_WORDS[value] })),
      when: is('how', 'away'),
    },
    { name: 'since', kind: 'date', label: '哪天回来的', when: is('how', 'away') },
    { name: 'backOn', kind: 'date', label: '哪天再去', when: is('how', 'away') },
    { name: 'on', kind: 'date', label: '最后干到哪天', when: is('how', 'back') },
    { name: 'reason', kind: 'one', label: '为什么', options: plain(RETURN_REASONS), when: is('how', 'back') },
    { name: 'from', kind: 'date', label: '哪天起', when: changed },
    { name: 'province', kind: 'text', label: '省', when: changed },
    { name: 'city', kind: 'text', label: '市', when: changed },
    { name: 'county', kind: 'text', label: '县（区）', when: changed },
    { name: 'employer', kind: 'text', label: '在哪家干（不知道就空着）', when: changed },
    { name: 'monthly', kind: 'money', label: '一个月多少元（不知道就空着）', when: changed },
    { name: 'channel', kind: 'one', label: '就业渠道', options: plain(CHANNEL_PICKS), when: changed },
  ];
}

/** What the parts say of the work; null = nothing to write down (at home, no work). */
export function composeWork(filled: Filled, work: WorkSeen | null, today: string): SpellMove | null {
  switch (text(filled, 'how')) {
    case 'same':
      return { kind: 'same', month: today.slice(0, 7), how: 'met' };
    case 'away':
      return { kind: 'away', since: text(filled, 'since') || today, why: text(filled, 'why') as AwayWhy, backOn: text(filled, 'backOn') };
    case 'back':
      return { kind: 'back', on: text(filled, 'on'), reason: text(filled, 'reason') };
    case 'moved':
    case 'begin': {
      const monthly = text(filled, 'monthly');
      const place = { province: text(filled, 'province'), city: text(filled, 'city'), county: text(filled, 'county') };
      const channel = text(filled, 'channel') || CHANNEL_PICKS[0] || '';
      return {
        kind: work ? 'moved' : 'begin',
        on: text(filled, 'from'),
        work: {
          place,
          employer: text(filled, 'employer') || null,
          monthlyFen: monthly === '' ? null : readAmount(monthly),
          industry: '',
          channel,
          organised: null,
          kind: '',
        },
      };
    }
    default:
      return null;
  }
}

/** The work's own checks at the door: days that can be, a place that can be found. */
export function workProblem(filled: Filled, work: WorkSeen | null, today: string): string | null {
  const day = (name: string): string => text(filled, name);
  switch (text(filled, 'how')) {
    case '':
      return '选一样。';
    case 'away':
      if (day('why') === '') return '选一样：回来干啥。';
      if (!isDate(day('backOn'))) return '选哪天再去；说不准就选个大概。';
      if (isDate(day('since')) && day('since') > today) return '回来的日子不能在今天以后。';
      if (work && isDate(day('since')) && day('since') < work.start) return `回来的日子要在开始干活（${work.start}）以后。`;
      return day('backOn') < (day('since') || today) ? '再去的日子不能早于回来的日子。' : null;
    case 'back':
      if (!isDate(day('on'))) return '选最后干到哪天。';
      if (day('on') > today) return '最后干到的日子不能在今天以后。';
      return work && day('on') < work.start ? `不能早于开始的日子 ${work.start}。` : null;
    case 'moved':
    case 'begin': {
      if (!isDate(day('from'))) return '选哪天起。';
      if (day('from') > today) return '还没去的不能先记。打算去的，记在「还出去不」里。';
      if (work && day('from') <= work.start) return `要在 ${work.start} 以后；原来那条写错了，回去再改。`;
      if ([day('province'), day('city'), day('county')].some((part) => part.length < 2)) return '省、市、县都要填，写得出来就行。';
      return day('monthly') === '' ? null : amountProblem(day('monthly'));
    }
    default:
      return null;
  }
}
