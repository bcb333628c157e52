// One cell read as a value of its column's field; what cannot be read says why, an option word nobody knows is asked about.
import { phoneProblem } from '../fields/phone';
import { type FieldValue, readTyped } from '../fields/registry-fields';
import { halfWidth } from '../fields/typed';
import { type ColumnField, headKey } from './column-fields';
import { readWhen } from './when';

export type CellReading =
  | { value: FieldValue }
  | { problem: string }
  /** A word that is none of the field's options. */
  | { unknown: string };

/** What option words were said to mean: `{field}|{word}` → option, '' = leave the cell out. */
export type WordAnswers = ReadonlyMap<string, string>;

export const wordKey = (field: string, word: string): string => `${field}|${word}`;
const NOTHING: CellReading = { value: null };

/** Names as kept: no spaces, one kind of dot. */
export const plainName = (typed: string): string => halfWidth(typed).replace(/[•・‧∙･.。]/g, '·');

const YES = /^(是|有|已|在|愿|能|会|√|✓|Y|1$|true)/i;
const NO = /^(否|未|无|没|不|×|N|0$|false)/i;

/** 是/否 as people write them: 已务工, 未务工, 在外, 不愿意. null when it is neither. */
export function readYes(typed: string): boolean | null {
  const text = halfWidth(typed);
  if (NO.test(text) || /^(在家|闲置|返乡)/.test(text)) return false;
  return YES.test(text) || /^(外出|务工|在岗)/.test(text) ? true : null;
}

function readOption(field: ColumnField, text: string, answers: WordAnswers): CellReading {
  const answered = answers.get(wordKey(field.id, text));
  if (answered !== undefined) return { value: answered === '' ? null : answered };
  if (field.registry) {
    const read = readTyped(field.registry, text);
    if ('problem' in read) return { unknown: text };
    return read.value === '' ? NOTHING : read;
  }
  const key = headKey(text);
  const exact = field.options?.find((option) => headKey(option) === key) ?? field.also?.[key];
  if (exact !== undefined) return { value: exact };
  return field.open ? { value: text } : { unknown: text };
}

/** A cell of a person's or household's field, or of one of the work's words. Empty and 「无」 say nothing: a sheet never clears. */
export function readCell(field: ColumnField, typed: string, answers: WordAnswers): CellReading {
  const text = typed.replace(/[\u00a0\u200b-\u200d\ufeff]/g, '').trim();
  if (text === '' || /^([-—/\\]|无|暂无|null)$/i.test(text)) return NOTHING;
  const { registry } = field;
  if (!registry) return field.options ? readOption(field, text, answers) : { value: text };
  switch (registry.kind) {
    case 'option':
    case 'several':
      return readOption(field, text, answers);
    case 'yes_no': {
      const answered = answers.get(wordKey(field.id, text));
      if (answered !== undefined) return { value: answered === '' ? null : answered === '是' };
      const yes = readYes(text);
      return yes === null ? { unknown: text } : { value: yes };
    }
    case 'date':
    case 'month': {
      const when = readWhen(text);
      if (when === null) return { problem: `「${text}」不是日子，照这样写：2025-03-01` };
      if (registry.kind === 'month') return { value: when.month };
      return when.day === null ? { problem: `「${text}」没写到哪一天` } : { value: when.day };
    }
    case 'phone': {
      const wrong = phoneProblem(text);
      return wrong === null ? pass(registry, text) : { problem: wrong };
    }
    case 'text':
      return { value: registry.id === 'name' ? plainName(text) : text.replace(/\s+/g, ' ') };
    default:
      return pass(registry, text);
  }
}

function pass(registry: NonNullable<ColumnField['registry']>, text: string): CellReading {
  const read = readTyped(registry, text);
  return 'problem' in read ? { problem: `「${text.slice(0, 20)}」看不懂：${read.problem}` } : read;
}
