// Sums by place: the tier of each spell, the best of them, and what an unclear place or an unread list could still change.
import type { Fen } from '@shared/domain/records';
import type { Distance, Worked } from '@shared/domain/spells';
import type { Tier } from '../amount-schema';
import { type Gap, unknown } from './sum';

export interface PlaceResult {
  /** The best tier that is certain; null when none is. */
  tier: Tier | null;
  gap: Gap | null;
}

interface Candidates {
  certain: Tier | null;
  /** The most it could be. */
  most: Fen;
  gap: Gap | null;
}

const NONE: Candidates = { certain: null, most: 0, gap: null };

const leastOf = (tiers: Tier[]): Tier | null =>
  tiers.reduce<Tier | null>((least, one) => (least === null || one.fen < least.fen ? one : least), null);

function candidatesOf({ spell, distance }: Worked, tiers: Map<Distance, Tier[]>): Candidates {
  const near = distance === null ? undefined : tiers.get(distance);
  if (near === undefined) return NONE;
  const open: Tier[] = [];
  let gap: Gap | null = null;
  for (const tier of near) {
    const { places } = tier;
    if (places === undefined) {
      // The general tier comes last: nothing before it fits for sure.
      open.push(tier);
      break;
    }
    const name = spell[places.level];
    if (places.names.includes(name)) return { certain: tier, most: tier.fen, gap: null };
    if (places.unread === true || name === '') {
      open.push(tier);
      gap = unknown(name === '' ? 'complete_place' : 'ask_county');
    }
  }
  return { certain: leastOf(open), most: Math.max(0, ...open.map((one) => one.fen)), gap: open.length > 1 || gap !== null ? gap : null };
}

/** Prepares tiers by distance, those with places first. */
export function placeSums(tiers: Tier[]): (work: Worked[]) => PlaceResult {
  const byDistance = new Map<Distance, Tier[]>();
  for (const tier of [...tiers].sort((a, b) => Number(a.places === undefined) - Number(b.places === undefined))) {
    for (const distance of tier.distances) byDistance.set(distance, [...(byDistance.get(distance) ?? []), tier]);
  }
  return (work) => {
    let tier: Tier | null = null;
    for (const one of work) {
      const { certain } = candidatesOf(one, byDistance);
      if (certain !== null && (tier === null || certain.fen > tier.fen)) tier = certain;
    }
    let gap: Gap | null = null;
    for (const one of work) {
      const open = candidatesOf(one, byDistance);
      if (open.gap !== null && open.most > (tier?.fen ?? 0)) gap ??= open.gap;
    }
    return { tier, gap };
  };
}
