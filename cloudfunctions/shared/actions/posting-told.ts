// Who wants a posting hears that it is filled or stopped, in the change that fills or stops it.
import { awaitsPosting, goneWords } from '@shared/domain/applications';
import type { PostingRecord } from '@shared/domain/records';
import type { Change } from '@shared/runtime/change';
import type { Context } from '@shared/runtime/context';
import { hearersOf } from './application-parts';

/** A change writes few documents: so many telephones are told, those first whose answer is due first. */
const MOST_TOLD = 10;

export interface Waiter {
  application: string;
  name: string;
  openids: string[];
}

/** Those who still wait for an answer and their telephones, listed before the change. */
export async function waitersOf(posting: string, ctx: Context): Promise<Waiter[]> {
  const waiting = (await ctx.repos.applications.ofPosting(posting)).filter(awaitsPosting).slice(0, MOST_TOLD);
  const heard = await Promise.all(waiting.map((one) => hearersOf(one, ctx)));
  return waiting.map(({ _id, personName }, at) => ({ application: _id, name: personName, openids: heard[at]?.openids ?? [] }));
}

/** Nothing to tell while it is neither filled nor stopped; a telephone that stands for several of a family hears it once. */
export function tellWaiters(change: Change, waiters: readonly Waiter[], before: PostingRecord, after: PostingRecord): void {
  const text = before.status === after.status ? null : goneWords(after);
  if (text === null) return;
  const names = new Map<string, string[]>();
  for (const { name, openids } of waiters) for (const openid of openids) names.set(openid, [...(names.get(openid) ?? []), name]);
  for (const [openid, those] of [...names].slice(0, MOST_TOLD))
    change.tell({
      openid,
      subject: after._id,
      version: after.version,
      kind: 'application',
      title: `${those.join('、')}想去的活：${after.title}`,
      text,
      page: '/packages/apply/mine/mine',
    });
}
