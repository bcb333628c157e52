// Ordinary households of a village: who lives together, how old, what they can do. Labourers are counted exactly.

import { ageOn } from '@shared/domain/dates';
import type { DateText, HouseholdRecord, HouseholdType, LabourSkill, Monitoring } from '@shared/domain/records';
import { day } from './days';
import type { Draft } from './draft';
import { givenName, surname } from './names';
import type { Random } from './random';
import type { PlainPerson } from './types';
import { GROUPS, type Village } from './villages';

interface Seat {
  relation: string;
  sex: '男' | '女';
  age: number;
  /** Whether the family name of the house is carried. */
  ofHouse: boolean;
}

/** Which generations live under one roof; `labour` is how many labourers the shape brings. */
const SHAPES: readonly { weight: number; labour: number; seats: (r: Random) => Seat[] }[] = [
  { weight: 24, labour: 2, seats: (r) => couple(r, r.int(34, 52)).concat(children(r, r.int(1, 3), 2, 15)) },
  { weight: 22, labour: 3, seats: (r) => couple(r, r.int(46, 58)).concat(grown(r, 18, 27)) },
  { weight: 16, labour: 2, seats: (r) => couple(r, r.int(38, 50)).concat(parent(r), children(r, r.int(1, 2), 6, 15)) },
  { weight: 9, labour: 2, seats: (r) => couple(r, r.int(58, 71)) },
  { weight: 8, labour: 1, seats: (r) => [seat('户主', r.chance(0.7) ? '男' : '女', r.int(40, 68))] },
  { weight: 8, labour: 1, seats: (r) => [seat('户主', '男', r.int(36, 55)), parent(r), ...children(r, 1, 8, 15)] },
  { weight: 8, labour: 2, seats: (r) => couple(r, r.int(44, 54)).concat(students(r)) },
  { weight: 8, labour: 0, seats: (r) => couple(r, r.int(75, 86)) },
];

const seat = (relation: string, sex: '男' | '女', age: number, ofHouse = true): Seat => ({ relation, sex, age, ofHouse });
const couple = (r: Random, age: number): Seat[] => [seat('户主', '男', age), seat('配偶', '女', age - r.int(0, 4), false)];
const parent = (r: Random): Seat => (r.chance(0.6) ? seat('之母', '女', r.int(75, 88), false) : seat('之父', '男', r.int(75, 85)));
function children(r: Random, count: number, from: number, to: number): Seat[] {
  return Array.from({ length: count }, () => (r.chance(0.5) ? seat('之子', '男', r.int(from, to)) : seat('之女', '女', r.int(from, to))));
}
const grown = (r: Random, from: number, to: number): Seat[] => children(r, 1, from, to);
const students = (r: Random): Seat[] => children(r, 1, 16, 21).map((child) => ({ ...child, relation: `${child.relation}*` }));

/** Fills one village up to its number of labourers, beyond those already there. */
export function fillVillage(draft: Draft, village: Village, random: Random, present: number): PlainPerson[] {
  const labourers: PlainPerson[] = [];
  let missing = village.labourers - present;
  if (missing < 0) throw new Error(`${village.name} has ${present} planted labourers, more than its ${village.labourers}`);
  while (missing > 0) {
    const shape = random.weighted(SHAPES.filter((s) => s.labour <= missing).map((s) => [s, s.weight] as const));
    const type = householdType(random, shape.labour);
    const house = draft.household(village, {
      group: random.pick(GROUPS),
      type,
      monitoring: monitoring(random, type),
      resettled: random.chance(0.06),
    });
    const made = settle(draft, village, house, shape.seats(random), random);
    labourers.push(...made);
    missing -= made.length;
  }
  return labourers;
}

