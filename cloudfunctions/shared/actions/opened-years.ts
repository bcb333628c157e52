// A programme-year shows amounts and takes claims only once its past payments were gone through (正在核对往年的).
import type { Assessment } from '@shared/domain/assessment';
import { periodWords } from '@shared/domain/dates';
import type { PersonRecord } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** Refuses to take a claim of a year still being gone through; what was filled in stays. */
export async function demandOpened(
  { town }: Pick<PersonRecord, 'town'>,
  { programme, period }: { programme: string; period: string },
  { repos }: Pick<Context, 'repos'>,
): Promise<void> {
  if (await repos.lists.opened(town, programme, period)) return;
  throw new Problem('not_possible_now', {
    message: `正在核对往年的，${periodWords(period)}的还不能交。`,
    next: '材料先存着，填的都在；核对好了就能交。',
  });
}

/** The answer without sums, while it is not yet known who was already paid. */
export function withheld(assessment: Assessment, opened: boolean): Assessment {
  return opened ? assessment : { ...assessment, amountFen: 0, amountFrom: null };
}
