// Taking in a proof that is no receipt of a claim: a signed paper or a recorded sentence. Checked by content, stored where only functions look.
import { randomUUID } from 'node:crypto';
import type { BondProof } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import type { Context } from '@shared/runtime/context';
import { BadPicture, EXTENSIONS, pictureType, stripped } from '@shared/runtime/pictures';
import { Problem } from '@shared/runtime/problem';
import { SOUND_EXTENSIONS, soundType } from '@shared/runtime/sounds';

const MOST_BYTES = 5 * 1024 * 1024;
/** As for receipts: `in/<random>/<name>`, random enough that only the uploader knows it. */
const UPLOAD = /^cloud:\/\/[A-Za-z0-9][A-Za-z0-9._-]*\/in\/[A-Za-z0-9_-]{16,64}\/[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/;

const refused = (message: string, next: string) => new Problem('file_refused', { message, next });

/** What cannot be deleted now is only left over: no record names it. */
export async function discard(fileID: string, { files }: Context): Promise<void> {
  await files.remove(fileID).catch(() => undefined);
}

function cleaned(raw: Uint8Array, wants: 'picture' | 'sound'): { bytes: Uint8Array; mime: string; extension: string } {
  if (wants === 'sound') {
    const type = soundType(raw);
    if (!type) throw refused('这不是录音。', '重新录一句，或者从聊天里选一段语音文件。');
    return { bytes: raw, mime: type, extension: SOUND_EXTENSIONS[type] };
  }
  const type = pictureType(raw);
  if (!type) throw refused('这不是照片。', '换一张照片再传。');
  try {
    return { bytes: stripped(raw, type), mime: type, extension: EXTENSIONS[type] };
  } catch (error) {
    if (!(error instanceof BadPicture)) throw error;
    throw refused('照片坏了，打不开。', '重新拍一张再传。');
  }
}

/** Reads the upload and stores it again, cleaned; the upload itself stays until the record is written. Throws 'file_refused' in words. */
export async function takeProof(fileID: string, wants: 'picture' | 'sound', ctx: Context): Promise<BondProof> {
  if (!UPLOAD.test(fileID)) throw refused('这个文件不是从这里传上来的。', '在这一页重新选。');
  const raw = await ctx.files.read(fileID);
  if (raw === null) throw refused('文件没有传上来。', '再传一次；信号不好就等会儿。');
  if (raw.length > MOST_BYTES) throw refused('文件太大了，超过 5 兆。', '录短一点，或者拍小一点。');
  const { bytes, mime, extension } = cleaned(raw, wants);
  return { fileID: await ctx.files.store(`kept/${randomUUID()}.${extension}`, bytes), sha256: sha256(bytes), mime, bytes: bytes.length };
}
