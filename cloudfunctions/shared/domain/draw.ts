// The random draw of 回访: the same seed and the same people give the same draw, whatever order they come in, so that it can be checked later.

/** A 32-bit number from text (FNV-1a, then mixed), different for each seed. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `size` of the ids, drawn by the seed; all of them when there are fewer. */
export function drawn(ids: readonly string[], seed: string, size: number): string[] {
  return [...new Set(ids)]
    .map((id) => ({ id, at: mixed(`${seed}|${id}`) }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .slice(0, Math.max(0, size))
    .map(({ id }) => id);
}
