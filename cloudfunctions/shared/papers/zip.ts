// A zip by its directory alone: whether it is one, and how large it would be unpacked, before anything is unpacked.

const END = 0x06054b50;
const ENTRY = 0x02014b50;

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  packedSize: number;
  size: number;
  /** Where its local head begins. */
  at: number;
}

export function isZip(bytes: Buffer): boolean {
  return bytes.length > 22 && bytes.readUInt32LE(0) === 0x04034b50;
}

/** What the directory lists; null when it has none that can be read. */
function directory(bytes: Buffer): ZipEntry[] | null {
  let end = bytes.length - 22;
  const first = Math.max(0, end - 65_535);
  while (end >= first && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < first) return null;
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null;
    const length = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + length),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sum of the sizes the directory names; Infinity when it has none to read. */
export function unzippedSize(bytes: Buffer): number {
  return directory(bytes)?.reduce((sum, { size }) => sum + size, 0) ?? Number.POSITIVE_INFINITY;
}

/** Its entries; [] when its directory cannot be read. */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  return directory(bytes) ?? [];
}

/** The names of its entries; [] when its directory cannot be read. */
export function entryNames(bytes: Buffer): string[] {
  return zipEntries(bytes).map(({ name }) => name);
}