function settle(draft: Draft, village: Village, house: HouseholdRecord, seats: Seat[], random: Random): PlainPerson[] {
  const familyName = surname(random, village.surname);
  const labourers: PlainPerson[] = [];
  for (const { relation, sex, age, ofHouse } of seats) {
    const student = relation.endsWith('*') || age < 16 ? schoolOf(age) : undefined;
    const skill = student ? '无劳动力' : age > 74 ? '无劳动力' : skillOf(random, age);
    const born = birthday(random, age, draft.asOf);
    const person = draft.person(house, {
      name: freshName(draft, village, ofHouse ? familyName : surname(random, village.surname, 0.1), sex, born, random),
      sex,
      born,
      relation: relation.replace('*', ''),
      skill,
      student,
      schooling: student ? undefined : schooling(random, age),
      health: age > 60 && random.chance(0.35) ? '长期慢性病' : '健康',
      phone: age >= 14 && age <= 74 && random.chance(0.94) ? 'own' : 'none',
      account: age >= 16,
    });
    if (skill !== '无劳动力' && skill !== '丧失劳动力') labourers.push(person);
  }
  return labourers;
}

/** A name nobody in the village has yet. */
function freshName(draft: Draft, village: Village, familyName: string, sex: '男' | '女', born: DateText, random: Random): string {
  const taken = draft.namesIn(village.code);
  const year = Number(born.slice(0, 4));
  for (;;) {
    const name = familyName + givenName(random, sex, year);
    if (!taken.has(name)) return name;
    // A crowded village runs out of its own pairs: a second given syllable is drawn from another draw.
    const longer = familyName + givenName(random, sex, year).slice(0, 1) + givenName(random, sex, year).slice(-1);
    if (!taken.has(longer)) return longer;
    if (random.chance(0.05)) familyName = surname(random, village.surname, 0);
  }
}

function birthday(random: Random, age: number, asOf: DateText): DateText {
  const year = Number(asOf.slice(0, 4)) - age;
  const date = day(year, random.int(1, 12), random.int(1, 28));
  return ageOn(date, asOf) < age ? day(year - 1, random.int(4, 12), random.int(1, 28)) : date;
}

function skillOf(random: Random, age: number): LabourSkill {
  const weak = age >= 65 ? 0.85 : age >= 58 ? 0.5 : 0.12;
  if (random.chance(weak)) return '弱劳动力或半劳动力';
  return random.chance(0.19) ? '技能劳动力' : '普通劳动力';
}

function schooling(random: Random, age: number): string {
  if (age >= 60)
    return random.weighted([
      ['文盲或半文盲', 2],
      ['小学', 6],
      ['初中', 2],
    ] as const);
  if (age >= 40)
    return random.weighted([
      ['小学', 3],
      ['初中', 6],
      ['高中', 1],
    ] as const);
  return random.weighted([
    ['初中', 5],
    ['高中', 3],
    ['大专', 2],
    ['本科及以上', 1],
  ] as const);
}

function schoolOf(age: number): string {
  if (age < 3) return '学龄前儿童';
  if (age < 6) return '学前教育';
  if (age < 12) return '小学';
  if (age < 15) return ['七年级', '八年级', '九年级'][age - 12] ?? '九年级';
  if (age < 18) return ['九年级', '普通高中一年级', '中职二年级'][age - 15] ?? '普通高中三年级';
  return ['普通高中三年级', '高职高专一年级', '高职高专二年级', '本科三年级'][Math.min(age - 18, 3)] ?? '本科三年级';
}

function householdType(random: Random, labour: number): HouseholdType {
  if (labour === 0)
    return random.weighted([
      ['一般脱贫户', 5],
      ['低保脱贫户', 3],
      ['特困供养脱贫户', 2],
    ] as const);
  return random.weighted([
    ['一般脱贫户', 78],
    ['低保脱贫户', 17],
    ['一般农户', 5],
  ] as const);
}

/** About 8% of households are monitored; a plain farming household is in the ledger only because it is. */
function monitoring(random: Random, type: HouseholdType): Monitoring | undefined {
  if (type !== '一般农户' && !random.chance(0.04)) return undefined;
  const year = random.int(2021, 2025);
  const identifiedOn = day(year, random.int(1, 12), random.int(1, 28));
  return {
    category: type === '一般农户' ? random.pick(['边缘易致贫户', '突发严重困难户'] as const) : '脱贫不稳定户',
    identifiedOn,
    clearedOn: year < 2025 && random.chance(0.5) ? day(year + 1, random.int(1, 12), random.int(1, 28)) : null,
  };
}
