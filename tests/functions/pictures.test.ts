// The marker walkers: nothing of what a camera writes survives, the picture does, and no bytes make them stumble.

import { BadPicture, pictureType, stripped } from '@shared/runtime/pictures';
import fc from 'fast-check';
import { jpeg, png } from '../support/pictures';

const SECRET = 'GPS 37.68N 112.75E';

describe('a photo', () => {
  test('keeps its picture and loses its words, wherever they stood', () => {
    const clean = Buffer.from(stripped(jpeg(), 'image/jpeg'));
    for (const options of [{ exif: { orientation: 1, words: SECRET } }, { comment: SECRET }, { trailing: Buffer.from(SECRET) }]) {
      const dirty = jpeg(options);
      expect(dirty.includes(SECRET)).toBe(true);
      expect(Buffer.from(stripped(dirty, 'image/jpeg')).equals(clean)).toBe(true);
    }
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('turned %i stays turned, and cleaning twice changes nothing', (orientation) => {
    const once = Buffer.from(stripped(jpeg({ exif: { orientation, words: SECRET } }), 'image/jpeg'));
    expect(once.includes(SECRET)).toBe(false);
    expect(once.includes(Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0]))).toBe(true);
    expect(Buffer.from(stripped(once, 'image/jpeg')).equals(once)).toBe(true);
  });

  test('application data of any number goes, JFIF and the colour note stay', () => {
    const body = jpeg();
    for (let marker = 0xe0; marker <= 0xef; marker += 1) {
      const note = Buffer.concat([Buffer.from([0xff, marker, 0, 2 + SECRET.length]), Buffer.from(SECRET)]);
      const cleaned = Buffer.from(stripped(Buffer.concat([body.subarray(0, 2), note, body.subarray(2)]), 'image/jpeg'));
      expect({ marker, kept: cleaned.includes(SECRET) }).toEqual({ marker, kept: marker === 0xe0 || marker === 0xee });
    }
  });
});

describe('a screenshot', () => {
  test('keeps the chunks a picture is made of', () => {
    expect(Buffer.from(stripped(png(SECRET), 'image/png')).equals(png())).toBe(true);
    expect(Buffer.from(stripped(Buffer.concat([png(), Buffer.from(SECRET)]), 'image/png')).equals(png())).toBe(true);
  });
});

describe('any bytes', () => {
  test('are cleaned or refused, never anything else', () => {
    const seeds = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.constantFrom(jpeg({ exif: { orientation: 6, words: SECRET } }), png(SECRET)), fc.nat(), fc.nat(255))
        .map(([bytes, at, value]) => {
          const touched = Uint8Array.from(bytes);
          touched[at % touched.length] = value;
          return touched;
        }),
      fc.tuple(fc.constantFrom(jpeg(), png()), fc.nat()).map(([bytes, cut]) => Uint8Array.from(bytes.subarray(0, cut % bytes.length))),
    );
    fc.assert(
      fc.property(seeds, (bytes) => {
        const type = pictureType(bytes);
        if (!type) return;
        try {
          const clean = stripped(bytes, type);
          expect(clean.length).toBeLessThanOrEqual(bytes.length + 40);
          expect(pictureType(clean)).toBe(type);
        } catch (error) {
          expect(error).toBeInstanceOf(BadPicture);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
