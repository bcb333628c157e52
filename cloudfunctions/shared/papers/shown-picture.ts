// A kept picture as it stands on a printed page: with its caption, whole, as large as the page has room for.
import type { Files } from '@shared/runtime/files';
import { sizeOf } from '@shared/runtime/picture-size';
import { pictureType } from '@shared/runtime/pictures';
import type { Block } from './page';

/** Room on a sheet of A4, in millimetres: two upright photographs fit on a page. */
const WIDEST = 150;
const HIGHEST = 110;

/** What is no picture, or is gone, is named in its place: a sheet never stays silent about a proof. */
export async function shownPicture(caption: string, fileID: string, files: Files): Promise<Block[]> {
  const line = (text: string): Block[] => [{ kind: 'small', text }];
  const bytes = await files.read(fileID);
  if (bytes === null) return line(`${caption}　（照片不在了）`);
  const type = pictureType(bytes);
  const size = type === 'image/jpeg' || type === 'image/png' ? sizeOf(bytes, type) : null;
  if (type === null || size === null) return line(`${caption}　（不是图片，另附原件打印）`);
  const scale = Math.min(WIDEST / size.width, HIGHEST / size.height);
  return [...line(caption), { kind: 'picture', mime: type, bytes, size: size.width * scale, height: size.height * scale }];
}
