// The fields of the registry a visit may change: how each is read from a record, which stored fields it touches, and what a value says in words.

import { type RegistryOf, fieldOf as registryField } from '../fields/registry-fields';
import type { CardState, HouseholdRecord, PersonRecord, TrainingWish, WorkWish } from '../records';
import { tableOf } from '../tables';

export interface Education {
  schooling: string | null;
  studentStatus: string | null;
}

export interface VisitField<R> {
  /** As the national system calls it. */
  label: string;
  read: (record: R) => unknown;
  /** Stored fields behind it. */
  touches: readonly string[];
  words: (value: unknown) => string;
}

/** Where a field of a visit is one of the registry's, it is called as there. */
const official = (of: RegistryOf, id: string): string => registryField(of, id)?.words.official ?? '';

const asked = 'asked';
const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '没填');
const list = (value: unknown): string => (Array.isArray(value) ? (value.length > 0 ? value.join('、') : '没有') : '没问过');
const yes =
  (is: string, isNot: string) =>
  (value: unknown): string =>
    value === true ? is : value === false ? isNot : '没问过';

function educationWords(value: unknown): string {
  const { schooling, studentStatus } = (value ?? {}) as Partial<Education>;
  return studentStatus ? `在校：${studentStatus}` : text(schooling);
}
function trainingWords(value: unknown): string {
  if (!value) return '没问过';
  const { wants, trades, when, board } = value as TrainingWish;
  if (!wants) return '不想学';
  return ['想学', trades.join('、'), when, board === false ? '不能住校' : ''].filter((part) => part !== '').join(' ');
}
function wishWords(value: unknown): string {
  if (!value) return '没问过';
  const { plans, where, leaveOn, why, needs } = value as WorkWish;
  if (!plans) return `不打算出去${why ? `：${why}` : ''}`;
  const month = leaveOn ? `${leaveOn.slice(0, 4)}年${Number(leaveOn.slice(5))}月` : '';
  return ['打算出去', month, where, needs.join('、')].filter((part) => part !== '').join(' ');
}
function cardWords(value: unknown): string {
  if (!value) return '没看过';
  const { works, why } = value as CardState;
  return works ? '卡能用' : `卡用不了${why ? `：${why}` : ''}`;
}

export const PERSON_FIELDS = {
  education: {
    label: '文化程度（在校生状况）',
    read: ({ schooling, studentStatus }): Education => ({ schooling, studentStatus }),
    touches: ['schooling', 'studentStatus'],
    words: educationWords,
  },
  health: { label: official('persons', 'health'), read: (one) => one.health, touches: ['health'], words: text },
  labourSkill: { label: official('persons', 'labourSkill'), read: (one) => one.labourSkill, touches: ['labourSkill'], words: text },
  skills: { label: official('persons', 'skills'), read: (one) => one.skills ?? null, touches: ['skills'], words: list },
  workWish: { label: '务工意愿', read: (one) => one.workWish ?? null, touches: ['workWish'], words: wishWords },
  trainingWish: { label: '培训意愿', read: (one) => one.trainingWish ?? null, touches: ['trainingWish'], words: trainingWords },
  tiedBy: { label: official('persons', 'tiedBy'), read: (one) => one.tiedBy ?? null, touches: ['tiedBy'], words: list },
  /** The last four alone: the number itself is sealed. */
  phone: {
    label: official('persons', 'phone'),
    read: (one) => one.phoneTail,
    touches: ['phone'],
    words: (value) => (value ? `尾号 ${String(value).slice(-4)}` : '没有'),
  },
  bestHour: { label: official('persons', 'bestHour'), read: (one) => one.bestHour ?? null, touches: ['bestHour'], words: text },
  smartphone: {
    label: official('persons', 'smartphone'),
    read: (one) => one.smartphone ?? null,
    touches: ['smartphone'],
    words: yes('用微信', '不用微信'),
  },
  card: { label: '银行卡', read: (one) => one.card ?? null, touches: ['card'], words: cardWords },
} as const satisfies Record<string, VisitField<PersonRecord>>;

export const HOUSEHOLD_FIELDS = {
  address: { label: official('households', 'address'), read: (one) => one.address ?? null, touches: ['address'], words: text },
} as const satisfies Record<string, VisitField<HouseholdRecord>>;

export type PersonField = keyof typeof PERSON_FIELDS;
export type HouseholdField = keyof typeof HOUSEHOLD_FIELDS;

export function fieldOf(collection: 'persons' | 'households', field: string): VisitField<never> | null {
  const table: Readonly<Record<string, VisitField<never>>> = collection === 'persons' ? PERSON_FIELDS : HOUSEHOLD_FIELDS;
  return Object.keys(table).includes(field) ? (table[field] ?? null) : null;
}

/** All values of a record by field, as the phone keeps them and edits name them as their base. */
export function valuesOf(collection: 'persons' | 'households', record: PersonRecord | HouseholdRecord): Record<string, unknown> {
  const table: Readonly<Record<string, VisitField<never>>> = collection === 'persons' ? PERSON_FIELDS : HOUSEHOLD_FIELDS;
  return tableOf(Object.entries(table).map(([key, { read }]) => [key, read(record as never) ?? null]));
}

/** What is compared: the day something was asked says nothing about what was answered. */
export function compared(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { [asked]: _asked, on: _on, ...rest } = value as Record<string, unknown>;
  return rest;
}
