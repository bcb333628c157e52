// A data rule: what it looks at, how bad it is, what it says and how it is mended. The published ones carry their codes in the national checks.
import { ageOn } from '../dates';
import type { DateText } from '../records';
import type { HouseholdView, PersonView, QualityContext, SpellView } from './view';

/** block: the national system does not take it or it cannot be; warn: most often wrong; verify: ask, it may well be so. */
export const SEVERITIES = ['block', 'warn', 'verify'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const SUBJECTS = ['work', 'ability', 'post', 'subsidy', 'identity', 'household'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What a rule found: where, and the sentence with the values. `person` null when it is the household's. */
export interface Found {
  person: string | null;
  spell: string | null;
  words: string;
}

interface Common {
  /** Never renamed: findings are kept by it. */
  id: string;
  /** Codes of the published checks (Gzuwkj/fuping, 2023-12/2024-01) it stands for; [] = our own. */
  codes: readonly string[];
  severity: Severity;
  subject: Subject;
  /** What is checked, in the words of the field. */
  title: string;
  /** How it is mended, one sentence. */
  mend: string;
  /** Whether "it is so, because…" settles it. What cannot be is mended, not explained. */
  explainable: boolean;
  /** Stops the pen at the door; at most five rules do. */
  atDoor?: boolean;
}

export interface PersonRule extends Common {
  about: 'person';
  look(person: PersonView, household: HouseholdView, ctx: QualityContext): string | null;
}
export interface SpellRule extends Common {
  about: 'spell';
  look(spell: SpellView, person: PersonView, ctx: QualityContext, household: HouseholdView): string | null;
}
export interface HouseholdRule extends Common {
  about: 'household';
  look(household: HouseholdView, ctx: QualityContext): string | null;
}
export type Rule = PersonRule | SpellRule | HouseholdRule;

export const isHere = ({ status }: PersonView): boolean => status === 'active';
export const isOpen = ({ end }: SpellView): boolean => end === null;
export const openOf = (person: PersonView): SpellView | null => person.spells.find(isOpen) ?? null;

/** null when the birthday is not known. */
export const ageOf = (person: PersonView, day: DateText): number | null => (person.born === null ? null : ageOn(person.born, day));

export const NO_LABOUR: readonly string[] = ['无劳动力', '丧失劳动力'];
export const WEAK = '弱劳动力或半劳动力';
export const POST = '公益岗位';
export const WORKSHOP = '帮扶车间';

/** Outside the home county; null where a name is missing that would decide it. */
export function isOutside(spell: SpellView, home: QualityContext['home']): boolean | null {
  if (spell.overseas) return true;
  if (spell.province === '') return null;
  if (spell.province !== home.province) return true;
  if (spell.city === '') return null;
  if (spell.city !== home.city) return true;
  return spell.county === '' ? null : spell.county !== home.county;
}

/** 学龄前 to 高中 and 中职 count as pupils; 高职高专 and above are students who may work in the holidays. */
export function isPupil(person: PersonView): boolean {
  return person.studentStatus !== null && !/^(高职高专|技师学院|本科|硕士)/.test(person.studentStatus);
}

export const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2));
