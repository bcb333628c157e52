// Which field each column of a sheet is: by what somebody answered before, by its name, by what is in it. What is sure is taken, what is
// unsure is asked once, what nobody needs is left out and said so.
import { levelled } from '../fields/typed';
import {
  COLUMN_FIELDS,
  type ColumnField,
  columnField,
  fieldsNamed,
  fits,
  headKey,
  headWithoutNumber,
  notFromSheets,
} from './column-fields';
import type { HeadColumn, SheetRow } from './header';
import { isMonthField, type MonthField, monthColumns, monthHead } from './month-heads';
import { NOT_NEEDED } from './work-fields';

export interface ColumnGuess {
  at: number;
  /** The heads from outside to inside, joined by ／. */
  head: string;
  state: 'sure' | 'ask' | 'left';
  /** The field taken or proposed; '' when left out. */
  field: string;
  /** Why, in plain words. */
  why: string;
  /** A few of its cells, long numbers cut. */
  samples: string[];
}

export interface KnownWords {
  /** Names of the villages of the town. */
  villages: readonly string[];
  /** What was answered before: head → field, '' = leave out. */
  answered: ReadonlyMap<string, string>;
}

/** Heads over a column that make it somebody else's. */
const SOMEBODY_ELSE = /(户主|配偶|联系人|监护人|父亲|母亲|爱人|法人|负责人|帮扶人|包户|采集人|企业|单位)/;
/** 省, 市 and 县 are the work's only under such a head. */
const OF_WORK = /(务工|就业|工作|外出|打工)/;
const BARE_PLACES: readonly string[] = ['work.province', 'work.city', 'work.county'];
const SAMPLED = 300;

export const headOf = (path: readonly string[]): string => path.join('／');

const cut = (text: string): string => text.replace(/\d{7,}[\dXx]*/g, (digits) => `${digits.slice(0, 3)}…`).slice(0, 24);

interface Named {
  field: ColumnField;
  sure: boolean;
}

function byName({ path }: HeadColumn, cells: readonly string[]): Named | null {
  const whole = path.join('');
  const last = path[path.length - 1] ?? '';
  const parents = path.slice(0, -1).join('');
  const names: [string, boolean][] = [
    [whole, true],
    [last, !SOMEBODY_ELSE.test(parents)],
    [headWithoutNumber(headKey(last)), !SOMEBODY_ELSE.test(parents)],
  ];
  for (const [name, plain] of names) {
    const found = fieldsNamed(name);
    if (found.length === 0) continue;
    const fitting = found.filter((field) => fits(field, cells));
    const field = fitting[0] ?? (found[0] as ColumnField);
    const placed = !BARE_PLACES.includes(field.id) || OF_WORK.test(whole);
    return { field, sure: plain && fitting.length > 0 && placed };
  }
  return null;
}

/** What a column without a name we know could be, by its cells. */
function byContent(cells: readonly string[], villages: readonly string[]): ColumnField | null {
  const filled = cells.filter((text) => text !== '');
  if (filled.length < 3) return null;
  const most = (test: (text: string) => boolean): boolean => filled.filter(test).length / filled.length >= 0.8;
  if (most((text) => /^\d{17}[\dX]$/i.test(levelled(text)))) return columnField('idNumber');
  if (most((text) => /^1[3-9]\d{9}$/.test(levelled(text)))) return columnField('phone');
  if (most((text) => villages.some((name) => name === text.trim()))) return columnField('row.village');
  return (
    COLUMN_FIELDS.find(
      ({ options, open, looks }) => options !== undefined && options.length > 2 && !open && looks !== undefined && most(looks),
    ) ?? null
  );
}

