// What a recorded sentence really is, by its first bytes: the forms phones record in. Nothing is decoded.

export type SoundType = 'audio/mpeg' | 'audio/aac' | 'audio/mp4' | 'audio/wav' | 'audio/amr';

export const SOUND_EXTENSIONS: Record<SoundType, string> = {
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/wav': 'wav',
  'audio/amr': 'amr',
};

/** The type by its content, whatever the name says; null for anything else. */
export function soundType(bytes: Uint8Array): SoundType | null {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(0, 3) === 'ID3') return 'audio/mpeg';
  if (text(4, 8) === 'ftyp') return 'audio/mp4';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
  if (text(0, 5) === '#!AMR') return 'audio/amr';
  const [first = 0, second = 0] = bytes;
  // ADTS has layer bits 00, MPEG audio never has.
  if (first === 0xff && (second & 0xf6) === 0xf0) return 'audio/aac';
  return first === 0xff && (second & 0xe0) === 0xe0 ? 'audio/mpeg' : null;
}
