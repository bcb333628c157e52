// Bytes as text and back: base64, UTF-8 and the other encodings a file can be read in.

/** Base64 of any amount of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** `data` of writeFile: a string in an encoding, or an ArrayBuffer. */
export function encode(data: unknown, encoding = 'utf8'): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer);
  const text = String(data);
  if (encoding === 'base64') return fromBase64(text);
  if (encoding === 'hex') return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii')
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);
  return new TextEncoder().encode(text);
}

/** Without an encoding: an ArrayBuffer. */
export function decode(bytes: Uint8Array, encoding?: string): string | ArrayBuffer {
  if (!encoding) return bytes.slice().buffer as ArrayBuffer;
  if (encoding === 'base64') return toBase64(bytes);
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii')
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return new TextDecoder('utf-8').decode(bytes);
}

const SIGNATURES: [start: number[], type: string, extension: string][] = [
  [[0xff, 0xd8, 0xff], 'image/jpeg', 'jpg'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png', 'png'],
  [[0x47, 0x49, 0x46], 'image/gif', 'gif'],
  [[0x52, 0x49, 0x46, 0x46], 'image/webp', 'webp'],
  [[0x25, 0x50, 0x44, 0x46], 'application/pdf', 'pdf'],
  [[0x50, 0x4b, 0x03, 0x04], 'application/zip', 'zip'],
];

/** What the bytes are, by how they begin. */
export function sniff(bytes: Uint8Array): { type: string; extension: string } {
  for (const [start, type, extension] of SIGNATURES) if (start.every((byte, at) => bytes[at] === byte)) return { type, extension };
  const head = new TextDecoder().decode(bytes.subarray(0, 200));
  return /<svg[\s>]/.test(head) ? { type: 'image/svg+xml', extension: 'svg' } : { type: 'application/octet-stream', extension: '' };
}
