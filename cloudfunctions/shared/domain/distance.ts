// How far a job is from somebody's village, by the roads that were measured: from the village to the seats of its township and county.
import type { PlaceRecord, PostingSpot } from './records';

export type Roads = NonNullable<PlaceRecord['roads']>;

/** Whom the distance is for. */
export interface From {
  village: string;
  /** null = nobody measured. */
  roads: Roads | null;
}

/** Kilometres one can go there and back each day, for somebody who must be home in the evening. */
export const DAILY_KM = 30;
/** Kilometres for somebody who must be home at noon too: the meals of children or of the sick. */
export const NEAR_KM = 10;

/**
 * Kilometres by road from a village to where the work is; null = not known, or too far for it to say anything. Between two villages it is
 * the way over the township's seat: longer than the crow flies, never shorter than it is.
 * @param other roads of the village where the work is, when it is in another one.
 */
export function kmTo(spot: PostingSpot, from: From, other: Roads | null = null): number | null {
  if (spot.kind === 'elsewhere') return null;
  if (spot.kind === 'village' && spot.code === from.village) return 0;
  if (from.roads === null) return null;
  if (spot.kind === 'town_seat') return from.roads.town;
  if (spot.kind === 'county_seat') return from.roads.county;
  return other === null ? null : from.roads.town + other.town;
}

/** 「就在本村」, 「离您村约 12 公里」; '' when it is not known. */
export function kmWords(km: number | null, whose: string): string {
  if (km === null) return '';
  return km === 0 ? '就在本村' : `离${whose}约 ${Math.round(km)} 公里`;
}
