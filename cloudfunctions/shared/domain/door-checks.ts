// What is looked at before the door is shut. At most five checks stop the pen, because nobody can mend them later without asking again;
// everything else waits in 「回去再补」.
import type { SpellMove } from './spell-moves';
import { isLabourer } from './survey';
import type { VisitDraft } from './sync/draft';
import { isEnough } from './sync/draft';
import type { HouseholdOnPhone, PersonOnPhone } from './sync/on-phone';

export interface DoorCheck {
  id: string;
  /** 'door': mended now; 'later': kept as a line of 「回去再补」. */
  severity: 'door' | 'later';
  find: (draft: VisitDraft, household: HouseholdOnPhone) => string[];
}

/** More than these yuan a month is a slip of the pen more often than a wage. */
const MOST_FEN = 5_000_000;
const LEAST_FEN = 20_000;

type Placed = Extract<SpellMove, { kind: 'moved' | 'begin' }>;
const placed = (draft: VisitDraft): { person: string; move: Placed }[] =>
  draft.works.flatMap(({ person, move }) => (move.kind === 'moved' || move.kind === 'begin' ? [{ person, move }] : []));
const nameOf = (household: HouseholdOnPhone, id: string): string => household.persons.find((one) => one.id === id)?.name ?? '';
const valueNow = (draft: VisitDraft, person: PersonOnPhone, field: string): unknown => {
  const edit = draft.edits.find((one) => one.record === person.id && one.field === field);
  return edit ? edit.value : person.values[field];
};
const labourers = (household: HouseholdOnPhone): PersonOnPhone[] => household.persons.filter(isLabourer);

export const DOOR_CHECKS: readonly DoorCheck[] = [
  {
    id: 'empty',
    severity: 'door',
    find: (draft) => (isEnough(draft) ? [] : ['还什么都没记：点见到了谁，或者写一句说了什么。']),
  },
  {
    id: 'place',
    severity: 'door',
    find: (draft, household) =>
      placed(draft)
        .filter(({ move }) => Object.values(move.work.place).some((part) => part === ''))
        .map(({ person }) => `${nameOf(household, person)}换了地方，省、市、县还没写全。`),
  },
  {
    id: 'wage',
    severity: 'door',
    find: (draft, household) =>
      placed(draft)
        .filter(({ move }) => move.work.monthlyFen !== null && (move.work.monthlyFen > MOST_FEN || move.work.monthlyFen < LEAST_FEN))
        .map(({ person, move }) => `${nameOf(household, person)}一个月 ${(move.work.monthlyFen ?? 0) / 100} 元，再问一遍。`),
  },
  {
    id: 'unchanged_but',
    severity: 'door',
    find: (draft, household) =>
      draft.unchanged
        .filter((id) => draft.edits.some(({ record }) => record === id))
        .map((id) => `${nameOf(household, id)}点了「没变化」，又改了登记，留一样。`),
  },
  {
    id: 'promise_day',
    severity: 'door',
    find: (draft) => draft.promises.filter(({ dueOn }) => dueOn < draft.on).map(({ words }) => `答应的「${words}」，日子已经过了。`),
  },
  {
    id: 'unasked',
    severity: 'later',
    find: (draft, household) =>
      labourers(household)
        .filter(({ id }) => !draft.unchanged.includes(id) && !draft.answered.some((key) => key.startsWith(`${id}:`)))
        .map(({ name }) => `${name}还没问`),
  },
  {
    id: 'employer',
    severity: 'later',
    find: (draft, household) =>
      placed(draft)
        .filter(({ move }) => move.work.employer === null)
        .map(({ person }) => `${nameOf(household, person)}在哪家干`),
  },
  {
    id: 'wage_unknown',
    severity: 'later',
    find: (draft, household) =>
      placed(draft)
        .filter(({ move }) => move.work.monthlyFen === null)
        .map(({ person }) => `${nameOf(household, person)}一个月多少`),
  },
  {
    id: 'phone',
    severity: 'later',
    find: (draft, household) =>
      labourers(household)
        .filter((person) => person.phoneTail === '' && !draft.edits.some(({ record, field }) => record === person.id && field === 'phone'))
        .map(({ name }) => `${name}的电话`),
  },
  {
    id: 'account',
    severity: 'later',
    find: (_draft, household) =>
      labourers(household)
        .filter(({ card }) => card === null)
        .map(({ name }) => `${name}的银行卡号`),
  },
  {
    // Never typed at the door: it would lie on the phone.
    id: 'id_number',
    severity: 'later',
    find: (draft) => (draft.comings ?? []).filter(({ how }) => how !== 'back').map(({ name }) => `${name}的身份证号`),
  },
  {
    id: 'broken_card',
    severity: 'later',
    find: (draft, household) =>
      labourers(household)
        .filter((person) => (valueNow(draft, person, 'card') as { works?: boolean } | null)?.works === false)
        .map(({ name }) => `${name}的卡去银行弄好`),
  },
];

/** What stops the pen now, in words. */
export const atDoor = (draft: VisitDraft, household: HouseholdOnPhone): string[] =>
  DOOR_CHECKS.filter(({ severity }) => severity === 'door').flatMap(({ find }) => find(draft, household));
/** 回去再补. */
export const forLater = (draft: VisitDraft, household: HouseholdOnPhone): string[] =>
  DOOR_CHECKS.filter(({ severity }) => severity === 'later').flatMap(({ find }) => find(draft, household));
