// Names nobody can guess and nobody else will make: request ids and upload folders.

const HEX = '0123456789abcdef';

/** 32 hex digits. Not a secret: an id only has to differ from every other. */
export function newRequestId(): string {
  let text = '';
  for (let i = 0; i < 32; i += 1) text += HEX.charAt(Math.floor(Math.random() * 16));
  return text;
}

/** 32 hex digits from the phone's own source of randomness: the folder of an upload, which others must not find. */
export async function unguessable(): Promise<string> {
  // Base libraries before 2.15 lack it; the storage rule still lets nobody but the uploader write or anyone read.
  if (typeof wx.getRandomValues !== 'function') return newRequestId();
  const { randomValues } = await wx.getRandomValues({ length: 16 });
  return Array.from(new Uint8Array(randomValues), (byte) => HEX.charAt(byte >> 4) + HEX.charAt(byte & 15)).join('');
}
