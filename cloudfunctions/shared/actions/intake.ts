// A spreadsheet for the registry is brought: its table found, its columns named; what was asked is answered and remembered, then it is looked at.
import { COLUMN_FIELDS, columnField, notFromSheets } from '@shared/domain/columns/column-fields';
import { choicesFor, type TakenColumn, unknownWords } from '@shared/domain/columns/draft';
import type { SheetRow } from '@shared/domain/columns/header';
import { isMonthField, monthHead } from '@shared/domain/columns/month-heads';
import { recognise } from '@shared/domain/columns/recognise';
import { readWhen } from '@shared/domain/columns/when';
import { lastDayOfMonth } from '@shared/domain/dates';
import type { DateText, IntakeColumn, IntakeRecord, IntakeWord } from '@shared/domain/records';
import { allRows, cutOf, grouped, keyColumns, wipeCut, writeChunks } from '@shared/intake/chunks';
import { remember, remembered } from '@shared/intake/memory';
import { answersOf, takenColumns } from '@shared/intake/setting';
import { tablesOf } from '@shared/intake/tables';
import { takeIn } from '@shared/papers/take-in';
import { BRINGERS } from '@shared/repos/intakes';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { fieldWords, intakeViewOf, jobFor, shownWork, taskId } from './intake-parts';

const PAGE = 20;
const MOST_WORDS = 300;

export const listIntakes = action('intake.list', {
  roles: BRINGERS,
  async run({ cursor }, ctx) {
    const place = await ctx.repos.intakes.place();
    const rows = await ctx.repos.intakes.page(place, cursor, PAGE + 1);
    const named = await ctx.repos.places.get(place.village === '' ? place.town : place.village);
    const items = await Promise.all(rows.slice(0, PAGE).map((row) => intakeViewOf(row, ctx)));
    return { today: ctx.today, place: named?.name ?? '', items, next: rows.length > PAGE ? (rows[PAGE - 1]?.sortKey ?? null) : null };
  },
});

/** Words to be asked about, with what was said of them before. */
async function wordsOf(
  rows: readonly SheetRow[],
  columns: readonly TakenColumn[],
  said: ReadonlyMap<string, string>,
  town: string,
  ctx: Context,
): Promise<IntakeWord[]> {
  const unknown = unknownWords(rows, columns, new Map()).slice(0, MOST_WORDS);
  const before = await remembered(
    town,
    'word',
    unknown.map(({ field, word }) => `${field}|${word}`),
    ctx,
  );
  return unknown.map(({ field, word, count }) => {
    const key = `${field}|${word}`;
    return { field, word: word.slice(0, 200), count, option: said.get(key) ?? before.get(key) ?? null };
  });
}

/** The day the sheet speaks of, if its title or name says one: 截至2025年12月31日, 2025.12; else today. */
function dayOf(texts: readonly string[], today: DateText): DateText {
  for (const text of texts) {
    const found = /(20\d{2})[年.\-/](\d{1,2})[月.\-/]?(\d{1,2})?/.exec(text) ?? /(20\d{2})(\d{2})(\d{2})/.exec(text);
    const when = found ? readWhen(found[3] === undefined ? `${found[1]}年${found[2]}月` : `${found[1]}-${found[2]}-${found[3]}`) : null;
    const day = when ? (when.day ?? lastDayOfMonth(when.month)) : null;
    if (day !== null && day <= today) return day;
  }
  // A year alone is told whole once it is over.
  const year = texts.flatMap((text) => /(20\d{2})年/.exec(text)?.[1] ?? [])[0];
  return year !== undefined && `${year}-12-31` < today ? `${year}-12-31` : today;
}

/** Columns of a month each that are filled beyond the day: then the sheet is of the year before. */
function dayByMonths(day: DateText, rows: readonly SheetRow[], columns: readonly TakenColumn[]): DateText {
  const month = Number(day.slice(5, 7));
  const beyond = columns.filter((one) => one.month && one.month.year === null && one.month.month > month);
  const filled = rows.some(({ cells }) => beyond.some(({ at }) => !/^[0\s]*$/.test(cells[at] ?? '')));
  return filled ? `${Number(day.slice(0, 4)) - 1}-12-31` : day;
}

/** A number of somebody's in the name of a file or a title does not stay. */
const withoutNumbers = (text: string): string => text.replace(/\d{11,}[Xx]?/g, '…');

