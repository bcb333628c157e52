// Looks at the store's file before it is opened: LMDB trusts its length and its newest commit, and after a power cut neither need be on disk.
import fs from 'node:fs';
import { pageSizeOf, readMark, readMetas, thisBoot, writeMeta } from './meta';

/**
 * Make sure the file holds what its newest commit says. When it does not, the commit before it becomes the newest if that one is whole;
 * otherwise the store is refused. When the machine itself was started anew since the newest commit, only what had been flushed counts.
 * Returns what was done.
 */
export function mendTorn(path: string): 'whole' | 'mended' {
  if (!fs.existsSync(path)) return 'whole';
  const file = fs.openSync(path, 'r+');
  try {
    const { size } = fs.fstatSync(file);
    if (size === 0) return 'whole';
    const pageSize = pageSizeOf(file);
    const [newest, older] = pageSize === null ? [] : readMetas(file, pageSize);
    if (pageSize === null || !newest)
      throw new Error(`the store ${path} is damaged: its first pages are not readable. Restore a copy, or remove the file to begin anew`);
    if (backToMark(file, pageSize, newest.meta.txn, newest.meta.boot, size)) return 'mended';
    if (size >= newest.meta.needs) return 'whole';
    if (!older || size < older.meta.needs || older.meta.txn === 0n)
      throw new Error(
        `the store ${path} is cut short: ${size} of ${newest.meta.needs} bytes are there. Restore a copy, or remove the file to begin anew`,
      );
    // The newest slot gets the older commit under a smaller number, so that LMDB takes the whole one.
    writeMeta(file, pageSize, newest.slot, older.meta, older.meta.txn - 1n);
    fs.fsyncSync(file);
    return 'mended';
  } finally {
    fs.closeSync(file);
  }
}

/** After a restart of the machine: let the marked commit be the only one. Whether anything had to be done. */
function backToMark(file: number, pageSize: number, newest: bigint, boot: bigint, size: number): boolean {
  const now = thisBoot();
  // Where the system tells nothing, or tells that it has been up all the time, the page cache lost nothing.
  if (now === null || boot === 0n || boot === now) return false;
  const mark = readMark(file, pageSize);
  if (!mark || mark.txn >= newest || size < mark.needs) return false;
  const slot = Number(mark.txn % 2n);
  writeMeta(file, pageSize, slot, mark, mark.txn);
  writeMeta(file, pageSize, 1 - slot, mark, mark.txn - 1n);
  fs.fsyncSync(file);
  return true;
}
