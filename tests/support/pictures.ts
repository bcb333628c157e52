// Small real pictures made in memory, with and without what a camera writes into them.
import { deflateSync } from 'node:zlib';

/** 1 × 1 baseline JPEG, gray. */
const TINY_JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wABgAQEAX/2gAIAQEAAD8A0s8g/9k=',
  'base64',
);

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** An EXIF block with an orientation and, in plain sight, where the picture was taken. */
function exif(orientation: number, words: string): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(words)]));
}

export interface JpegOptions {
  /** Makes pictures different from each other: put where it stays after cleaning. */
  mark?: number;
  exif?: { orientation: number; words: string };
  comment?: string;
  trailing?: Buffer;
}

export function jpeg({ mark = 0, exif: meta, comment, trailing }: JpegOptions = {}): Buffer {
  const body = Buffer.from(TINY_JPEG);
  // The first entry of the quantisation table: any value decodes.
  body[25] = 1 + (mark % 250);
  body[26] = 1 + (Math.floor(mark / 250) % 250);
  const parts: Buffer[] = [body.subarray(0, 2)];
  if (meta) parts.push(exif(meta.orientation, meta.words));
  if (comment) parts.push(segment(0xfe, Buffer.from(comment)));
  parts.push(body.subarray(2));
  if (trailing) parts.push(trailing);
  return Buffer.concat(parts);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** 1 × 1 gray PNG, with text chunks when words are given. */
export function png(words = '', gray = 128): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const text = words === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${words}`)), chunk('eXIf', Buffer.from(words))];
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...text,
    chunk('IDAT', deflateSync(Buffer.from([0, gray]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
