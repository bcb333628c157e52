// A typed value of a check in words.
import type { CheckValue } from '../assessment';
import { dayWords } from '../dates';
import { moneyWords } from '../money';
import type { Distance } from '../spells';
import { type Register, type Wording, wordOf } from './register';

export const DISTANCE_WORDS: Record<Distance, Wording> = {
  other_province: { resident: '外省', official: '省外' },
  other_city: { resident: '省里别的市', official: '省内市外' },
  other_county: { resident: '市里别的县', official: '市内县外' },
  home_county: { resident: '本县', official: '县内' },
};

/** A code as words; anything else is its own words. */
export function textWords(text: string, register: Register): string {
  return wordOf(DISTANCE_WORDS, text, register, { resident: text, official: text });
}

function rangeWords(value: Extract<CheckValue, { kind: 'range' }>, register: Register): string {
  const say = (n: number) => valueWords(value.unit === 'fen' ? { kind: 'fen', n } : { kind: value.unit, n }, register);
  if (value.from !== null && value.to !== null) return value.from === value.to ? say(value.from) : `${say(value.from)}到 ${say(value.to)}`;
  if (value.from !== null) return `满 ${say(value.from)}`;
  return value.to === null ? '不限' : `不超过 ${say(value.to)}`;
}

/** The value in words; null is 还不知道. */
export function valueWords(value: CheckValue | null, register: Register): string {
  if (value === null) return register === 'resident' ? '还不知道' : '待核实';
  switch (value.kind) {
    case 'months':
      return `${value.n} 个月`;
    case 'age':
      return register === 'resident' ? `${value.n} 岁` : `${value.n} 周岁`;
    case 'fen':
      return moneyWords(value.n);
    case 'count':
      return register === 'resident' ? `${value.n} 回` : `${value.n} 笔`;
    case 'date':
      return `${value.date.slice(0, 4)}年${dayWords(value.date)}`;
    case 'text':
      return textWords(value.text, register);
    case 'texts':
      return value.texts.map((text) => textWords(text, register)).join('、');
    case 'range':
      return rangeWords(value, register);
    case 'yes':
      return '是';
    case 'no':
      return '不是';
  }
}
