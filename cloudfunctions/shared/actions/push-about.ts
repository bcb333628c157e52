// What a push is about: postings that are open, or a fair that is announced and still ahead; and why one that was composed goes out no more.
import type { FairRecord, PostingRecord, PushRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** Postings by id, in the order asked for; those that are gone are left out. */
export async function postingsIn(ids: readonly string[], ctx: Pick<Context, 'store'>): Promise<PostingRecord[]> {
  const found = new Map((await ctx.store.getMany<PostingRecord>('postings', ids)).map((one) => [one._id, one]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

const notOpen = (title: string) =>
  new Problem('not_possible_now', { message: `「${title}」现在不招了，不能往群里发。`, next: '换一个还在招的。' });

/** Postings that may be pushed, in the order given. @throws Problem naming the one that may not. */
export async function openOnes(about: readonly string[], ctx: Context): Promise<PostingRecord[]> {
  if (new Set(about).size < about.length) throw new Problem('bad_input', { fields: { about: '同一个活选了两次' } });
  const found = await postingsIn(about, ctx);
  if (found.length < about.length) throw new Problem('not_found', { message: '有的活不在了。', next: '回去重新选。' });
  for (const one of found) if (one.status !== 'open' || one.until < ctx.today) throw notOpen(one.title);
  return found;
}

/** The fair that may be pushed. @throws Problem when it is not announced, is over or was called off, or is not of the caller's places. */
export async function fairAhead(about: readonly string[], ctx: Context): Promise<FairRecord> {
  const [id, ...more] = about;
  if (id === undefined || more.length > 0) throw new Problem('bad_input', { fields: { about: '选一场招聘会' } });
  const fair = await ctx.repos.fairs.inScope(id);
  if (fair.status === 'draft')
    throw new Problem('not_possible_now', { message: '这一场还没定下来，不能往群里发。', next: '先定下来，再发。' });
  const gone = fairGone(fair, ctx.today);
  if (gone !== '') throw new Problem('not_possible_now', { message: gone });
  return fair;
}

const fairGone = ({ status, on }: Pick<FairRecord, 'status' | 'on'>, today: string): string => {
  if (status === 'cancelled') return '这一场不办了，不再发。';
  return status !== 'announced' || on < today ? '这一场的日子过了，不再发。' : '';
};

export interface About {
  postings: PostingRecord[];
  fair: FairRecord | null;
  /** Why it goes to no group any more, in words; '' = it may. */
  gone: string;
}

/** As it stands now, also where it is over. */
export async function aboutNow({ kind, about, status }: Pick<PushRecord, 'kind' | 'about' | 'status'>, ctx: Context): Promise<About> {
  const ended = status === 'ended' ? '这张卡片收起来了，不再发。' : '';
  if (kind === 'fair') {
    const fair = await ctx.store.get<FairRecord>('fairs', about[0] ?? '-');
    return { postings: [], fair, gone: ended || (fair ? fairGone(fair, ctx.today) : '这一场招聘会不在了，不再发。') };
  }
  const postings = await postingsIn(about, ctx);
  const open = postings.some((one) => one.status === 'open' && one.until >= ctx.today);
  return { postings, fair: null, gone: ended || (open ? '' : '里头的活都不招了，不再发。') };
}
