// The wheels of a picker for provinces, cities and counties, from the national table, with whatever the stage adds.
import { areaList } from '@vant/area-data';
import type { Columns } from './picker';

interface Region {
  code: string;
  name: string;
}

/** How many wheels a level has. */
const DEPTHS: Readonly<Record<string, number>> = { province: 1, city: 2, region: 3, 'sub-district': 3 };

/** Digits of a code that name a place of this depth: 14 of 140700, 1407 of 140729. */
const DIGITS = [2, 4, 6];

const lists: Region[][] = [areaList.province_list, areaList.city_list, areaList.county_list].map((list) =>
  Object.entries(list).map(([code, name]) => ({ code, name })),
);

/** Places of the story that no real table holds: a six-digit code says where they lie. */
export function addRegions(regions: readonly Region[]): void {
  for (const region of regions) {
    const depth = region.code.endsWith('0000') ? 0 : region.code.endsWith('00') ? 1 : 2;
    const list = lists[depth] as Region[];
    if (!list.some(({ code }) => code === region.code)) list.push(region);
    list.sort((one, other) => one.code.localeCompare(other.code));
  }
}

/** `value` is a list of names; `customItem` stands first on every wheel and means all of it. */
export function regionColumns(value: unknown, level: string, customItem: string): Columns {
  const depth = DEPTHS[level] ?? 3;
  const any: Region[] = customItem ? [{ code: '', name: customItem }] : [];
  const columns = (at: readonly number[]): Region[][] => {
    const made: Region[][] = [];
    for (let each = 0; each < depth; each++) {
      const above = each === 0 ? undefined : made[each - 1]?.[at[each - 1] ?? 0];
      const within = above?.code.slice(0, DIGITS[each - 1]);
      const list = each === 0 ? lists[0] : within ? lists[each]?.filter(({ code }) => code.startsWith(within)) : [];
      made.push([...any, ...(list ?? [])]);
    }
    return made;
  };
  const chosen = (at: readonly number[]) => columns(at).flatMap((list, column) => list[at[column] ?? 0] ?? []);
  const start: number[] = [];
  const names = Array.isArray(value) ? value : [];
  for (let each = 0; each < depth; each++) {
    const found = columns(start)[each]?.findIndex(({ name }) => name === names[each]) ?? 0;
    start.push(Math.max(0, found));
  }
  return {
    labels: (at) => columns(at).map((list) => list.map(({ name }) => name)),
    start,
    value: (at) => chosen(at).map(({ name }) => name),
    more: (at) => ({ code: chosen(at).map(({ code }) => code), postcode: '' }),
    resets: true,
  };
}
