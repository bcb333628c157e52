// A spreadsheet of postings is brought: its table found, its columns named; once they are said every row is looked at.
import { POSTING_COLUMNS, postingColumn } from '@shared/domain/posting-columns/fields';
import { findPostings, type PostingColumnGuess, recognisePostings } from '@shared/domain/posting-columns/recognise';
import type { PostingSheetRecord } from '@shared/domain/records';
import { remember, remembered } from '@shared/intake/memory';
import { tablesOf } from '@shared/intake/tables';
import { offerFile } from '@shared/papers/offer';
import { takeIn } from '@shared/papers/take-in';
import { chunksAfter, cutRows, writeChunks } from '@shared/postings-in/rows';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { onceKey } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { Outcome } from '@shared/runtime/requests';
import { demandFit } from './fit';
import { boardOf } from './posting-write';
import { jobFor, notNow, sheetViewOf, shownWork, taskId } from './sheet-parts';

const PAGE = 20;
/** A county's sheet for a spring fair has a few hundred. */
const MOST_ROWS = 2000;
/** Heads of postings are remembered apart from those of people. */
const remembering = (head: string): string => `posting|${head}`;
const OF_POSTINGS = {
  find: findPostings,
  message: '表里没找到「岗位」「用人单位」这些栏。',
  next: '看看前几行里有没有栏目名；没有就下载「岗位表模板」，照着填。',
};

export const listSheets = action('sheet.list', {
  roles: POSTING_WRITERS,
  async run({ cursor }, ctx) {
    const place = await boardOf(ctx);
    const rows = await ctx.repos.postingSheets.page(place, cursor, PAGE + 1);
    const named = await ctx.repos.places.get(place.village || place.town || place.county);
    const items = await Promise.all(rows.slice(0, PAGE).map((one) => sheetViewOf(one, ctx)));
    return { place: named?.name ?? '', items, next: rows.length > PAGE ? (rows[PAGE - 1]?.sortKey ?? null) : null };
  },
});

/** Columns of the template: heads that are known for sure, with how they are filled in. */
const TEMPLATE: readonly (readonly [head: string, width: number, how: string])[] = [
  ['用人单位', 24, '写全名'],
  ['岗位', 14, '干什么活'],
  ['招聘人数', 10, '写数字'],
  ['工资', 18, '如 4500-6000元/月，180元/天'],
  ['发放方式', 18, '如 每月15号发上月的'],
  ['工作地点', 28, '写到县、街道'],
  ['年龄要求', 12, '如 18-50岁；不问就空着'],
  ['食宿', 12, '包吃住、包吃、不包'],
  ['工作时间', 14, '一天干多久'],
  ['技能要求', 14, ''],
  ['保险', 12, ''],
  ['合同', 12, ''],
  ['交通', 14, '怎么去'],
  ['联系人', 10, ''],
  ['联系电话', 16, '打给谁'],
  ['截止日期', 14, '如 2026-03-31'],
  ['帮扶单位', 16, '有就写'],
  ['劳务协作单位', 16, '有就写'],
  ['乘车安排', 18, '哪天从哪儿走'],
  ['备注', 24, ''],
];

export const sheetTemplate = action('sheet.template', {
  roles: POSTING_WRITERS,
  limit: { times: 30, seconds: 600 },
  async run(_input, ctx) {
    const { writeSheets } = await import('@shared/papers/sheets');
    const columns = TEMPLATE.map(([head, width]) => ({ head, width }));
    const how = TEMPLATE.filter(([, , words]) => words !== '').map(([head, , words]) => `${head}：${words}`);
    const foot = ['说明：一行一个岗位，同一家的岗位挨着写。', ...how.map((words) => `说明：${words}`)];
    const bytes = await writeSheets([{ name: '岗位表', columns, rows: [], foot }]);
    return { file: await offerFile('岗位表模板.xlsx', bytes, ctx) };
  },
});

/** A number of somebody's in the name of a file or a title does not stay. */
const withoutNumbers = (text: string): string => text.replace(/\d{11,}[Xx]?/g, '…').slice(0, 200);

async function brought(bytes: Uint8Array, fileName: string, place: Awaited<ReturnType<typeof boardOf>>, ctx: Context): Promise<Outcome> {
  const { columns: heads, rows, pages, title } = await tablesOf(bytes, OF_POSTINGS);
  if (rows.length > MOST_ROWS)
    throw new Problem('file_refused', { message: `这张表有 ${rows.length} 行，一回最多收 ${MOST_ROWS} 行。`, next: '分成几张再传。' });
  const said = await remembered(
    place.town,
    'head',
    heads.map(({ path }) => remembering(path.join('／'))),
    ctx,
  );
  const answered = new Map([...said].map(([text, means]) => [text.slice(remembering('').length), means]));
  const columns = recognisePostings(heads, rows, answered);
  const id = `sheet:${onceKey(ctx)}`;
  const chunks = cutRows(rows);
  await writeChunks(id, chunks, ctx);
  return ctx.change(async (change) => {
    const wanted: PostingSheetRecord = {
      ...{ _id: id, ...place, status: 'columns', sortKey: `${ctx.now}:${id}`, fileName: withoutNumbers(fileName), sha256: sha256(bytes) },
      ...{
        title: withoutNumbers(title),
        pages,
        columns,
        rows: rows.length,
        chunks: chunks.length,
        common: {},
        all: '',
        tally: {},
        done: {},
      },
      ...{ work: null, by: { openid: ctx.caller.openid, name: ctx.caller.name }, at: ctx.now, version: 0, auditHead: '' },
    };
    const detail = { rows: rows.length, sha256: wanted.sha256 };
    const { version } = await change.put('posting_sheets', null, wanted, { verb: 'bring', role: 'officer', detail });
    return { record: id, version, note: {} };
  });
}

