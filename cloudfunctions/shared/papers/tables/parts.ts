// The parts of a zip, one at a time: small ones whole, the large ones as a stream, so that a wide sheet never lies unpacked in memory.
import { Readable } from 'node:stream';
import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { type ZipEntry, zipEntries } from '../zip';

export interface Parts {
  has(name: string): boolean;
  /** The whole text of a small part; '' when there is none. */
  text(name: string): string;
  /** The text of a part in pieces. */
  pieces(name: string): AsyncIterable<string>;
}

const STORED = 0;
const DEFLATED = 8;

export function partsOf(bytes: Buffer): Parts {
  const entries = new Map(zipEntries(bytes).map((entry) => [entry.name.replace(/^\//, ''), entry]));
  const packed = ({ at, packedSize }: ZipEntry): Buffer => {
    // The local head repeats the name and has extra fields of its own length.
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    return bytes.subarray(start, start + packedSize);
  };
  return {
    has: (name) => entries.has(name),
    text(name) {
      const entry = entries.get(name);
      if (!entry) return '';
      return (entry.method === DEFLATED ? inflateRawSync(packed(entry)) : packed(entry)).toString('utf8');
    },
    async *pieces(name) {
      const entry = entries.get(name);
      if (!entry) return;
      if (entry.method === STORED) {
        yield packed(entry).toString('utf8');
        return;
      }
      const decoder = new TextDecoder('utf-8');
      const unpacked = Readable.from([packed(entry)]).pipe(createInflateRaw());
      for await (const piece of unpacked) yield decoder.decode(piece as Buffer, { stream: true });
    },
  };
}
