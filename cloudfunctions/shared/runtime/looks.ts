// What a picture looks like in 64 bits, so that a copy, made smaller or saved again, can be told from another picture (difference hash).

/** Above it a picture has no fingerprint: decoding would take more room and time than a hint is worth. */
const MOST_PIXELS = 40_000_000;
const MOST_MEGABYTES = 160;
/** A progressive picture has about ten; hundreds are made to keep a decoder busy. */
const MOST_SCANS = 30;
/** Smaller ones have too little in them. */
const LEAST_SIDE = 32;
const WIDE = 9;
const HIGH = 8;
/** Neighbouring cells of a plain sheet differ by less than this, in levels of 0 to 255: noise of saving again. */
const NOISE = 1;
/** With fewer steps of brightness than this a picture is a plain sheet, and plain sheets all look alike. */
const LEAST_STEPS = 8;
/** Two pictures that differ in no more bits are near-identical. */
export const NEAR = 6;

interface Pixels {
  width: number;
  height: number;
  /** Interleaved channels, red green blue first. */
  data: Uint8Array;
  channels: 3 | 4;
}

type Bytes = Uint8Array;

/** 64 bits as 16 hex digits; null when the picture cannot be decoded, is too large, too small or too plain to be told apart. */
export async function looksOf(bytes: Bytes, type: string): Promise<string | null> {
  try {
    const pixels = type === 'image/jpeg' ? await jpegPixels(bytes) : type === 'image/png' ? await pngPixels(bytes) : null;
    if (pixels === null || Math.min(pixels.width, pixels.height) < LEAST_SIDE) return null;
    return hashOf(pixels, type === 'image/jpeg' ? orientationOf(bytes) : 1);
  } catch {
    // Taken in all the same: whether it can be seen is for whoever looks at it.
    return null;
  }
}

async function jpegPixels(bytes: Bytes): Promise<Pixels | null> {
  if (scansOf(bytes) > MOST_SCANS) return null;
  const { decode } = await import('jpeg-js');
  const limits = { maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: MOST_MEGABYTES };
  const { width, height, data } = decode(bytes, { useTArray: true, formatAsRGBA: false, ...limits });
  return { width, height, data, channels: 3 };
}

function scansOf(bytes: Bytes): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = Buffer.from([0xff, 0xda]);
  let scans = 0;
  for (let at = buffer.indexOf(mark); at !== -1 && scans <= MOST_SCANS; at = buffer.indexOf(mark, at + 2)) scans += 1;
  return scans;
}

async function pngPixels(bytes: Bytes): Promise<Pixels | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = buffer.readUInt32BE(16);
  const height = buffer.readUInt32BE(20);
  if (width * height > MOST_PIXELS || width * height * 4 > MOST_MEGABYTES * 1e6) return null;
  const { PNG } = await import('pngjs');
  const { data } = PNG.sync.read(buffer, { checkCRC: false });
  return { width, height, data, channels: 4 };
}

/** Which way is up, 1 to 8, from the segment that cleaning leaves right behind the start (runtime/pictures.ts). */
function orientationOf(bytes: Bytes): number {
  const value = bytes[2] === 0xff && bytes[3] === 0xe1 ? (bytes[30] ?? 1) : 1;
  return value >= 1 && value <= 8 ? value : 1;
}

/** Where a point of the upright picture lies in the stored one, both 0 to 1; by EXIF orientation. */
const STORED_AT: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [1 - x, y],
  (x, y) => [1 - x, 1 - y],
  (x, y) => [x, 1 - y],
  (x, y) => [y, x],
  (x, y) => [y, 1 - x],
  (x, y) => [1 - y, 1 - x],
  (x, y) => [1 - y, x],
];

/** Points looked at along each side of a cell: enough that a copy at half the size averages to the same. */
const POINTS = 60;

/** Mean brightness of one cell of the upright picture. */
function brightness({ width, height, data, channels }: Pixels, orientation: number, column: number, row: number): number {
  const stored = STORED_AT[orientation - 1] as (typeof STORED_AT)[number];
  let sum = 0;
  for (let i = 0; i < POINTS; i += 1)
    for (let j = 0; j < POINTS; j += 1) {
      const [x, y] = stored((column + (i + 0.5) / POINTS) / WIDE, (row + (j + 0.5) / POINTS) / HIGH);
      const at = (Math.min(height - 1, Math.floor(y * height)) * width + Math.min(width - 1, Math.floor(x * width))) * channels;
      sum += 0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
    }
  return sum / (POINTS * POINTS);
}

/** One bit for each pair of neighbouring cells: whether it gets darker to the right. */
function hashOf(pixels: Pixels, orientation: number): string | null {
  let bits = 0n;
  let steps = 0;
  for (let row = 0; row < HIGH; row += 1) {
    const line = Array.from({ length: WIDE }, (_, column) => brightness(pixels, orientation, column, row));
    for (let column = 0; column + 1 < WIDE; column += 1) {
      const darker = (line[column] as number) - (line[column + 1] as number);
      if (Math.abs(darker) > NOISE) steps += 1;
      bits = (bits << 1n) | (darker > NOISE ? 1n : 0n);
    }
  }
  return steps < LEAST_STEPS ? null : bits.toString(16).padStart(16, '0');
}

/** In how many of the 64 bits two fingerprints differ. */
export function distance(a: string, b: string): number {
  let rest = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}

/** The four bands of 16 bits, each naming its place: the index field. */
export function bandsOf(looks: string): string[] {
  return [0, 1, 2, 3].map((band) => `${band}${looks.slice(band * 4, band * 4 + 4)}`);
}

/** The bands of every fingerprint within NEAR: six bits over four bands leave some band with one changed bit at most. */
export function bandsNear(looks: string): string[] {
  return bandsOf(looks).flatMap((band) => {
    const value = Number.parseInt(band.slice(1), 16);
    const flipped = Array.from({ length: 16 }, (_, bit) => `${band[0]}${(value ^ (1 << bit)).toString(16).padStart(4, '0')}`);
    return [band, ...flipped];
  });
}
