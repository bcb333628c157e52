// Where everybody stands, exactly one at any time: an ordered table, the first rule that fits decides and explains itself (方案·二(六)).
import { dayWords, monthWords } from './dates';
import type { NextKey } from './next-steps';
import type { AwayWhy, DateText, Whereabouts } from './records';
import {
  isAway,
  isJustBack,
  isReturned,
  LAPSE_DAYS,
  type Reach,
  type StandingFacts,
  type StandingInput,
  standingFacts,
  WORKING_AGE,
  type Worked,
} from './standing-facts';

interface Rule {
  id: string;
  state: Whereabouts;
  when: (facts: StandingFacts) => boolean;
  /** Since when it holds; null = not known. */
  since: (facts: StandingFacts) => DateText | null;
  /** One sentence for cadres, without a full stop, that explains it. No count of days, so that it does not change by itself. */
  words: (facts: StandingFacts) => string;
  next: (facts: StandingFacts) => NextKey;
}

/** Channels of work near home that the place itself provides. */
const LOCAL_POSTS: readonly string[] = ['帮扶车间', '公益岗位', '以工代赈'];
const OWN_BUSINESS: readonly string[] = ['自主创业', '灵活就业'];
/** What somebody cannot help, of the reasons for not going (UNWILLING_REASONS). */
const CANNOT_WHYS: readonly string[] = ['照顾家人', '身体不好', '年纪大了'];
const GRAVE_LEVELS: readonly string[] = ['一级', '二级'];

const GONE_WORDS: Readonly<Record<string, string>> = {
  dead: '不在了',
  moved_out: '迁走了',
  married_out: '嫁到外地了',
  army: '参军了',
  school: '户口迁去学校了',
  prison: '在服刑',
  merged: '并到另一条记录里了',
  entered_by_mistake: '记错了的，不是本村的人',
};
const AWAY_WORDS: Readonly<Record<AwayWhy, string>> = {
  new_year: '回家过年',
  farming: '回家农忙',
  ill: '回来看病',
  family: '家里有事回来',
  other: '临时回来',
};

/** 省 市 县 in words, without what repeats; '' when nothing is recorded. */
export function placeWords({ province, city, county }: Worked['spell']['place']): string {
  return [province, city === province ? '' : city, county === city ? '' : county].filter((part) => part !== '').join(' ');
}

const workOf = ({ work }: StandingFacts): Worked => work as Worked;
const at = ({ work }: StandingFacts): string => {
  if (work === null) return '';
  const { place, employer, overseas } = work.spell;
  return `${overseas === true ? '境外' : placeWords(place) || '地点没登记'}${employer === null || employer === '' ? '' : `，${employer}`}`;
};
const begun = (facts: StandingFacts): DateText | null => facts.work?.spell.start ?? null;
const working = (facts: StandingFacts): string => `${monthWords(workOf(facts).spell.start.slice(0, 7))}起在${at(facts)}干`;
const backFrom = ({ last }: StandingFacts): DateText | null => last?.backFrom ?? null;
const homeSince = ({ last }: StandingFacts): DateText | null => last?.homeSince ?? null;
const wasWhere = ({ last }: StandingFacts): string => (last === null ? '' : placeWords(last.spell.place) || '外面');
const reasonWords = ({ last }: StandingFacts): string => (last?.spell.endReason ? `，${last.spell.endReason}` : '');

/** Two posts of the county's own far from home, a place nobody recorded: somebody looks at the record before anything else. */
function nextAtWork(facts: StandingFacts): NextKey {
  const { spell, reach } = workOf(facts);
  if (LOCAL_POSTS.includes(spell.channel) && isAway(workOf(facts))) return 'mend_record';
  return reach === '' ? 'fill_place' : 'keep_in_touch';
}

function nextAtHome(facts: StandingFacts, otherwise: NextKey): NextKey {
  const { wish, today, weak, age, counting } = facts;
  if (wish?.plans === true && wish.leaveOn !== null) return wish.leaveOn < today.slice(0, 7) ? 'ask_gone_back' : 'see_off';
  return weak || age >= counting.agedFrom ? 'offer_near' : otherwise;
}

