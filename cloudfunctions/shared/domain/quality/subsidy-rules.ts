// Data rules that hold what was paid against where people worked: unpaid subsidies, wrong ones, measures without work.
import { type HouseholdRule, isHere, isOutside, openOf, type PersonRule, type SpellRule } from './rule';

const TRANSPORT = 'transport';
const common = { subject: 'subsidy' } as const;
const touches = (year: string, start: string, end: string | null): boolean =>
  start <= `${year}-12-31` && (end === null || end >= `${year}-01-01`);

export const SUBSIDY_RULES: readonly (PersonRule | SpellRule | HouseholdRule)[] = [
  {
    ...common,
    about: 'person',
    id: 'subsidy_not_claimed',
    codes: ['1111_10'],
    severity: 'verify',
    title: '够条件领补贴，还没领',
    mend: '在发钱名单里替他报上；本人不要的，记「本人不要」。',
    explainable: true,
    look: (person) => (person.owed.length === 0 ? null : `够条件没领：${person.owed.map(({ period }) => `${period} 年`).join('、')}`),
  },
  {
    ...common,
    about: 'person',
    id: 'paid_without_going',
    codes: ['5_17_011', '5_17_012', '5_17_013'],
    severity: 'verify',
    title: '发过外出务工交通补贴，那一年却没有县外务工记录',
    mend: '补上那一年的务工记录；确实没出去的，报乡里追回。',
    explainable: true,
    look(person, _household, { home }) {
      const wrong = person.paid.find(
        ({ programme, period }) =>
          programme === TRANSPORT &&
          !person.spells.some((spell) => touches(period.slice(0, 4), spell.start, spell.end) && isOutside(spell, home) !== false),
      );
      return wrong ? `${wrong.period} 年领过交通补贴，没有县外务工记录` : null;
    },
  },
  {
    ...common,
    about: 'household',
    id: 'measure_nobody_works',
    codes: ['4_11_014', '1111_3'],
    severity: 'verify',
    title: '享受了就业帮扶，家里没有人在务工',
    mend: '问清家里谁在干活；都没活的，推岗位。',
    explainable: true,
    look(household, { today }) {
      const year = today.slice(0, 4);
      const here = household.members.filter(isHere);
      const helped = here.some(({ paid }) => paid.some(({ period }) => period.startsWith(year)));
      return helped && !here.some((one) => openOf(one) !== null) ? `${year} 年领过就业补贴，现在没有人在务工` : null;
    },
  },
  {
    ...common,
    about: 'household',
    id: 'works_without_income',
    codes: ['4_11_012'],
    severity: 'verify',
    title: '家里有人务工，人均纯收入却是 0',
    mend: '核对上年度收入。',
    explainable: true,
    look(household) {
      const works = household.members.some((one) => isHere(one) && one.spells.some(({ monthlyFen }) => (monthlyFen ?? 0) > 0));
      return works && household.perCapitaFen === 0 ? '有人务工，人均纯收入写的是 0' : null;
    },
  },
];
