// A small PNG that stands for a mini-program code: the same scene gives the same picture, another scene another.
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from './png-tools';

const CELLS = 25;
const SCALE = 8;
const QUIET = 2;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function isDark(x: number, y: number, digest: Buffer): boolean {
  // Three rings at the corners, so that people see a code in it.
  for (const [cx, cy] of [
    [3, 3],
    [CELLS - 4, 3],
    [3, CELLS - 4],
  ] as const) {
    const ring = Math.max(Math.abs(x - cx), Math.abs(y - cy));
    if (ring <= 4) return ring !== 2 && ring !== 4;
  }
  const bit = (x * CELLS + y) % (digest.length * 8);
  return (((digest[bit >> 3] as number) >> (bit & 7)) & 1) === 1;
}

/** PNG bytes, greyscale. */
export function codePicture(scene: string): Buffer {
  const digest = createHash('sha512').update(scene).digest();
  const side = (CELLS + 2 * QUIET) * SCALE;
  const rows = Buffer.alloc(side * (side + 1), 255);
  for (let y = 0; y < side; y++) {
    rows[y * (side + 1)] = 0;
    for (let x = 0; x < side; x++) {
      const [cx, cy] = [Math.floor(x / SCALE) - QUIET, Math.floor(y / SCALE) - QUIET];
      const inside = cx >= 0 && cy >= 0 && cx < CELLS && cy < CELLS;
      if (inside && isDark(cx, cy, digest)) rows[y * (side + 1) + 1 + x] = 0;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