const isWorking = ({ work }: StandingFacts): boolean => work !== null && !work.spell.away;
const channelIn = (facts: StandingFacts, channels: readonly string[]): boolean => channels.includes(workOf(facts).spell.channel);
const reaches = (facts: StandingFacts, reach: Reach): boolean => workOf(facts).reach === reach;
const always = (): boolean => true;
const never = (): null => null;
const mendIfWorking = (facts: StandingFacts): NextKey => (facts.work === null ? 'none' : 'mend_record');

const leaving = ({ wish }: StandingFacts): string =>
  wish?.plans === true ? `，打算${wish.leaveOn === null ? '' : monthWords(wish.leaveOn)}去${wish.where === '' ? '外面' : wish.where}` : '';

const atWork = (id: string, state: Whereabouts, when: Rule['when']): Rule => ({
  id,
  state,
  when: (facts) => isWorking(facts) && when(facts),
  since: begun,
  words: (facts) => `${working(facts)}${workOf(facts).spell.channel === '' ? '' : `（${workOf(facts).spell.channel}）`}`,
  next: nextAtWork,
});

/** Read from the top; every person fits the last one at the latest. */
export const WHEREABOUTS_RULES: readonly Rule[] = [
  {
    id: 'dead',
    state: 'not_counted',
    when: ({ person }) => person.status === 'dead',
    since: ({ person }) => person.gone?.on ?? null,
    words: () => '不在了',
    next: mendIfWorking,
  },
  {
    id: 'gone',
    state: 'not_counted',
    when: ({ person }) => person.status !== 'active',
    since: ({ person }) => person.gone?.on ?? null,
    words: ({ person }) => GONE_WORDS[person.gone?.why ?? ''] ?? '不在本村了',
    next: mendIfWorking,
  },
  {
    id: 'child',
    state: 'not_counted',
    when: ({ age }) => age < WORKING_AGE,
    since: never,
    words: ({ work }) => (work === null ? '不满 16 岁' : '不满 16 岁，却记着在干活'),
    next: mendIfWorking,
  },
  {
    id: 'student',
    state: 'not_counted',
    when: ({ person }) => (person.studentStatus ?? '') !== '',
    since: never,
    words: ({ person, work }) => `在上学（${person.studentStatus}）${work === null ? '' : '，却记着在干活'}`,
    next: mendIfWorking,
  },
  {
    id: 'home_for_now',
    state: 'home_for_now',
    when: ({ work }) => work?.spell.away != null,
    since: ({ work }) => work?.spell.away?.since ?? null,
    words: (facts) => {
      const { away } = workOf(facts).spell;
      return away ? `${dayWords(away.since)}${AWAY_WORDS[away.why]}，说${dayWords(away.backOn)}再去${at(facts)}` : '';
    },
    next: ({ work, today }) => (work?.spell.away && work.spell.away.backOn < today ? 'ask_gone_back' : 'see_off'),
  },
  // Place goes before channel, so that 省外 + 省内县外 + 县内 is everybody at work.
  atWork('at_other_province', 'other_province', (facts) => reaches(facts, 'other_province')),
  atWork('at_in_province', 'in_province', (facts) => reaches(facts, 'in_province')),
  atWork('at_local_post', 'local_post', (facts) => channelIn(facts, LOCAL_POSTS)),
  atWork('at_own_business', 'self_employed', (facts) => channelIn(facts, OWN_BUSINESS)),
  atWork('at_in_county', 'in_county', (facts) => reaches(facts, 'in_county')),
  atWork('at_somewhere_out', 'in_province', (facts) => channelIn(facts, ['外出务工'])),
  atWork('at_somewhere', 'in_county', always),
  {
    id: 'no_labour',
    state: 'not_counted',
    when: ({ unable }) => unable,
    since: never,
    words: ({ person }) => person.labourSkill,
    next: () => 'none',
  },
  {
    id: 'retired',
    state: 'not_counted',
    when: ({ age, counting }) => counting.retiredFrom !== null && age >= counting.retiredFrom,
    since: never,
    words: ({ counting }) => `满 ${counting.retiredFrom} 岁，没在干活，本地不算劳力`,
    next: () => 'none',
  },
  {
    id: 'said_cannot',
    state: 'cannot_leave',
    when: ({ wish }) => wish?.plans === false && CANNOT_WHYS.includes(wish.why),
    since: ({ wish }) => wish?.asked ?? null,
    words: ({ wish }) => `${dayWords(wish?.asked ?? '')}说去不了：${wish?.why}`,
    next: ({ weak, age, counting }) => (weak || age >= counting.agedFrom ? 'offer_near' : 'ease_ties'),
  },
  {
    id: 'said_no',
    state: 'unwilling',
    when: ({ wish }) => wish?.plans === false,
    since: ({ wish }) => wish?.asked ?? null,
    words: ({ wish }) => `${dayWords(wish?.asked ?? '')}说不想去${wish?.why ? `：${wish.why}` : ''}`,
    next: () => 'talk_again',
  },
  {
    id: 'tied',
    state: 'cannot_leave',
    when: ({ tied, wish }) => tied.length > 0 && wish?.plans !== true,
    since: homeSince,
    words: ({ tied }) => `走不开：${tied.join('、')}`,
    next: () => 'ease_ties',
  },
  {
    id: 'ill',
    state: 'cannot_leave',
    when: ({ person, wish }) =>
      wish?.plans !== true && (person.health.includes('患有大病') || GRAVE_LEVELS.includes(person.disability?.level ?? '')),
    since: homeSince,
    words: ({ person }) => (person.health.includes('患有大病') ? '患有大病' : `残疾${person.disability?.level}`),
    next: () => 'offer_near',
  },
  {
    id: 'away_lapsed',
    state: 'just_back',
    when: (facts) =>
      facts.last?.how === 'away_lapsed' && isReturned(facts) && isJustBack(facts.last, facts.today, facts.counting.justBackDays),
    since: backFrom,
    words: ({ last }) => `说${dayWords(last?.spell.away?.backOn ?? '')}再去，过了 ${LAPSE_DAYS} 天没走`,
    next: () => 'settle_return',
  },
  {
    id: 'new_year_lapsed',
    state: 'just_back',
    when: (facts) =>
      facts.last?.how === 'new_year' && isReturned(facts) && isJustBack(facts.last, facts.today, facts.counting.justBackDays),
    since: backFrom,
    words: (facts) => `过年从${wasWhere(facts)}回来，过了元宵 ${LAPSE_DAYS} 天没走${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, 'second_job'),
  },
  {
    id: 'just_back',
    state: 'just_back',
    when: (facts) => facts.last !== null && isReturned(facts) && isJustBack(facts.last, facts.today, facts.counting.justBackDays),
    since: backFrom,
    words: (facts) => `${dayWords(facts.last?.homeSince ?? '')}从${wasWhere(facts)}回来，不去了${reasonWords(facts)}${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, 'second_job'),
  },
  {
    id: 'home_since_new_year',
    state: 'waiting',
    when: ({ last, today }) => last?.how === 'new_year' && isAway(last) && today < last.backFrom,
    since: homeSince,
    words: (facts) => `过年从${wasWhere(facts)}回来，还没走${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, 'mobilise'),
  },
  {
    id: 'long_back',
    state: 'waiting',
    when: ({ last }) => last !== null && isAway(last),
    since: homeSince,
    words: (facts) => `${monthWords((facts.last?.homeSince ?? '').slice(0, 7))}从${wasWhere(facts)}回来，一直没有活${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, facts.last?.how === 'away_lapsed' ? 'settle_return' : 'offer_jobs'),
  },
  {
    id: 'local_ended',
    state: 'waiting',
    when: ({ last }) => last !== null,
    since: homeSince,
    words: (facts) => `${monthWords((facts.last?.homeSince ?? '').slice(0, 7))}起没有活${reasonWords(facts)}${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, facts.last?.how === 'away_lapsed' ? 'settle_return' : 'offer_jobs'),
  },
  {
    id: 'no_work_known',
    state: 'waiting',
    when: always,
    since: never,
    words: (facts) => `没有记过在哪干活${leaving(facts)}`,
    next: (facts) => nextAtHome(facts, 'offer_jobs'),
  },
];

/** Where one person stands, with everything lists and figures are made from. */
export interface Standing {
  state: Whereabouts;
  rule: string;
  since: DateText | null;
  words: string;
  next: NextKey;
  facts: StandingFacts;
}

/** @throws never: the last rule fits everybody. */
export function standingOf(input: StandingInput): Standing {
  const facts = standingFacts(input);
  const rule = WHEREABOUTS_RULES.find(({ when }) => when(facts)) as Rule;
  return {
    state: rule.state,
    rule: rule.id,
    since: rule.since(facts),
    words: rule.words(facts),
    next: rule.next(facts),
    facts,
  };
}
