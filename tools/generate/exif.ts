// A small EXIF segment as phones write it: camera model and position, for sample pictures that must lose both.

export interface ExifFacts {
  model: string;
  /** Degrees and minutes, north and east. */
  latitude: [number, number];
  longitude: [number, number];
}

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

interface Entry {
  tag: number;
  type: number;
  count: number;
  data: Buffer;
}

/** An APP1 segment holding big-endian TIFF with IFD0 (model) and a GPS IFD. */
export function exifSegment({ model, latitude, longitude }: ExifFacts): Buffer {
  const text = Buffer.from(`${model}\0`, 'ascii');
  const first: Entry[] = [
    { tag: 0x0110, type: ASCII, count: text.length, data: text },
    { tag: 0x8825, type: LONG, count: 1, data: long(0) },
  ];
  const gpsAt = 8 + directorySize(first);
  first[1] = { tag: 0x8825, type: LONG, count: 1, data: long(gpsAt) };
  const gps: Entry[] = [
    { tag: 1, type: ASCII, count: 2, data: Buffer.from('N\0') },
    { tag: 2, type: RATIONAL, count: 3, data: degrees(latitude) },
    { tag: 3, type: ASCII, count: 2, data: Buffer.from('E\0') },
    { tag: 4, type: RATIONAL, count: 3, data: degrees(longitude) },
  ];
  const tiff = Buffer.concat([Buffer.from('MM\0*'), long(8), directory(first, 8), directory(gps, gpsAt)]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const degrees = ([whole, minutes]: [number, number]): Buffer => Buffer.concat([whole, 1, minutes, 1, 0, 1].map(long));

/** Bytes of a directory with the values that do not fit into its entries. */
function directorySize(entries: readonly Entry[]): number {
  return 2 + 12 * entries.length + 4 + entries.reduce((sum, { data }) => sum + (data.length > 4 ? even(data).length : 0), 0);
}

const even = (data: Buffer): Buffer => (data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]));

function directory(entries: readonly Entry[], at: number): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(entries.length);
  const rows: Buffer[] = [];
  const values: Buffer[] = [];
  let next = at + 2 + 12 * entries.length + 4;
  for (const { tag, type, count: items, data } of entries) {
    const row = Buffer.alloc(12);
    row.writeUInt16BE(tag, 0);
    row.writeUInt16BE(type, 2);
    row.writeUInt32BE(items, 4);
    if (data.length <= 4) data.copy(row, 8);
    else {
      row.writeUInt32BE(next, 8);
      values.push(even(data));
      next += even(data).length;
    }
    rows.push(row);
  }
  return Buffer.concat([count, ...rows, long(0), ...values]);
}
