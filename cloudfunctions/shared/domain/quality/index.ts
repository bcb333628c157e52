// All data rules as one table, and looking a household through by them. Pure: the same on the phone while typing and over the whole ledger.
import { ABILITY_RULES } from './ability-rules';
import { HOUSEHOLD_RULES } from './household-rules';
import { IDENTITY_RULES } from './identity-rules';
import { POST_RULES } from './post-rules';
import type { Found, Rule } from './rule';
import { SUBSIDY_RULES } from './subsidy-rules';
import type { HouseholdView, QualityContext } from './view';
import { WORK_RULES } from './work-rules';

export { numberState, phoneState } from './number-state';
export { type Found, type Rule, SEVERITIES, type Severity, SUBJECTS, type Subject } from './rule';
export type { HouseholdView, NumberState, PersonView, PhoneState, QualityContext, SpellView } from './view';

export const RULES: readonly Rule[] = [
  ...WORK_RULES,
  ...ABILITY_RULES,
  ...POST_RULES,
  ...SUBSIDY_RULES,
  ...IDENTITY_RULES,
  ...HOUSEHOLD_RULES,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));
/** The rule of a finding; null for one of a version this code does not know. */
export const ruleOf = (id: string): Rule | null => BY_ID.get(id) ?? null;

/** At most this many stop the pen at the door; the rest waits in 「回去再补」. */
export const DOOR_RULES: readonly Rule[] = RULES.filter(({ atDoor }) => atDoor === true);

export interface Finding extends Found {
  rule: string;
}

/** Everything the rules find in a household, in the order of the table. People who left or died are looked at only where a rule says so. */
export function lookThrough(household: HouseholdView, ctx: QualityContext, rules: readonly Rule[] = RULES): Finding[] {
  const found: Finding[] = [];
  for (const rule of rules) {
    if (rule.about === 'household') add(rule.id, null, null, rule.look(household, ctx));
    else
      for (const person of household.members) {
        if (rule.about === 'person') add(rule.id, person.id, null, rule.look(person, household, ctx));
        else for (const spell of person.spells) add(rule.id, person.id, spell.id, rule.look(spell, person, ctx, household));
      }
  }
  return found;

  function add(rule: string, person: string | null, spell: string | null, words: string | null): void {
    if (words !== null) found.push({ rule, person, spell, words });
  }
}
