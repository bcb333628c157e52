// What the data rules say of a person or household while they are typed: the table of the night asked of the household with what is typed so far.
import type { Output } from '@shared/contract/index';
import { type HouseholdView, lookThrough, numberState, type PersonView, phoneState } from '@shared/domain/quality';
import { hasKey } from '@shared/domain/tables';
import { doubtsFrom, type TypedDoubt } from '../../../present/typed-doubts';
import type { Values } from './form';

/** The household as the cloud sees it, and the day and place it is looked at. */
export type Seen = Output<'finding.view'>;
type Value = Values[string];

const text = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');
const filled = (value: Value | undefined): string | null => (text(value) === '' ? null : text(value));
const list = (value: Value | undefined): string[] => (Array.isArray(value) ? [...(value as readonly string[])] : []);

const viewOf = (member: Seen['household']['members'][number]): PersonView => ({
  ...member,
  disability: member.disability,
  paid: [],
  owed: [],
  sharing: null,
  whereabouts: null,
});
export const householdOf = ({ household }: Seen): HouseholdView => ({ ...household, members: household.members.map(viewOf) });

/** What each field of the form is to the rules. */
const PERSON: Readonly<Record<string, (value: Value, person: PersonView) => Partial<PersonView>>> = {
  name: (value) => ({ name: text(value) }),
  sex: (value, { sex }) => ({ sex: value === '男' || value === '女' ? value : sex }),
  born: (value, { born }) => ({ born: filled(value) ?? born }),
  idNumber: (value, person) => {
    const read = numberState(text(value));
    // A real number says birth and sex itself: they are written from it.
    return { ...read, born: read.numberSays?.born ?? person.born, sex: read.numberSays?.sex ?? person.sex };
  },
  relation: (value) => ({ relation: text(value) }),
  labourSkill: (value) => ({ labourSkill: text(value) }),
  schooling: (value) => ({ schooling: filled(value) }),
  studentStatus: (value) => ({ studentStatus: filled(value) }),
  health: (value) => ({ health: list(value) }),
  support: (value) => ({ support: text(value) }),
  phone: (value) => ({ phone: phoneState(text(value)) }),
  'contact.phone': (value, { hasContact }) => ({ hasContact: hasContact || text(value) !== '' }),
  'account.holder': (value) => ({ accountHolder: filled(value) }),
  'disability.cert': (value, { disability }) => ({ disability: text(value) === '' ? disability : { hasCert: true } }),
  'workWish.plans': (value, { workWish }) => ({
    workWish: value === null ? null : { needs: workWish?.needs ?? [], why: workWish?.why ?? '', plans: value === true },
  }),
  'workWish.needs': (value, { workWish }) => ({ workWish: workWish && { ...workWish, needs: list(value) } }),
  'workWish.why': (value, { workWish }) => ({ workWish: workWish && { ...workWish, why: text(value) } }),
};

const HOUSEHOLD: Readonly<Record<string, (value: Value, household: HouseholdView) => Partial<HouseholdView>>> = {
  householdType: (value) => ({ type: text(value) }),
  risks: (value) => ({ risks: list(value) }),
  perCapitaFen: (value) => ({ perCapitaFen: typeof value === 'number' ? value : null }),
  'monitoring.category': (value, { monitoring }) => ({
    monitoring: filled(value) === null ? null : { identifiedOn: '', clearedOn: null, ...monitoring, category: text(value) },
  }),
  'monitoring.identifiedOn': (value, { monitoring }) => ({ monitoring: monitoring && { ...monitoring, identifiedOn: text(value) } }),
  'monitoring.clearedOn': (value, { monitoring }) => ({ monitoring: monitoring && { ...monitoring, clearedOn: filled(value) } }),
};

function withTyped<T extends object>(
  before: T,
  typed: Values,
  table: Readonly<Record<string, (value: Value, before: T) => Partial<T>>>,
): T {
  let after = before;
  for (const id of Object.keys(typed)) {
    const write = hasKey(table, id) ? table[id] : undefined;
    if (write) after = { ...after, ...write(typed[id] as Value, after) };
  }
  return after;
}

/** What the rules find afterwards that they did not find before: what is wrong elsewhere already is no matter of this form. */
function found(before: HouseholdView, after: HouseholdView, { today, home }: Seen): TypedDoubt[] {
  const said = (one: { rule: string; person: string | null; spell: string | null; words: string }) =>
    [one.rule, one.person ?? '', one.spell ?? '', one.words].join('|');
  const known = lookThrough(before, { today, home }).map(said);
  const fresh = lookThrough(after, { today, home }).filter((one) => known.indexOf(said(one)) < 0);
  return doubtsFrom(fresh.filter((one, i) => fresh.findIndex(({ rule }) => rule === one.rule) === i));
}

/** Of a person on record. */
export function personDoubts(seen: Seen, person: string, typed: Values): TypedDoubt[] {
  const before = householdOf(seen);
  const members = before.members.map((one) => (one.id === person ? withTyped(one, typed, PERSON) : one));
  return found(before, { ...before, members }, seen);
}

/** Of a household on record. */
export function householdDoubts(seen: Seen, typed: Values): TypedDoubt[] {
  const before = householdOf(seen);
  return found(before, withTyped(before, typed, HOUSEHOLD), seen);
}

/** Asked of a record that has only begun: what nobody is asked on this form yet. */
const LATER: readonly string[] = ['skilled_without_work', 'number_missing', 'not_a_target', 'one_head'];

/** Of somebody new. What is not typed yet is not held against them. */
export function newPersonDoubts(seen: Seen, typed: Values, relation: string): TypedDoubt[] {
  const before = householdOf(seen);
  const blank: PersonView = {
    id: 'typed',
    name: '',
    sex: '男',
    born: null,
    status: 'active',
    relation,
    labourSkill: '普通劳动力',
    schooling: null,
    studentStatus: null,
    health: [],
    disability: undefined,
    support: null,
    number: null,
    numberSays: null,
    phone: 'none',
    hasContact: true,
    accountHolder: null,
    workWish: null,
    yulu: null,
    spells: [],
    paid: [],
    owed: [],
    sharing: null,
    whereabouts: null,
  };
  const one = withTyped(blank, typed, PERSON);
  const unsaid: string[] = [...LATER];
  if (!filled(typed.labourSkill)) unsaid.push('student_with_labour', 'child_with_labour', 'able_but_unable', 'no_labour_working');
  if (!filled(typed.schooling) && !filled(typed.studentStatus)) unsaid.push('schooling_or_school');
  if (one.numberSays === null && !filled(typed.sex)) unsaid.push('spouse_same_sex');
  return found(before, { ...before, members: [...before.members, one] }, seen).filter(({ rule }) => unsaid.indexOf(rule) < 0);
}

/** A household nobody is in yet, of the kind that is typed. */
export const emptyHome = (today: string, home: Seen['home'], type: string): Seen => ({
  today,
  home,
  household: { id: '', type, monitoring: null, risks: [], perCapitaFen: null, members: [] },
});
