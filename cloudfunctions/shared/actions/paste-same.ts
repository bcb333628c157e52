// What is pasted a second time: the posting that stands already, told before it is written, and never written again without a word.
import type { Output } from '@shared/contract';
import { dayWords } from '@shared/domain/dates';
import { EMPTY_POSTING, newPosting, type PostingFields, STATUS_WORDS } from '@shared/domain/postings';
import type { PostingRecord, PostingStatus } from '@shared/domain/records';
import { POSTING_WRITERS } from '@shared/repos/postings';
import { action } from '@shared/runtime/action';
import type { Context } from '@shared/runtime/context';
import { boardOf } from './posting-write';

type Twin = Output<'paste.same'>['same'][number][number];

const MOST = 3;
/** Over since: pasted again it may well be wanted anew. */
const OVER: readonly string[] = ['expired'];

function twinOf({ _id: id, title, status, sortKey, source, sameKey }: PostingRecord, of: PostingRecord, why: string, today: string): Twin {
  const day = dayWords(sortKey.slice(0, 10), today);
  const how = status !== 'waiting' ? '放出来' : source === 'pasted' ? '粘' : '写';
  const same = sameKey === of.sameKey;
  const words = `这条和${day}${how}的「${title}」${same ? '一样' : '像是一条'}：${why}。那条${STATUS_WORDS[status as PostingStatus]}。`;
  return { id, words, same: same && !OVER.includes(status) };
}

/** What stands that a posting may be, the very same first. At most two reads of thirty. */
export async function twinsOf(posting: PostingRecord, { repos, today }: Pick<Context, 'repos' | 'today'>): Promise<Twin[]> {
  const found = await repos.postings.alikeTo(posting);
  return found
    .map((one) => twinOf(one.posting, posting, one.why, today))
    .sort((a, b) => Number(b.same) - Number(a.same))
    .slice(0, MOST);
}

export const pasteSame = action('paste.same', {
  roles: POSTING_WRITERS,
  limit: { times: 120, seconds: 600 },
  async run({ postings }, ctx) {
    const place = await boardOf(ctx);
    const by = { openid: ctx.caller.openid, name: ctx.caller.name };
    const drafts = postings.map(({ title, employer, phone }) => {
      const fields: PostingFields = { ...EMPTY_POSTING, title, employer, contact: { name: '', phone } };
      return newPosting({ id: 'draft', fields, source: 'pasted', place, employerId: '', by, today: ctx.today });
    });
    return { same: await Promise.all(drafts.map((one) => twinsOf(one, ctx))) };
  },
});
