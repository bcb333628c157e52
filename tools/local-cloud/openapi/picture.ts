// The picture of a mini-program code: a square QR code that any decoder reads (WeChat draws its own round one, which only WeChat reads).
import qrcode from 'qrcode-generator';
import { crc32, deflateSync } from './png-tools';

/** Light cells around the code, as the standard asks for. */
const QUIET = 4;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** PNG bytes, greyscale, `side` pixels wide and high; `text` is ASCII. */
export function codePicture(text: string, side: number): Buffer {
  // Type 0 = as large as the text needs; M bears 15 % of damage, enough for a village's notice board.
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const cells = code.getModuleCount();
  const scale = Math.max(1, Math.floor(side / (cells + 2 * QUIET)));
  const margin = Math.floor((side - cells * scale) / 2);
  const rows = Buffer.alloc(side * (side + 1), 255);
  for (let y = 0; y < side; y++) {
    rows[y * (side + 1)] = 0;
    const row = Math.floor((y - margin) / scale);
    for (let x = 0; x < side; x++) {
      const column = Math.floor((x - margin) / scale);
      const inside = row >= 0 && column >= 0 && row < cells && column < cells;
      if (inside && code.isDark(row, column)) rows[y * (side + 1) + 1 + x] = 0;
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
