// What every matching rule is made of: whom it looks at, what around the posting is known, and what it answers.
import type { From } from './distance';
import type { CanKey } from './job-cells';
import type { EmployerMark, Fen, PersonRecord, PostingRecord } from './records';

/** What of a person a short list looks at; nothing else of them counts. A missing answer is undefined or null, never a guess. */
export interface MatchPerson
  extends Pick<
    PersonRecord,
    'sex' | 'labourSkill' | 'studentStatus' | 'health' | 'disability' | 'skills' | 'certificates' | 'tiedBy' | 'workWish' | 'trainingWish'
  > {
  /** null = the day of birth is not recorded. */
  age: number | null;
  /** A month of the present or last work; null = none, or not known. */
  earnedFen: Fen | null;
  from: From;
}

export interface MatchAround {
  /** From the village, as kmTo() says. */
  km: number | null;
  /** Marks of the employer that were not lifted. */
  marks: readonly EmployerMark[];
}

export type Fit = 'fits' | 'not' | 'unknown';

export interface Finding {
  fit: Fit;
  /** To whom it is about: spoken words, no names of target groups. */
  spoken: string;
  /** To cadres: official terms. */
  official: string;
  /** What would settle or ease it, in words for both; '' = nothing. */
  remedy: string;
}

export interface MatchRule {
  id: string;
  /** What it looks at, in words for cadres. */
  about: string;
  /** Not fitting rules the posting out for now: it is shown below with why. Of soft rules only the weight goes away. */
  hard: boolean;
  weight: number;
  /** null = says nothing about this posting. */
  judge(person: MatchPerson, posting: PostingRecord, around: MatchAround): Finding | null;
}

/** Whom the spoken words go to: the person, or a family member who reads them about him or her. */
export type Heard = 'self' | '他' | '她';

/** Words spoken to somebody, as a family member hears them: 您 40 岁 → 他 40 岁, 离您村 → 离村里. */
export const heard = (words: string, whom: Heard): string =>
  whom === 'self' ? words : words.replace(/您村/g, '村里').replace(/您/g, whom);

export const fits = (spoken: string, official = spoken): Finding => ({ fit: 'fits', spoken, official, remedy: '' });
export const not = (spoken: string, official: string, remedy = ''): Finding => ({ fit: 'not', spoken, official, remedy });
export const unknown = (spoken: string, official: string, remedy = ''): Finding => ({ fit: 'unknown', spoken, official, remedy });

const UNABLE: readonly string[] = ['无劳动力', '丧失劳动力'];
const WEAK = '弱劳动力或半劳动力';
const GRAVE: readonly string[] = ['一级', '二级'];
/** From this age on heavy work is not offered and light work comes first. */
export const LIGHT_FROM = 60;

/** any: any work · light: light work first, middling to be asked about, heavy not · grave: light work alone · none: not able to work. */
export type Ability = 'any' | 'light' | 'grave' | 'none';

export function abilityOf({
  labourSkill,
  health,
  disability,
  age,
}: Pick<MatchPerson, 'labourSkill' | 'health' | 'disability' | 'age'>): Ability {
  if (UNABLE.includes(labourSkill)) return 'none';
  if (health.includes('患有大病') || GRAVE.includes(disability?.level ?? '')) return 'grave';
  const weak = labourSkill === WEAK || health.includes('残疾') || health.includes('长期慢性病') || disability != null;
  return weak || (age !== null && age >= LIGHT_FROM) ? 'light' : 'any';
}

export const CAN_OF: Readonly<Record<Ability, CanKey>> = { any: '*', light: 'm', grave: 'l', none: 'l' };

/** What keeps somebody so that they must be home each evening; land alone has its seasons. */
const DAILY_TIES: readonly string[] = ['看孩子', '照顾老人', '照顾病人', '怀孕或哺乳', '陪读', '养殖离不开人'];
const CANNOT_WHYS: readonly string[] = ['照顾家人'];

/** The ties that hold now: who said since that they go out is not held. [] = asked, none, or never asked. */
export function tiesOf({ tiedBy, workWish }: Pick<MatchPerson, 'tiedBy' | 'workWish'>): string[] {
  if (workWish?.plans === true) return [];
  const ties = (tiedBy ?? []).filter((tie) => DAILY_TIES.includes(tie));
  return ties.length === 0 && workWish?.plans === false && CANNOT_WHYS.includes(workWish.why) ? ['照顾家人'] : ties;
}

/** Work one comes home from each evening. */
export const isLocal = ({ area }: Pick<PostingRecord, 'area'>): boolean => area === 'in_county';
