// One row of a sheet onto the board, in one change: a posting that waits to be checked, a draft that lacks something, or a change of one that
// stands; and taken back as long as nobody has checked or changed it.
import { roleFor } from '@shared/access';
import { demandFit } from '@shared/actions/fit';
import { toldPlainly } from '@shared/actions/posting-step';
import { typedWords } from '@shared/actions/posting-write';
import { overlaid } from '@shared/domain/posting-columns/settle';
import { fieldsOfPosting } from '@shared/domain/posting-fields';
import { changedWords } from '@shared/domain/posting-news';
import { movedPosting, newPosting, type PostingMover, postingLacks, written } from '@shared/domain/postings';
import type { EmployerRecord, PostingRecord, PostingSheetLine, PostingSheetRecord } from '@shared/domain/records';
import { demandNotStopped, employerIdOf } from '@shared/repos/employers';
import type { Change } from '@shared/runtime/change';
import { Problem } from '@shared/runtime/problem';
import type { WorkContext } from '@shared/runtime/work-context';
import { beginTelling } from '@shared/works/posting-tell';
import { type RowPlan, standing } from './plan';

type Verb = NonNullable<PostingSheetLine['result']>['verb'];
export type Brought = Exclude<Verb, 'taken_back'>;

/** What is to be done with a row as it stands now; null = it is left. @throws Problem when that is not what was shown. */
export function deedOf(line: PostingSheetLine, plan: RowPlan, sheet: Pick<PostingSheetRecord, 'all'>, drafts: boolean): Brought | null {
  if (line.choice === 'leave' || plan.outcome === 'twice') return null;
  if (plan.outcome === 'stopped') {
    if (line.outcome === 'stopped') return null;
    throw new Problem('not_possible_now', { message: `「${plan.employer}」停了，没收` });
  }
  if (plan.outcome === 'same') return 'same';
  if (plan.outcome === 'changed') {
    if (line.outcome !== 'changed') throw new Problem('not_possible_now', { message: '对过以后板上有了一样的，没再登' });
    const wanted = line.choice === 'update' || sheet.all === 'update';
    if (!wanted) return null;
    if (!plan.stands?.may) throw new Problem('not_possible_now', { message: `没改：${plan.stands?.words ?? ''}` });
    return 'updated';
  }
  if (plan.outcome === 'lacking') return drafts ? 'draft' : null;
  return 'made';
}

async function stored(
  change: Change,
  line: PostingSheetLine,
  result: NonNullable<PostingSheetLine['result']>,
  role: string,
): Promise<void> {
  await change.put('posting_sheet_lines', line, { ...line, result }, { verb: result.verb, role });
}

/** The line as its change sees it; null when what was to be done was done by a step that was cut off. */
async function openLine(change: Change, id: string): Promise<PostingSheetLine | null> {
  const line = await change.get<PostingSheetLine>('posting_sheet_lines', id);
  if (!line) throw new Problem('not_found');
  return line.result === null ? line : null;
}

/**
 * Writes what a row comes to.
 * @throws Problem in words: others may not read it, its employer is stopped, the one that stands does not allow it.
 */
export async function bringRow(
  line: PostingSheetLine,
  plan: RowPlan,
  deed: Brought,
  sheet: PostingSheetRecord,
  ctx: WorkContext,
): Promise<void> {
  const { settled, posting } = plan;
  if (deed === 'made' || deed === 'draft' || deed === 'updated')
    await demandFit(typedWords(settled.fields), { fitToShow: (text) => ctx.services.fitToShow(ctx.caller.openid, text) });
  await ctx.change(async (change) => {
    const open = await openLine(change, line._id);
    if (open === null) return { record: line._id, version: 0, note: {} };
    const role = roleFor(ctx.caller, sheet);
    if (deed === 'same') {
      await stored(change, open, { verb: deed, posting: posting?._id ?? '', version: posting?.version ?? 0 }, role);
      return { record: line._id, version: 0, note: {} };
    }
    const kept = deed === 'updated' ? await changed(change, plan, sheet, ctx) : await made(change, plan, deed, sheet, ctx);
    await stored(change, open, { verb: deed, posting: kept._id, version: kept.version }, role);
    return { record: kept._id, version: kept.version, note: {} };
  });
}

