// What an employer's own WeChat may touch and how it sees what it offers.
import type { Output } from '@shared/contract';
import { offerFieldsOf } from '@shared/domain/offered-posting';
import type { EmployerRecord, PostingRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { employerPostingOf } from './employer-parts';

type Offered = Output<'offer.send'>['posting'];

export const NOT_YOURS = () => new Problem('not_found', { message: '没有这一条，或者不是您家的。', next: '返回刷新再看。' });
const LINK_SECONDS = 300;
const EDITED: readonly string[] = ['waiting', 'refused'];

/** The employer may still change it: nobody has been told of it. */
export const isEdited = (status: string): boolean => EDITED.includes(status);
/** What the employer is shown: a station's draft is none of theirs yet, a dropped one no more. */
export const isOffered = (status: string): boolean => status !== 'draft' && status !== 'dropped';

/** One the caller writes for. @throws Problem 'not_found' for everybody else. */
export async function ownEmployer(id: string, ctx: Pick<Context, 'repos' | 'caller'>): Promise<EmployerRecord> {
  const found = await ctx.repos.employers.get(id);
  if (!found?.openids.includes(ctx.caller.openid)) throw NOT_YOURS();
  return found;
}

export async function offeredOf(posting: PostingRecord, { files }: Context): Promise<Offered> {
  const shown = isEdited(posting.status) ? posting.photos : [];
  const links = await Promise.all(shown.map((fileID) => files.link(fileID, LINK_SECONDS)));
  return {
    ...employerPostingOf(posting),
    employer: posting.employerId,
    fields: offerFieldsOf(posting),
    askAgainOn: posting.askAgainOn,
    photos: posting.photos.length,
    pictures: links.map((link) => link ?? ''),
  };
}

export async function offered(id: string, ctx: Context): Promise<{ posting: Offered }> {
  const posting = await ctx.repos.postings.get(id);
  if (!posting) throw NOT_YOURS();
  return { posting: await offeredOf(posting, ctx) };
}
