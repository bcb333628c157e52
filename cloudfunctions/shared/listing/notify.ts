// 免申即享: whoever can get something and has not asked for it is told once, on every phone that acts for them.

import { periodWords } from '@shared/domain/dates';
import { moneyWords } from '@shared/domain/money';
import type { AssessmentRecord, BondRecord } from '@shared/domain/records';
import { lackWords } from '@shared/domain/words/lines';
import { type OutboxRow, outboxRowBehind } from '@shared/runtime/outbox';
import type { WorkContext } from '@shared/runtime/work-context';
import type { Made } from './rebuild';

export const nightMark = (village: string, day: string): string => `${village}:${day}`;

/** Eligible by what is known, nothing handed in, nobody said no. */
function isWaiting({ line, verdict, claim, claimStatus, topUp }: AssessmentRecord): boolean {
  return (
    topUp == null &&
    (line === 'can' || line === 'missing') &&
    verdict === 'eligible' &&
    (claim === null || claimStatus === 'withdrawn' || claimStatus === 'draft')
  );
}

function wordsFor(one: AssessmentRecord, spoken: string): { title: string; text: string } {
  const rest = one.missing.filter((code) => code !== 'file');
  const next =
    rest.length === 0 ? '点「是我，我要领」，签个名就行。' : `还差：${rest.map((code) => lackWords(code, 'resident')).join('、')}。`;
  return {
    title: `${one.name}能领${spoken}`,
    text: `${periodWords(one.period)}${spoken} ${moneyWords(one.amountFen)}，还没领。${next}以乡里审核为准。`,
  };
}

/** What one WeChat is told of one answer. */
export function offerRow(openid: string, one: AssessmentRecord, spoken: string, now: string): OutboxRow {
  const page = `/pages/benefit/benefit?person=${encodeURIComponent(one.person)}&programme=${encodeURIComponent(one.programme)}&period=${encodeURIComponent(one.period)}`;
  return outboxRowBehind({ openid, subject: one._id, version: 0, kind: 'unclaimed', page, ...wordsFor(one, spoken) }, now);
}

/** @returns how many tellings were laid out; each answer is told of once for ever. */
export async function tellEligible({ records, person }: Made, bonds: readonly BondRecord[], ctx: WorkContext): Promise<number> {
  let told = 0;
  for (const one of records.filter(isWaiting)) {
    if (bonds.length === 0 || !(await ctx.repos.lists.opened(person.town, one.programme, one.period))) continue;
    const spoken = (await ctx.policies.active(ctx.today)).find(({ pack }) => pack.programme === one.programme)?.pack.spoken ?? '补贴';
    for (const { openid } of bonds) if (await ctx.store.insert('outbox', offerRow(openid, one, spoken, ctx.now))) told += 1;
  }
  return told;
}
