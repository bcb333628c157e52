// The pages at the head of an LMDB file that say which commit counts, and our own mark beside them: the last commit known to be on disk.
import fs from 'node:fs';

/** Where things lie in an LMDB meta page (format 2 of the lmdb package). Two such pages begin the file; the newer commit wins. */
const META = { magic: 24, version: 28, pageSize: 48, lastPage: 144, txn: 152, boot: 160, length: 168 } as const;
const MAGIC = 0xbeefc0de;
const FORMAT = 2;

export interface Meta {
  page: Buffer;
  txn: bigint;
  /** The start of this machine during which the commit was made; 0 when the system does not tell. */
  boot: bigint;
  /** Bytes the file must have for this commit. */
  needs: number;
}

export function pageSizeOf(file: number): number | null {
  const head = Buffer.alloc(META.pageSize + 4);
  fs.readSync(file, head, 0, head.length, 0);
  const pageSize = head.readUInt32LE(META.pageSize);
  return pageSize >= 512 && pageSize <= 65536 ? pageSize : null;
}

function readMeta(file: number, at: number, pageSize: number): Meta | null {
  const page = Buffer.alloc(META.length);
  const read = fs.readSync(file, page, 0, META.length, at);
  if (read < META.length || page.readUInt32LE(META.magic) !== MAGIC || page.readUInt32LE(META.version) !== FORMAT) return null;
  return {
    page,
    txn: page.readBigUInt64LE(META.txn),
    boot: page.readBigInt64LE(META.boot),
    needs: (Number(page.readBigUInt64LE(META.lastPage)) + 1) * pageSize,
  };
}

/** The metas that can be read, each with its place, the newest first. */
export function readMetas(file: number, pageSize: number): { slot: number; meta: Meta }[] {
  return [0, 1]
    .flatMap((slot) => {
      const meta = readMeta(file, slot * pageSize, pageSize);
      return meta ? [{ slot, meta }] : [];
    })
    .sort((a, b) => (a.meta.txn < b.meta.txn ? 1 : -1));
}

/** Put a commit into one of the two places under the number `txn`. */
export function writeMeta(file: number, pageSize: number, slot: number, meta: Meta, txn: bigint): void {
  const page = Buffer.from(meta.page);
  page.writeBigUInt64LE(BigInt(slot), 0);
  page.writeBigUInt64LE(txn, META.txn);
  fs.writeSync(file, page, 0, page.length, slot * pageSize);
}

/** The second half of the first page is free: LMDB writes the first half only. */
const markAt = (pageSize: number): number => pageSize >> 1;

/** The commit last known to be on disk, or null in a file that has no such mark. */
export function readMark(file: number, pageSize: number): Meta | null {
  return readMeta(file, markAt(pageSize), pageSize);
}

/** The bytes of the mark and where they go. Less than a sector: it is written wholly or not at all. */
export function markOf(meta: Meta | null, pageSize: number): { bytes: Buffer; at: number } {
  return { bytes: meta?.page ?? Buffer.alloc(META.length), at: markAt(pageSize) };
}

/** This start of the machine, as LMDB writes it into its metas; null when the system does not tell. */
export function thisBoot(): bigint | null {
  try {
    return BigInt(`0x${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').split('-')[0]}`);
  } catch {
    return null;
  }
}
