// A county in a running local cloud: written at the first start, found again at the next.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '@shared/runtime/crypto';
import { generateCounty } from '../generate/county';
import { seedCloud } from '../generate/seed';
import type { CountyMember, Size } from '../generate/types';
import type { LocalCloud } from '../local-cloud/api';
import { countyMark } from './mark';
import { messageSettings } from './messages';

/** 09:00 in Beijing on the day every generated county is as of. */
export const STORY_BEGINS = '2026-03-02T01:00:00.000Z';

export interface Place {
  seed: number;
  size: Size;
}

/** Written when seeding is complete: a county half written is no county. `mark` says what made it; older ones have none. */
const paperOf = (data: string): string => join(data, 'county.json');

export function settledPlace(data: string): (Place & { mark?: string }) | null {
  return existsSync(paperOf(data)) ? (JSON.parse(readFileSync(paperOf(data), 'utf8')) as Place & { mark?: string }) : null;
}

/** Removes the county, its phones and its keys: the next start makes new ones. */
export function clear(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { recursive: true, force: true });
}

/** The people of the county; writes everything into the cloud when it is not there yet. */
export async function settle(cloud: LocalCloud, data: string, place: Place, ring: KeyRing): Promise<CountyMember[]> {
  const county = generateCounty({ seed: place.seed, size: place.size });
  if (!settledPlace(data)) {
    await seedCloud(cloud, county, ring);
    await cloud.database.import('settings', [messageSettings]);
    writeFileSync(paperOf(data), JSON.stringify({ ...place, mark: countyMark() }));
  }
  return county.cast;
}
