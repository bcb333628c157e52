// Sums by place: the tier of each spell, the best of them, and what an unclear place or an unread list could still change.
import type { Facts } from '@shared/domain/facts';
import type { Fen } from '@shared/domain/records';
import type { Distance, Worked } from '@shared/domain/spells';
import { isClose, type Tier } from '../amount-schema';
import { type Gap, unknown } from './sum';

export interface PlaceResult {
  /** The best tier that is certain, or the least it can be; null when there may be none. */
  tier: Tier | null;
  gap: Gap | null;
}

/** `yes`, `no`, or what would tell. */
type Fit = 'yes' | 'no' | Gap;

function fitOf({ spell }: Worked, { places, outsideTown }: Tier, home: Facts['home']): Fit {
  if (outsideTown === true) {
    if (!spell.town || !home.town) return unknown('complete_place');
    return spell.town === home.town ? 'no' : 'yes';
  }
  if (places === undefined) return 'yes';
  const name = spell[places.level];
  if (name === '') return unknown('complete_place');
  if (places.names.includes(name)) return 'yes';
  return places.unread === true ? unknown('ask_county') : 'no';
}

interface Candidates {
  least: Tier | null;
  /** The most it could be. */
  most: Fen;
  gap: Gap | null;
}

/** The tiers one spell may fall in: the first that fits for sure ends the search, and everything unclear before it stays possible. */
function candidatesOf(one: Worked, tiers: ReadonlyMap<Distance, Tier[]>, home: Facts['home']): Candidates {
  let least: Tier | null = null;
  let most = 0;
  let gap: Gap | null = null;
  let settled = false;
  for (const tier of one.distance === null ? [] : (tiers.get(one.distance) ?? [])) {
    const fit = fitOf(one, tier, home);
    if (fit === 'no') continue;
    if (least === null || tier.fen < least.fen) least = tier;
    most = Math.max(most, tier.fen);
    if (fit === 'yes') {
      settled = true;
      break;
    }
    gap ??= fit;
  }
  // A list read in part may also hold none of them, and a closer look may find the place outside all.
  const bare = !settled && gap !== null && gap.remedy === 'complete_place';
  return { least: bare ? null : least, most, gap };
}

/** Prepares tiers by distance, those that look closer first. */
export function placeSums(tiers: Tier[]): (work: Worked[], home: Facts['home']) => PlaceResult {
  const byDistance = new Map<Distance, Tier[]>();
  for (const tier of [...tiers].sort((a, b) => Number(isClose(b)) - Number(isClose(a)))) {
    for (const distance of tier.distances) byDistance.set(distance, [...(byDistance.get(distance) ?? []), tier]);
  }
  return (work, home) => {
    const all = work.map((one) => candidatesOf(one, byDistance, home));
    let tier: Tier | null = null;
    for (const { least } of all) if (least !== null && (tier === null || least.fen > tier.fen)) tier = least;
    const open = all.find(({ gap, most }) => gap !== null && most > (tier?.fen ?? 0));
    return { tier, gap: open?.gap ?? null };
  };
}
