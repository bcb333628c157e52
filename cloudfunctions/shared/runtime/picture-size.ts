// How wide and high a picture is, read from its head without decoding it.

export interface PictureSize {
  /** Pixels. */
  width: number;
  height: number;
}

/** Marks of a JPEG that begin a frame (SOF0-15 without DHT, JPG and DAC). */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;

function jpegSize(bytes: Buffer): PictureSize | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const mark = bytes[at + 1] as number;
    // Filling between marks.
    if (mark === 0xff) at += 1;
    else if (isFrame(mark)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** null when its head does not tell. */
export function sizeOf(bytes: Uint8Array, type: 'image/jpeg' | 'image/png'): PictureSize | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size =
    type === 'image/jpeg'
      ? jpegSize(buffer)
      : buffer.length >= 24
        ? { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
        : null;
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}
