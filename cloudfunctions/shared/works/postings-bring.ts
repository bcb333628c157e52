// Long work: brings the rows of a sheet onto the board, each in a change of its own, to be checked by a named person; and takes them back as
// far as nobody has checked or changed them since.
import type { PostingSheetLine } from '@shared/domain/records';
import { rowWords } from '@shared/intake/tables';
import { planRows, settingOf } from '@shared/postings-in/plan';
import { wipeRows } from '@shared/postings-in/rows';
import { bringRow, deedOf, takeBackRow } from '@shared/postings-in/write';
import { POSTING_WRITERS } from '@shared/repos/postings';
import type { JobKind, JobRecord } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import type { WorkContext } from '@shared/runtime/work-context';
import { type PostingSheetInput, sheetOf, stateSheet } from './postings-look';

type Work = JobKind<PostingSheetInput, PostingSheetLine, Record<string, number>>;

async function page(job: JobRecord<PostingSheetInput, Record<string, number>>, limit: number, { store, repos }: WorkContext) {
  const sheet = await sheetOf(store, job.input.sheet);
  const lines = await repos.postingSheets.lines(sheet._id, job.cursor === null ? -1 : Number(job.cursor), limit);
  return {
    items: lines.map((value) => ({
      key: `${rowWords(value.row, sheet.pages)} ${value.title || value.employer}`.trim(),
      cursor: String(value.row),
      value,
    })),
    total: sheet.rows,
  };
}

export const postingsBring: Work = {
  kind: 'postings.bring',
  roles: POSTING_WRITERS,
  words: '正在收进岗位',
  page,
  async each(line, job, ctx) {
    // Done by a step that was cut off before it could say so.
    if (line.result !== null) return { [line.result.verb]: 1 };
    const sheet = await sheetOf(ctx.store, job.input.sheet);
    const setting = await settingOf(sheet, ctx);
    const [plan] = await planRows([line], sheet, setting, ctx, { likes: false });
    if (!plan) throw new Problem('not_found');
    const deed = deedOf(line, plan, sheet, job.input.drafts === true);
    if (deed === null) return { left: 1 };
    await bringRow(line, plan, deed, sheet, ctx);
    return { [deed]: 1 };
  },
  async finish(job, ctx) {
    await wipeRows(await sheetOf(ctx.store, job.input.sheet), ctx.store);
    await stateSheet(ctx, job.input.sheet, { status: 'brought', done: { ...job.tally, failed: job.failed } }, job.tally);
    return job.tally;
  },
};

export const postingsUnbring: Work = {
  kind: 'postings.unbring',
  roles: POSTING_WRITERS,
  words: '正在撤回',
  page,
  async each(line, job, ctx) {
    const verb = line.result?.verb;
    if (verb === 'updated') throw new Problem('not_possible_now', { message: '改的是板上原来就有的，没往回改' });
    if (verb === undefined || verb === 'same') return undefined;
    return (await takeBackRow(line, await sheetOf(ctx.store, job.input.sheet), ctx)) ? { undone: 1 } : undefined;
  },
  async finish(job, ctx) {
    await stateSheet(ctx, job.input.sheet, { status: 'undone' }, job.tally);
    return job.tally;
  },
};
