// True sound files that hold nothing but silence: what the recorder gives where no microphone is opened.

export type SoundFormat = 'mp3' | 'aac' | 'wav' | 'PCM';

/** A file of this format that plays so long (ms) and says nothing. */
export function silence(format: SoundFormat, ms: number): { bytes: Uint8Array; extension: string } {
  if (format === 'mp3') return { bytes: repeated(MP3_FRAME, ms / (1152 / 44.1)), extension: 'mp3' };
  if (format === 'aac') return { bytes: repeated(AAC_FRAME, ms / (1024 / 44.1)), extension: 'aac' };
  const samples = Math.round(ms * (WAV_RATE / 1000));
  if (format === 'PCM') return { bytes: new Uint8Array(samples * 2), extension: 'pcm' };
  return { bytes: wav(samples), extension: 'wav' };
}

/** MPEG 1 layer III, 32 kbit/s, 44.1 kHz, mono: a frame whose side information is all zero is silent (ISO 11172-3). */
const MP3_FRAME = new Uint8Array(104);
MP3_FRAME.set([0xff, 0xfb, 0x10, 0xc0]);

/** ADTS, AAC-LC, 44.1 kHz, mono, with the shortest silent block (ISO 14496-3). */
const AAC_BLOCK = [0x00, 0xc8, 0x00, 0x80, 0x23, 0x80];
const AAC_LENGTH = 7 + AAC_BLOCK.length;
const AAC_FRAME = Uint8Array.from([0xff, 0xf1, 0x50, 0x40, AAC_LENGTH >> 3, ((AAC_LENGTH & 7) << 5) | 0x1f, 0xfc, ...AAC_BLOCK]);

const WAV_RATE = 16_000;

function repeated(frame: Uint8Array, times: number): Uint8Array {
  const count = Math.max(1, Math.round(times));
  const bytes = new Uint8Array(frame.length * count);
  for (let at = 0; at < count; at++) bytes.set(frame, at * frame.length);
  return bytes;
}

/** 16 bit, mono. */
function wav(samples: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, words: string) => {
    for (let index = 0; index < words.length; index++) view.setUint8(at + index, words.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, WAV_RATE, true);
  view.setUint32(28, WAV_RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples * 2, true);
  return bytes;
}
