// What a village's posted list says of itself, for the papers that name its dates.
import type { ListKey } from '@shared/repos/papers';
import type { Context } from '@shared/runtime/context';
import type { Posted } from './blanks';

/** The last posting of a programme-year of a village; null when nothing was posted yet. */
export async function postedOf(_village: string, _key: ListKey, _ctx: Context): Promise<Posted | null> {
  return null;
}
