// Bytes of a key being put together: one piece of memory used again for every key, copied once when the key is ready.

/** Longer strings are left to the runtime's own encoder. */
const SHORT = 64;

export class KeyBytes {
  private bytes = Buffer.allocUnsafe(8192);
  length = 0;

  private static readonly shared = new KeyBytes();

  /** The shared memory, empty. What was begun before must have been taken. */
  static begin(): KeyBytes {
    KeyBytes.shared.length = 0;
    return KeyBytes.shared;
  }

  /** What was put so far, as bytes of their own. */
  taken(): Buffer {
    const { bytes, length } = this;
    const out = Buffer.allocUnsafe(length);
    // For the length of most keys a loop is quicker than setting up a copy.
    if (length > SHORT) bytes.copy(out, 0, 0, length);
    else for (let i = 0; i < length; i++) out[i] = bytes[i] as number;
    return out;
  }

  private room(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(needed * 2);
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  uint32(value: number): void {
    this.room(4);
    this.length = this.bytes.writeUInt32BE(value, this.length);
  }

  raw(value: Uint8Array): void {
    this.room(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /** A double whose unsigned byte order is its numeric order: a positive one gets its sign bit set, a negative one is inverted. */
  number64(value: number): void {
    const at = this.length;
    this.room(8);
    this.length = this.bytes.writeDoubleBE(Object.is(value, -0) ? 0 : value, at);
    if ((this.bytes[at] as number) & 0x80) this.invert(at);
    else this.bytes[at] = (this.bytes[at] as number) | 0x80;
  }

  /** 0x00 inside becomes 0x00 0xff; the end is 0x00 0x00, smaller than any continuation. */
  text(value: Uint8Array): void {
    this.room(value.length * 2 + 2);
    for (let i = 0; i < value.length; i++) {
      const byte = value[i] as number;
      this.bytes[this.length++] = byte;
      if (byte === 0) this.bytes[this.length++] = 0xff;
    }
    this.bytes[this.length++] = 0;
    this.bytes[this.length++] = 0;
  }

  string(value: string): void {
    if (value.length > SHORT || !this.ascii(value)) this.text(Buffer.from(value));
  }

  /** Put a string of plain characters; puts nothing and tells so when it has others. */
  private ascii(value: string): boolean {
    const start = this.length;
    this.room(value.length + 2);
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code === 0 || code > 0x7f) {
        this.length = start;
        return false;
      }
      this.bytes[this.length++] = code;
    }
    this.bytes[this.length++] = 0;
    this.bytes[this.length++] = 0;
    return true;
  }

  /** Turn the byte order round from `start` on: the encoding of a descending component. */
  invert(start: number): void {
    for (let i = start; i < this.length; i++) this.bytes[i] = ~(this.bytes[i] as number) & 0xff;
  }
}