export const bringSheet = action('sheet.bring', {
  roles: POSTING_WRITERS,
  limit: { times: 30, seconds: 3600 },
  async change({ fileID, fileName }, ctx) {
    const place = await boardOf(ctx);
    await demandFit({ fileName }, ctx);
    return takeIn(fileID, ctx, (bytes) => brought(bytes, fileName, place, ctx));
  },
  uploads: ({ fileID }) => [fileID],
  show: async ({ record }, _input, ctx) => ({ sheet: await sheetViewOf(await ctx.repos.postingSheets.byId(record), ctx) }),
});

const CHOICES = POSTING_COLUMNS.map(({ id: field, words }) => ({ field, words }));

export const showSheet = action('sheet.show', {
  roles: POSTING_WRITERS,
  async run({ sheet: id }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    const columns = record.columns.map((column) => ({ ...column, words: postingColumn(column.field)?.words ?? '' }));
    return { sheet: await sheetViewOf(record, ctx), columns, fields: CHOICES, task: record.work };
  },
});

/** The columns once what was asked is answered. @throws Problem naming two columns of one thing, or that nothing says what is looked for. */
function answeredColumns(record: PostingSheetRecord, answers: readonly { at: number; field: string }[]): PostingColumnGuess[] {
  const said = new Map(answers.map(({ at, field }) => [at, field]));
  const columns = record.columns.map((column): PostingColumnGuess => {
    const field = said.get(column.at);
    if (field === undefined) return column.state === 'ask' ? { ...column, state: 'left', field: '', why: '没回答，先不要' } : column;
    if (field === '') return { ...column, state: 'left', field: '', why: column.state === 'left' ? column.why : '说了不要' };
    if (postingColumn(field) === null) throw new Problem('bad_input', { fields: { columns: '没有这一项' } });
    return { ...column, state: 'sure', field, why: column.field === field && column.state === 'sure' ? column.why : '您说的' };
  });
  const taken = columns.filter(({ state }) => state === 'sure');
  const twice = taken.find(
    (one) => !postingColumn(one.field)?.many && taken.some((other) => other.field === one.field && other.at !== one.at),
  );
  if (twice) throw new Problem('bad_input', { fields: { columns: `「${postingColumn(twice.field)?.words}」选了两栏，留一栏` } });
  if (!taken.some(({ field }) => field === 'title' || field === 'whole'))
    throw new Problem('bad_input', { fields: { columns: '哪一栏是岗位（招什么人）' } });
  return columns;
}

const SAYABLE: readonly string[] = ['columns', 'checked'];

export const saySheetColumns = action('sheet.columns', {
  roles: POSTING_WRITERS,
  async change({ sheet: id, version, columns: answers }, ctx) {
    const record = await ctx.repos.postingSheets.byId(id);
    if (!SAYABLE.includes(record.status)) throw notNow();
    if (record.version !== version) throw new Problem('changed_meanwhile');
    const columns = answeredColumns(record, answers);
    const own = columns.filter(({ why }) => why === '您说的' || why === '说了不要');
    await remember(
      record.town,
      own.map(({ head, field }) => ['head', remembering(head), field] as const),
      ctx,
    );
    return looking(record, { columns }, 'columns', ctx);
  },
  show: async ({ record, note }, _input, ctx) => shownWork(record, String(note.work), ctx),
});

/** Something was said of the whole sheet: every row is looked at anew, with it. */
export async function looking(record: PostingSheetRecord, said: Partial<PostingSheetRecord>, verb: string, ctx: Context): Promise<Outcome> {
  const { _id: id, version } = record;
  if ((await chunksAfter(ctx.store, id, -1, 1)).length === 0)
    throw new Problem('not_possible_now', { message: '这张表放得太久，原来的行清掉了。', next: '重新选这张表。' });
  return ctx.change(async (change) => {
    const stored = await change.get<PostingSheetRecord>('posting_sheets', id);
    if (stored?.version !== version || !SAYABLE.includes(stored.status)) throw new Problem('changed_meanwhile');
    const work = taskId('postings.look', id, version + 1);
    const wanted: PostingSheetRecord = { ...stored, ...said, work, status: 'checking' };
    const { version: now } = await change.put('posting_sheets', stored, wanted, { verb, role: 'officer' });
    await change.begin(jobFor('postings.look', wanted, version + 1, { sheet: id }, ctx));
    return { record: id, version: now, note: { work } };
  });
}
