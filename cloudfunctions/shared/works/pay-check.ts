// 发放前核卡 for all claims that wait to be paid at a place: each is marked with what is wrong with its card, or cleared.

import { lookAtCard } from '@shared/actions/pay-look';
import type { ClaimRecord } from '@shared/domain/records';
import { PAYERS } from '@shared/domain/stages';
import type { JobKind } from '@shared/runtime/jobs';
import { Problem } from '@shared/runtime/problem';
import { range } from '@shared/runtime/store';
import { markCard } from './pay-build';

interface Input {
  level: 'town' | 'county';
  code: string;
}

export const payCheck: JobKind<Input, ClaimRecord, { checked: number; marked: number }> = {
  kind: 'pay.check',
  roles: PAYERS,
  words: '正在核卡',
  async page({ input, cursor }, limit, ctx) {
    const claims = await ctx.store.list<ClaimRecord>('claims', {
      where: { [input.level]: input.code, status: 'approved', ...(cursor === null ? {} : { sortKey: range({ gt: cursor }) }) },
      order: ['sortKey', 'asc'],
      limit,
    });
    return { items: claims.map((value) => ({ key: value.personName, cursor: value.sortKey, value })) };
  },
  async each(claim, _job, ctx) {
    const { pack } = await ctx.policies.version(claim.policy.version, claim.policy.hash);
    const looked = await lookAtCard(claim, pack, ctx);
    if (!looked) throw new Problem('not_found', { message: '登记里没有这个人' });
    await markCard(claim, looked.problems, ctx);
    return { checked: 1, ...(looked.problems.length > 0 ? { marked: 1 } : {}) };
  },
  finish: async ({ tally }) => ({ checked: tally.checked ?? 0, marked: tally.marked ?? 0 }),
};
