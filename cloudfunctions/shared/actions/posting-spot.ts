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

/** From where the distance is counted, for whoever checks it; '' = not at home, or not known. */
export async function spotWordsOf(spot: PostingSpot, { repos }: Pick<Context, 'repos'>): Promise<string> {
  if (spot.kind === 'village') return (await repos.places.get(spot.code))?.name ?? '';
  return { town_seat: '乡政府跟前', county_seat: '县城', elsewhere: '' }[spot.kind];
}
