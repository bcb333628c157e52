// Who calls whom: a village's households among its cadres, each household with one, 组 by 组, so that shares are even and near each other.
import { byGroup } from './groups';

export interface Shared {
  id: string;
  group: string;
  /** 包户人; keeps the household when they call here. */
  keeper: string | null;
}

/** Household → officer. Without officers nobody has any: whoever takes one calls. Same input, same shares. */
export function shareOut(households: readonly Shared[], officers: readonly string[]): Map<string, string> {
  const shares = new Map<string, string>();
  if (officers.length === 0) return shares;
  const load = new Map(officers.map((one) => [one, 0]));
  const give = (household: string, officer: string) => {
    shares.set(household, officer);
    load.set(officer, (load.get(officer) ?? 0) + 1);
  };
  for (const { id, keeper } of households) if (keeper !== null && load.has(keeper)) give(id, keeper);
  const rest = households.filter(({ id }) => !shares.has(id)).sort((a, b) => byGroup(a.group, b.group) || (a.id < b.id ? -1 : 1));
  const fair = Math.ceil(households.length / officers.length);
  let at = 0;
  for (const { id } of rest) {
    while (at < officers.length - 1 && (load.get(officers[at] as string) ?? 0) >= fair) at += 1;
    give(id, officers[at] as string);
  }
  return shares;
}
