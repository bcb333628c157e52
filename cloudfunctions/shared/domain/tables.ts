// Tables from pairs, for phones too old for Object.fromEntries.

/** An object from its keys and values; a later key wins. */
export function tableOf<T>(pairs: Iterable<readonly [string, T]>): Record<string, T> {
  const table: Record<string, T> = {};
  for (const [key, value] of pairs) table[key] = value;
  return table;
}

/** Whether the table itself has the key. */
export function hasKey(table: object, key: string): boolean {
  return Object.keys(table).includes(key);
}
