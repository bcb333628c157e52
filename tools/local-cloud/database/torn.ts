// Looks at the store's file before it is opened: LMDB trusts its length, and a file cut short would kill the process when its missing pages are read.
import fs from 'node:fs';

/** Where things lie in an LMDB meta page (format 2 of the lmdb package). Two such pages begin the file; the newer commit wins. */
const META = { magic: 24, version: 28, pageSize: 48, lastPage: 144, txn: 152, length: 160 } as const;
const MAGIC = 0xbeefc0de;
const FORMAT = 2;

interface Meta {
  page: Buffer;
  txn: bigint;
  /** Bytes the file must have for this commit. */
  needs: number;
}

function readMeta(file: number, slot: number, pageSize: number): Meta | null {
  const page = Buffer.alloc(META.length);
  const read = fs.readSync(file, page, 0, META.length, slot * pageSize);
  if (read < META.length || page.readUInt32LE(META.magic) !== MAGIC || page.readUInt32LE(META.version) !== FORMAT) return null;
  return { page, txn: page.readBigUInt64LE(META.txn), needs: (Number(page.readBigUInt64LE(META.lastPage)) + 1) * pageSize };
}

/**
 * Make sure the file holds what its newest commit says. When it does not, the commit before it becomes the newest if that one is whole;
 * otherwise the store is refused. Returns what was done.
 */
export function mendTorn(path: string): 'whole' | 'mended' {
  if (!fs.existsSync(path)) return 'whole';
  const file = fs.openSync(path, 'r+');
  try {
    const { size } = fs.fstatSync(file);
    if (size === 0) return 'whole';
    const head = Buffer.alloc(META.pageSize + 4);
    fs.readSync(file, head, 0, head.length, 0);
    const pageSize = head.readUInt32LE(META.pageSize);
    const metas = pageSize >= 512 && pageSize <= 65536 ? [readMeta(file, 0, pageSize), readMeta(file, 1, pageSize)] : [null, null];
    const [newest, older] = metas.filter((meta) => meta !== null).sort((a, b) => (a.txn < b.txn ? 1 : -1));
    if (!newest)
      throw new Error(`the store ${path} is damaged: its first pages are not readable. Restore a copy, or remove the file to begin anew`);
    if (size >= newest.needs) return 'whole';
    if (!older || size < older.needs || older.txn === 0n)
      throw new Error(
        `the store ${path} is cut short: ${size} of ${newest.needs} bytes are there. Restore a copy, or remove the file to begin anew`,
      );
    // The newest slot gets the older commit under a smaller number, so that LMDB takes the whole one.
    const slot = metas.indexOf(newest);
    const page = Buffer.from(older.page);
    page.writeBigUInt64LE(BigInt(slot), 0);
    page.writeBigUInt64LE(older.txn - 1n, META.txn);
    fs.writeSync(file, page, 0, page.length, slot * pageSize);
    fs.fsyncSync(file);
    return 'mended';
  } finally {
    fs.closeSync(file);
  }
}
