// What a town and its villages are measured by: 年度任务 and 去年底务工总数, of a place and of what it sums.
import type { Target, TargetRecord } from './month-records';

/** More than a county has labourers. */
export const MOST_PEOPLE = 1_000_000;

const NOT_SET: Target = { task: null, lastYearEnd: null };

/** A sum that is known only when all its parts are. */
function sumOf(parts: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const part of parts) {
    if (part === null) return null;
    sum += part;
  }
  return parts.length === 0 ? null : sum;
}

const bothOf = (parts: readonly Target[]): Target => ({
  task: sumOf(parts.map(({ task }) => task)),
  lastYearEnd: sumOf(parts.map(({ lastYearEnd }) => lastYearEnd)),
});

const ofVillages = ({ villages }: TargetRecord, codes: readonly string[]): Target => bothOf(codes.map((code) => villages[code] ?? NOT_SET));

/** Of a town: the number given for the whole, else the sum of its villages where every one has its own. */
export function targetOfTown(record: TargetRecord, villages: readonly string[]): Target {
  const sum = ofVillages(record, villages);
  return { task: record.whole.task ?? sum.task, lastYearEnd: record.whole.lastYearEnd ?? sum.lastYearEnd };
}

/** Of some villages of one town: a village, a 片. */
export function targetOfVillages(record: TargetRecord | null, villages: readonly string[]): Target {
  return record === null ? NOT_SET : ofVillages(record, villages);
}

/** Of a county: known when every town's is. */
export function targetOfCounty(
  records: readonly TargetRecord[],
  villagesOf: (town: string) => readonly string[],
  towns: readonly string[],
): Target {
  const byTown = new Map(records.map((one) => [one.town, one]));
  return bothOf(
    towns.map((town) => {
      const record = byTown.get(town);
      return record ? targetOfTown(record, villagesOf(town)) : NOT_SET;
    }),
  );
}
