// MD5, which wx.getFileInfo answers with and browsers do not offer (RFC 1321).

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32));

/** The digest in lower-case hexadecimal. */
export function md5(bytes: Uint8Array): string {
  const length = ((bytes.length + 8) >> 6) + 1;
  const words = new DataView(new ArrayBuffer(length * 64));
  bytes.forEach((byte, at) => void words.setUint8(at, byte));
  words.setUint8(bytes.length, 0x80);
  words.setUint32(length * 64 - 8, (bytes.length << 3) >>> 0, true);
  words.setUint32(length * 64 - 4, Math.floor(bytes.length / 2 ** 29), true);
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476] as [number, number, number, number];
  for (let block = 0; block < length; block++) state = round(state, words, block * 64);
  return state
    .map((word) => Array.from({ length: 4 }, (_, at) => ((word >>> (at * 8)) & 255).toString(16).padStart(2, '0')).join(''))
    .join('');
}

function round(from: [number, number, number, number], words: DataView, offset: number): [number, number, number, number] {
  let [a, b, c, d] = from;
  for (let step = 0; step < 64; step++) {
    const turn = step >> 4;
    const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][turn] as number;
    const at = [step, 5 * step + 1, 3 * step + 5, 7 * step][turn] as number;
    const sum = (a + mixed + (SINES[step] as number) + words.getUint32(offset + (at % 16) * 4, true)) | 0;
    const shift = SHIFTS[turn * 4 + (step % 4)] as number;
    [a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c];
  }
  return [(from[0] + a) | 0, (from[1] + b) | 0, (from[2] + c) | 0, (from[3] + d) | 0];
}