async function brought(
  bytes: Uint8Array,
  { fileName, compare }: { fileName: string; compare?: 'national' | 'labour' | undefined },
  place: { county: string; town: string; village: string },
  ctx: Context,
): Promise<Outcome> {
  const { columns: heads, rows, pages, title } = await tablesOf(bytes);
  const villages = await ctx.repos.places.villagesIn([{ level: 'town', code: place.town }]);
  const answered = await remembered(
    place.town,
    'head',
    heads.map(({ path }) => path.join('／')),
    ctx,
  );
  const columns: IntakeColumn[] = recognise(heads, rows, { villages: villages.map(({ name }) => name), answered });
  const taken = takenColumns({ columns });
  if (!taken.some(({ field }) => field === 'name' || field === 'idNumber'))
    throw new Problem('file_refused', { message: '表里没找到「姓名」和「证件号码」这两栏。', next: '看看前几行里有没有栏目名。' });
  const id = `intake:${onceKey(ctx)}`;
  const words = await wordsOf(rows, taken, new Map(), place.town, ctx);
  await writeChunks(`${id}:0`, grouped(rows, keyColumns(taken)), ctx.store, ctx.services.ring);
  return ctx.change(async (change) => {
    const wanted: IntakeRecord = {
      _id: id,
      ...place,
      status: 'columns',
      sortKey: `${ctx.now}:${id}`,
      fileName: withoutNumbers(fileName),
      sha256: sha256(bytes),
      title: withoutNumbers(title),
      asOf: dayByMonths(dayOf([title, fileName], ctx.today), rows, taken),
      pages,
      columns,
      words,
      rows: rows.length,
      cut: 0,
      all: '',
      tally: {},
      work: null,
      writes: 0,
      ...(compare ? { compare } : {}),
      appliedAt: null,
      by: { openid: ctx.caller.openid, name: ctx.caller.name },
      at: ctx.now,
      version: 0,
      auditHead: '',
    };
    const { version } = await change.put('intakes', null, wanted, {
      verb: 'bring',
      role: 'station_clerk',
      detail: { rows: rows.length, sha256: wanted.sha256 },
    });
    return { record: id, version, note: {} };
  });
}

