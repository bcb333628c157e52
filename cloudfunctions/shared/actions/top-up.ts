// 补足差额: whether a person may begin the second claim of a period, once tickets turned up after the first was paid.
import { dayWords } from '@shared/domain/dates';
import { ticketTermsOf } from '@shared/policies/ticket-terms';
import { claimId } from '@shared/repos/claims';
import type { Subject } from '@shared/repos/persons';
import type { Policy } from '@shared/repos/policies';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';
import { ledgerOf } from './person-facts';

/** @throws Problem in words when the pack knows no top-up, its days are not now, or the first sum is not paid yet. */
export async function demandTopUp(
  { pack }: Policy,
  period: string,
  subject: Subject,
  ctx: Pick<Context, 'repos' | 'today'>,
): Promise<void> {
  const days = ticketTermsOf(pack, period, 1)?.topUp ?? null;
  if (days === null) throw new Problem('not_possible_now', { message: '这一项一年就一回，没有补差的。' });
  if (ctx.today < days.opens) throw new Problem('not_possible_now', { message: `补差的 ${dayWords(days.opens)}才开始。` });
  if (ctx.today > days.closes)
    throw new Problem('not_possible_now', { message: `补差的办到 ${dayWords(days.closes)}，日子过了。`, next: '打电话问问还能不能补。' });
  const { claims, outside } = await ledgerOf(subject, ctx);
  const first = claimId(pack.programme, subject.person._id, period);
  const paid =
    claims.some((claim) => claim._id === first && claim.status === 'paid') ||
    outside.some((one) => one.programme === pack.programme && one.period === period);
  if (!paid) throw new Problem('not_possible_now', { message: '头一笔还没到账。', next: '先把头一笔领了，再补差的钱。' });
}
