// What a question at the door is made of: parts to pick and type, and the small functions answers are read with.
import type { PersonOnPhone } from './sync/on-phone';

/** What was picked and typed so far, by part. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

export interface Part {
  name: string;
  kind: 'one' | 'many' | 'text' | 'phone' | 'money' | 'date' | 'month';
  label: string;
  options?: readonly { value: string; words: string }[];
  /** An option that goes with no other. */
  alone?: string;
  /** Shown only then; absent = always. */
  when?: (filled: Filled) => boolean;
}

export interface Question {
  key: string;
  of: 'person' | 'household';
  /** A key of the visit's fields, or 'work'. */
  field: string;
  /** As the cadre reads it; the official name stands in the field table. */
  words: string;
  parts: readonly Part[];
  applies: (person: PersonOnPhone) => boolean;
  /** From the value on record to what the parts show. */
  spread: (value: unknown) => Filled;
  /** From the parts to the value; `today` dates what is asked. */
  compose: (filled: Filled, today: string) => unknown;
  /** What is wrong with what was filled in, in plain words; null when it can be kept. */
  problem: (filled: Filled, today: string) => string | null;
}

export const plain = (values: readonly string[]): Part['options'] => values.map((value) => ({ value, words: value }));
export const text = (filled: Filled, name: string): string => {
  const value = filled[name];
  return typeof value === 'string' ? value.trim() : '';
};
export const texts = (filled: Filled, name: string): string[] => {
  const value = filled[name];
  return Array.isArray(value) ? [...(value as readonly string[])] : [];
};
/** Own words beside the options, 「、」 between several. */
export const withOwn = (filled: Filled, name: string): string[] => [
  ...texts(filled, name),
  ...text(filled, 'own')
    .split(/[、，,\s]+/)
    .filter((part) => part !== ''),
];
export const needs = (name: string, words: string) => (filled: Filled) => (text(filled, name) === '' ? words : null);
export const fine = () => null;
export const is = (name: string, value: string) => (filled: Filled) => text(filled, name) === value;
