// What a picture really is, by its content, and the same picture without what the camera wrote about place, time and device.
// Own marker walkers: nothing is decoded, so no image library has to be trusted or shipped.

import { entryNames, isZip, unzippedSize } from '@shared/papers/zip';

/** An e-invoice of one page has far less. */
const MOST_UNZIPPED = 20 * 1024 * 1024;

export type PictureType = 'image/jpeg' | 'image/png' | 'application/pdf' | 'application/ofd';

export const EXTENSIONS: Record<PictureType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
};

/** The file claims to be a picture but is not built like one. */
export class BadPicture extends Error {
  override name = 'BadPicture';
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The type by its first bytes, whatever the name says; null for anything else. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const head = Buffer.from(bytes.subarray(0, 8));
  if (head.length === 8 && head.equals(PNG_SIGNATURE)) return 'image/png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  return isOfd(bytes) ? 'application/ofd' : null;
}

/** A zip whose directory names OFD.xml, and that does not swell beyond reason: nothing is unpacked to tell. */
function isOfd(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isZip(buffer) && entryNames(buffer).includes('OFD.xml') && unzippedSize(buffer) <= MOST_UNZIPPED;
}

/** The same picture without metadata. PDFs and OFDs stay as they are: what they carry is the document itself. Throws BadPicture. */
export function stripped(bytes: Uint8Array, type: PictureType): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'image/jpeg') return strippedJpeg(buffer);
  if (type === 'image/png') return strippedPng(buffer);
  if (type === 'application/ofd') return bytes;
  if (!buffer.subarray(-1024).includes('%%EOF')) throw new BadPicture('the PDF has no end');
  return bytes;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;

/** Markers that stand alone, without a length: RST0-7 and TEM. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Application data and comments go; JFIF and Adobe's colour note stay, without them colours may change. */
function isMetadata(marker: number): boolean {
  return marker === COMMENT || (marker > APP0 && marker <= APP15 && marker !== APP14);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function strippedJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let framed = false;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new BadPicture('a marker is missing');
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0 || marker === SOI) throw new BadPicture('the picture breaks off');
    if (marker === EOI) break;
    if (standsAlone(marker)) {
      kept.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) throw new BadPicture('the picture breaks off');
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) throw new BadPicture('a segment is longer than the picture');
    const segment = bytes.subarray(at, end);
    if (marker === APP1) orientation = orientationOf(segment) ?? orientation;
    if (isFrame(marker)) framed = true;
    if (!isMetadata(marker)) kept.push(segment);
    at = end;
    if (marker !== SOS) continue;
    const scanEnd = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, scanEnd));
    at = scanEnd;
  }
  if (!framed) throw new BadPicture('the picture has no frame');
  // Which way is up is the one thing worth keeping: phones store pictures lying down.
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  // Whatever follows the end (a second picture, a film) is left behind.
  return Buffer.concat([...kept, Buffer.from([0xff, EOI])]);
}

/** First byte after entropy-coded data: the next 0xFF that is neither stuffed nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new BadPicture('the picture breaks off');
}

const ORIENTATION_TAG = 0x0112;

/** 2 to 8 when the EXIF segment turns the picture; null when it says nothing usable. */
function orientationOf(segment: Buffer): number | null {
  const tiff = segment.subarray(10);
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || tiff.length < 14) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0, count = short(directory); entry < count; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return null;
    if (short(at) === ORIENTATION_TAG) {
      const value = short(at + 8);
      return value >= 1 && value <= 8 ? value : null;
    }
  }
  return null;
}

/** An EXIF segment that holds the orientation and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(ORIENTATION_TAG, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Chunks a picture is made of; everything else (text, EXIF, time, private ones) goes. */
const PNG_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT']);

function strippedPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let data = false;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw new BadPicture('the picture breaks off');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new BadPicture('a chunk is longer than the picture');
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at === 8 && type !== 'IHDR') throw new BadPicture('the picture has no header');
    if (type === 'IDAT') data = true;
    if (PNG_CHUNKS.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
    if (type === 'IEND') break;
  }
  if (!data) throw new BadPicture('the picture is empty');
  return Buffer.concat(kept);
}
