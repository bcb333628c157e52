// What actions on a sheet of postings share: how it and its rows are shown, its work.
import type { Output } from '@shared/contract';
import { postingField } from '@shared/domain/posting-fields';
import { POSTING_LINE_OUTCOMES, type PostingSheetLine, type PostingSheetRecord } from '@shared/domain/records';
import { rowWords } from '@shared/intake/tables';
import type { Context } from '@shared/runtime/context';
import { type JobRecord, newJob } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { PostingSheetInput } from '@shared/works/postings-look';
import { taskOf } from './tasks';

type View = Output<'sheet.show'>['sheet'];
const LACK = 'lack:';

export async function sheetViewOf(record: PostingSheetRecord, ctx: Pick<Context, 'repos'>): Promise<View> {
  const village = record.village === '' ? null : await ctx.repos.places.get(record.village);
  const { _id, version, status, fileName, title, pages, rows, common, all, tally, done, by, at } = record;
  const counted = POSTING_LINE_OUTCOMES.filter((outcome) => (tally[outcome] ?? 0) > 0).map((outcome) => [outcome, tally[outcome]] as const);
  const lacks = Object.entries(tally)
    .filter(([name, count]) => name.startsWith(LACK) && count > 0)
    .map(([name, count]) => ({ field: name.slice(LACK.length), label: postingField(name.slice(LACK.length))?.label ?? '', rows: count }))
    .sort((a, b) => b.rows - a.rows || (a.field < b.field ? -1 : 1));
  return {
    ...{ id: _id, version, status, fileName, title, pages, rows, common, all, lacks, done, at },
    villageName: village?.name ?? '',
    tally: Object.fromEntries(counted) as View['tally'],
    by: by.name,
  };
}

export function lineViewOf(line: PostingSheetLine, { pages }: Pick<PostingSheetRecord, 'pages'>): Output<'sheet.look'>['items'][number] {
  const { row, version, outcome, title, employer, summary, lacks, changes, stands, like, choice, draft, fixes, twiceOf, result } = line;
  return {
    ...{ row, version, outcome, title, employer, summary, lacks, changes, stands, like, choice },
    rowWords: rowWords(row, pages),
    unread: draft.unread.map(({ head, text }) => ({ head, text })),
    notes: draft.notes,
    twice: twiceOf === 0 ? '' : rowWords(twiceOf, pages),
    mended: Object.keys(fixes).length > 0,
    result: result && { verb: result.verb, posting: result.posting },
  };
}

export const taskId = (kind: string, sheet: string, round: number): string => `job:${kind}:${sheet}:${round}`;

export function jobFor(
  kind: string,
  record: PostingSheetRecord,
  round: number,
  input: PostingSheetInput,
  { caller, now }: Context,
): JobRecord {
  const { county, town, village } = record;
  return newJob(kind, `${record._id}:${round}`, input, { owner: caller.openid, county, town, village }, now);
}

export async function shownWork(id: string, task: string, ctx: Context): Promise<Output<'sheet.apply'>> {
  const [record, job] = await Promise.all([ctx.repos.postingSheets.byId(id), ctx.store.get<JobRecord>('jobs', task)]);
  if (!job) throw new Problem('not_found');
  return { sheet: await sheetViewOf(record, ctx), ...(await taskOf(job)) };
}

export const notNow = () => new Problem('not_possible_now', { message: '这张表现在办不了这一步。', next: '刷新再看它办到哪了。' });
