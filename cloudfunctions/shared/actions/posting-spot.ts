// Where the work is, as a form says it: a village must be one there is, so that the distance from home is right.
import type { PostingSpot } from '@shared/domain/records';
import type { Context } from '@shared/runtime/context';
import { Problem } from '@shared/runtime/problem';

/** @throws Problem 'bad_input' at `field` for a village nobody knows. */
export async function demandSpot(spot: PostingSpot | undefined, { repos }: Pick<Context, 'repos'>, field = 'spot'): Promise<void> {
  if (spot?.kind !== 'village') return;
  const place = await repos.places.get(spot.code);
  if (place?.level !== 'village')
    throw new Problem('bad_input', { message: '没有这个村，重新选一下。', fields: { [field]: '没有这个村' } });
}