export const bringIntake = action('intake.bring', {
  roles: BRINGERS,
  limit: { times: 60, seconds: 3600 },
  async change({ fileID, fileName, compare }, ctx) {
    const place = await ctx.repos.intakes.place();
    if (compare && place.village !== '') throw new Problem('not_allowed', { message: '跟国家系统、就业站比，由乡里的站来办。' });
    await demandFit({ fileName }, ctx);
    return takeIn(fileID, ctx, (bytes) => brought(bytes, { fileName, compare }, place, ctx));
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => ({ intake: await intakeViewOf(await ctx.repos.intakes.byId(record), ctx) }),
});

const GROUPS = { row: '认人认户', persons: '人', households: '户', work: '务工' } as const;
const CHOICES = COLUMN_FIELDS.filter(({ id }) => notFromSheets(id) === null).map(({ id, words, of }) => ({
  field: id,
  words,
  group: GROUPS[of],
}));

export const showIntake = action('intake.show', {
  roles: BRINGERS,
  async run({ intake: id }, ctx) {
    const record = await ctx.repos.intakes.byId(id);
    return {
      intake: await intakeViewOf(record, ctx),
      columns: record.columns.map((column) => ({ ...column, words: fieldWords(column.field) })),
      words: record.words.map((one) => ({ ...one, fieldWords: fieldWords(one.field), choices: [...choicesFor(one.field)] })),
      fields: CHOICES,
      task: record.work,
    };
  },
});

/** The columns once what was asked is answered; an answer for a column nobody asked about counts too. */
function answeredColumns(record: IntakeRecord, answers: readonly { at: number; field: string }[]): IntakeColumn[] {
  const said = new Map(answers.map(({ at, field }) => [at, field]));
  const columns = record.columns.map((column): IntakeColumn => {
    const field = said.get(column.at);
    if (field === undefined) return column.state === 'ask' ? { ...column, state: 'left', field: '', why: '没回答，先不要' } : column;
    if (field === '') return { ...column, state: 'left', field: '', why: '说了不要' };
    if (columnField(field) === null || notFromSheets(field) !== null) throw new Problem('bad_input', { fields: { columns: '没有这一项' } });
    return { ...column, state: 'sure', field, why: column.field === field && column.state === 'sure' ? column.why : '您说的' };
  });
  const taken = takenColumns({ columns });
  const monthless = columns.find(({ field, head }) => isMonthField(field) && monthHead(head) === null);
  if (monthless) throw new Problem('bad_input', { fields: { columns: `「${monthless.head}」的栏名里没有哪个月` } });
  const key = ({ field, month }: TakenColumn): string => (month ? `${field} ${month.year} ${month.month}` : field);
  const twice = taken.find((one) => one.field !== 'risks' && taken.some((other) => key(other) === key(one) && other.at !== one.at));
  if (twice) throw new Problem('bad_input', { fields: { columns: `「${fieldWords(twice.field)}」选了两栏，留一栏` } });
  if (!taken.some(({ field }) => field === 'name')) throw new Problem('bad_input', { fields: { columns: '哪一栏是姓名' } });
  return columns;
}

export const sayColumns = action('intake.columns', {
  roles: BRINGERS,
  async change({ intake: id, version, asOf, columns: answers, words: said }, ctx) {
    const record = await ctx.repos.intakes.byId(id);
    if (record.status !== 'columns') throw new Problem('not_possible_now', { message: '这张表已经在对了。', next: '刷新再看它办到哪了。' });
    if (record.version !== version) throw new Problem('changed_meanwhile');
    if (asOf > ctx.today) throw new Problem('bad_input', { fields: { asOf: '表的日子不能在今天以后' } });
    const columns = answeredColumns(record, answers);
    const taken = takenColumns({ columns });
    const before = takenColumns(record);
    const { store, services } = ctx;
    let { cut } = record;
    const same = JSON.stringify(taken) === JSON.stringify(before);
    const rows = same ? [] : await allRows(store, cutOf(record), services.ring);
    if (!same && JSON.stringify(keyColumns(taken)) !== JSON.stringify(keyColumns(before))) {
      cut += 1;
      // A cut begun with other answers and never named must not mix with this one.
      await wipeCut(cutOf({ _id: id, cut }), store);
      await writeChunks(`${id}:${cut}`, grouped(rows, keyColumns(taken)), store, services.ring);
    }
    const answered = new Map([...answersOf(record), ...said.map(({ field, word, option }) => [`${field}|${word}`, option] as const)]);
    for (const { field, word, option } of said)
      if (option !== '' && !choicesFor(field).includes(option))
        throw new Problem('bad_input', { fields: { words: `「${word}」不能算作「${option}」` } });
    const words = same
      ? record.words.map((one) => ({ ...one, option: answered.get(`${one.field}|${one.word}`) ?? one.option }))
      : await wordsOf(rows, taken, answered, record.town, ctx);
    await remember(record.town, answersIn(columns, said), ctx);
    const asked = words.some(({ option }) => option === null);
    return ctx.change(async (change) => {
      const stored = await change.get<IntakeRecord>('intakes', id);
      if (stored?.version !== version || stored.status !== 'columns') throw new Problem('changed_meanwhile');
      const work = asked ? null : taskId('intake.check', id, version + 1);
      const wanted: IntakeRecord = { ...stored, columns, words, cut, asOf, work, status: asked ? 'columns' : 'checking' };
      const { version: now } = await change.put('intakes', stored, wanted, { verb: 'columns', role: 'station_clerk', detail: { asOf } });
      if (!asked) await change.begin(jobFor('intake.check', wanted, version + 1, ctx));
      return { record: id, version: now, note: { asked: asked ? 1 : 0, work: work ?? '' } };
    });
  },
  async show({ record, note }, _input, ctx) {
    if (note.asked === 1) return { intake: await intakeViewOf(await ctx.repos.intakes.byId(record), ctx), task: null };
    return shownWork(record, String(note.work), ctx);
  },
});

/** Kept for the next sheet with such a head or word. */
function answersIn(
  columns: readonly IntakeColumn[],
  words: readonly { field: string; word: string; option: string }[],
): (readonly ['head' | 'word', string, string])[] {
  return [
    ...columns.filter(({ why }) => why === '您说的' || why === '说了不要').map(({ head, field }) => ['head', head, field] as const),
    ...words.map(({ field, word, option }) => ['word', `${field}|${word}`, option] as const),
  ];
}
