// Where work is as one choice: a village by its code, a seat, or elsewhere; found from an address that names a village or the township.
import type { PostingRecord, PostingSpot } from './posting-record';

/** A place of home by name, and where work there is. */
export interface NamedSpot {
  name: string;
  spot: PostingSpot;
}

const VILLAGE = /^\d{12}$/;
const SEATS = ['town_seat', 'county_seat', 'elsewhere'] as const;

/** As a form holds it: a village's code, or the kind. */
export const spotKey = (spot: PostingSpot): string => (spot.kind === 'village' ? spot.code : spot.kind);

export function spotOfKey(key: string): PostingSpot {
  if (VILLAGE.test(key)) return { kind: 'village', code: key };
  return { kind: SEATS.find((kind) => kind === key) ?? 'elsewhere' };
}

/**
 * By what the address names: the longest name counts, so that 东石桥村 is not 石桥村, a village before the township around it; else as it is,
 * and the county's seat for work at home of which nothing more is known. `told`: somebody chose it, so that it stays.
 */
export function spotNamed(
  { area, place, spot }: Pick<PostingRecord, 'area' | 'place' | 'spot'>,
  spots: readonly NamedSpot[],
  told = false,
): PostingSpot {
  if (told) return spot;
  if (area !== 'in_county') return { kind: 'elsewhere' };
  const [found] = spots
    .filter(({ name }) => name.length >= 2 && place.address.includes(name))
    .sort((a, b) => Number(b.spot.kind === 'village') - Number(a.spot.kind === 'village') || b.name.length - a.name.length);
  return found?.spot ?? (spot.kind === 'elsewhere' ? { kind: 'county_seat' } : spot);
}