function guess(column: HeadColumn, cells: readonly string[], known: KnownWords, month: MonthField | null, filling: boolean): ColumnGuess {
  const head = headOf(column.path);
  const samples = [...new Set(cells.filter((text) => text !== ''))].slice(0, 3).map(cut);
  const made = (state: ColumnGuess['state'], field: string, why: string): ColumnGuess => ({
    at: column.at,
    head,
    state,
    field,
    why,
    samples,
  });
  const answered = known.answered.get(head);
  if (answered !== undefined) return answered === '' ? made('left', '', '上次说过不要') : made('sure', answered, '上次说过的');
  if (month !== null) return filling ? made('left', '', '逐月的栏不填') : made('sure', month, '一个月一栏');
  const named = byName(column, cells);
  if (named) {
    const refused = notFromSheets(named.field.id);
    if (refused !== null) return made('left', '', refused);
    return named.sure ? made('sure', named.field.id, '') : made('ask', named.field.id, `栏名像「${named.field.words}」，里面的内容不太像`);
  }
  if (NOT_NEEDED.some((name) => headKey(name) === headKey(column.path[column.path.length - 1] ?? '')))
    return made('left', '', '名册里不用这一栏');
  const content = cells.some((text) => text !== '') ? byContent(cells, known.villages) : null;
  if (content) return made('ask', content.id, `里面的内容像「${content.words}」`);
  return made('left', '', cells.every((text) => text === '') ? '整栏是空的' : '没认出来，先不要');
}

/** 致贫/返贫风险1-5 and the like: several columns of one field are read together. */
const MANY: readonly string[] = ['risks'];

/** What a column must not share with another: its field, of a month its month too. */
export const fieldKey = ({ field, head }: Pick<ColumnGuess, 'field' | 'head'>): string => {
  const month = isMonthField(field) ? monthHead(head) : null;
  return month ? `${field}:${month.year ?? ''}:${month.month}` : field;
};

/** Work without a beginning is no record of work: place and months alone, as the sheet of basics has them, are left out. */
function withoutStart(guesses: readonly ColumnGuess[]): ColumnGuess[] {
  const begins = guesses.some(({ state, field }) => state !== 'left' && (field === 'work.start' || field === 'work.span'));
  if (begins)
    return guesses.map((one) =>
      isMonthField(one.field) ? { ...one, state: 'left' as const, field: '', why: '表里有开始时间，按开始时间记，逐月的不要' } : one,
    );
  if (guesses.some(({ state, field }) => state !== 'left' && isMonthField(field))) return [...guesses];
  return guesses.map((one) =>
    one.field.startsWith('work.')
      ? { ...one, state: 'left' as const, field: '', why: '表里没有开始时间，记不成务工记录；要收就加一栏「开始时间」' }
      : one,
  );
}

/**
 * Guesses for all columns; of two for one field the later is asked about, or left out when both say the same.
 * `filling`: the sheet is to be filled by us, not read, so that work stands in it without its beginning.
 */
export function recognise(columns: readonly HeadColumn[], rows: readonly SheetRow[], known: KnownWords, filling = false): ColumnGuess[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLED));
  const sampled = rows.filter((_, i) => i % step === 0).slice(0, SAMPLED);
  const cellsOf = (at: number): string[] => sampled.map(({ cells }) => (cells[at] ?? '').trim());
  const taken = new Map<string, ColumnGuess>();
  const months = monthColumns(columns, cellsOf);
  const guesses = columns.map((column): ColumnGuess => {
    const cells = cellsOf(column.at);
    const one = guess(column, cells, known, months.get(column.at) ?? null, filling);
    const before = one.field === '' ? undefined : taken.get(fieldKey(one));
    if (before === undefined || MANY.includes(one.field)) {
      if (one.state !== 'left' && one.field !== '') taken.set(fieldKey(one), one);
      return one;
    }
    const same = cellsOf(before.at).every((text, i) => text === cells[i]);
    const words = columnField(one.field)?.words ?? '';
    if (same) return { ...one, state: 'left', field: '', why: `和「${before.head}」一样，用前面那一栏` };
    return one.state === 'sure' && one.why === ''
      ? { ...one, state: 'ask', why: `「${before.head}」已经当作「${words}」了，这一栏要不要` }
      : { ...one, state: 'left', field: '', why: `「${before.head}」已经当作「${words}」了` };
  });
  return filling ? guesses : withoutStart(guesses);
}