async function made(
  change: Change,
  { settled, next }: RowPlan,
  deed: Brought,
  sheet: PostingSheetRecord,
  ctx: WorkContext,
): Promise<PostingRecord> {
  const { caller, today } = ctx;
  const { county, town, village } = sheet;
  const employerId = employerIdOf(town, settled.fields.employer);
  if (employerId !== '') demandNotStopped(await change.get<EmployerRecord>('employers', employerId));
  // Somebody else's sheet with this very row was quicker.
  if ((await change.get<PostingRecord>('postings', next)) !== null)
    throw new Problem('not_possible_now', { message: '别人刚登过一样的，没再登' });
  const by = { openid: caller.openid, name: caller.name };
  const place = { county, town, village };
  const fresh: PostingRecord = {
    ...newPosting({ id: next, fields: settled.fields, source: 'sheet', place, employerId, by, today }),
    sheet: sheet._id,
  };
  const wanted = deed === 'draft' ? fresh : toldPlainly(() => movedPosting(fresh, { verb: 'submit', as: 'writer', today }));
  return change.put('postings', null, wanted, { verb: 'bring', role: roleFor(caller, fresh), detail: { sheet: sheet._id } });
}

async function changed(change: Change, { settled, posting }: RowPlan, sheet: PostingSheetRecord, ctx: WorkContext): Promise<PostingRecord> {
  const { caller, today } = ctx;
  const before = await change.get<PostingRecord>('postings', posting?._id ?? '-');
  if (!before || before.version !== posting?.version) throw new Problem('not_possible_now', { message: '刚才有人改过它，没动' });
  const { as, may, words } = standing(before, caller);
  if (!may) throw new Problem('not_possible_now', { message: `没改：${words}` });
  const fields = overlaid(fieldsOfPosting(before), settled);
  const employerId = employerIdOf(before.town, fields.employer) || before.employerId;
  if (employerId !== '') demandNotStopped(await change.get<EmployerRecord>('employers', employerId));
  const wanted = settledIn(written(before, fields, employerId), as, today);
  const stored = await change.put('postings', before, wanted, {
    verb: 'edit',
    role: roleFor(caller, before),
    detail: { sheet: sheet._id },
  });
  await beginTelling(change, before, stored, ctx.now, changedWords(before, stored));
  return stored;
}

/** What was over is looked at anew, what was being written is handed in once it lacks nothing; what residents see must lack nothing. */
function settledIn(posting: PostingRecord, as: PostingMover, today: string): PostingRecord {
  const lacks = postingLacks(posting, today);
  if (posting.status === 'full' || posting.status === 'expired')
    return toldPlainly(() => movedPosting(posting, { verb: 'reopen', as, today }));
  if (posting.status === 'draft' || posting.status === 'refused')
    return lacks.length > 0 ? posting : toldPlainly(() => movedPosting(posting, { verb: 'submit', as, today }));
  if (lacks[0]) throw new Problem('not_possible_now', { message: `没改：${lacks[0].words}` });
  return posting;
}

/**
 * Takes back what a row made: true when it did, or when a step that was cut off had done it.
 * @throws Problem in words when somebody has checked or changed it since.
 */
export async function takeBackRow(line: PostingSheetLine, sheet: PostingSheetRecord, ctx: WorkContext): Promise<boolean> {
  let taken = false;
  await ctx.change(async (change) => {
    taken = false;
    const open = await change.get<PostingSheetLine>('posting_sheet_lines', line._id);
    const result = open?.result;
    if (!open || !result || result.verb === 'taken_back') {
      taken = result?.verb === 'taken_back';
      return { record: line._id, version: open?.version ?? 0, note: {} };
    }
    const before = await change.get<PostingRecord>('postings', result.posting);
    if (!before || before.status === 'dropped') throw new Problem('not_possible_now', { message: '已经不在板上了' });
    if (before.status !== 'waiting' && before.status !== 'draft')
      throw new Problem('not_possible_now', { message: before.checked ? '核对过了，没撤；不招了到岗位里撤下' : '站里已经看过了，没撤' });
    if (before.version !== result.version) throw new Problem('not_possible_now', { message: '后来有人改过，没撤' });
    const role = roleFor(ctx.caller, sheet);
    const gone = await change.put(
      'postings',
      before,
      { ...before, status: 'dropped' },
      { verb: 'take_back', role, detail: { sheet: sheet._id } },
    );
    await stored(change, open, { verb: 'taken_back', posting: gone._id, version: gone.version }, role);
    taken = true;
    return { record: line._id, version: gone.version, note: {} };
  });
  return taken;
}
