// Looking into the bytes of a picture: its size, and drawing it again smaller.
import { Failure } from './api';
import { sniff } from './bytes';

async function bitmap(bytes: Uint8Array): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: sniff(bytes).type }));
  } catch {
    throw new Failure('图片打不开，可能已经损坏');
  }
}

export async function measure(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const picture = await bitmap(bytes);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}

/** Draws a picture again as JPEG, smaller when asked. The result carries no EXIF. */
export async function shrink(
  bytes: Uint8Array,
  { quality, width, height, longest }: { quality: number; width?: number; height?: number; longest?: number },
): Promise<Uint8Array> {
  const picture = await bitmap(bytes);
  const scale = width
    ? width / picture.width
    : height
      ? height / picture.height
      : longest
        ? Math.min(1, longest / Math.max(picture.width, picture.height))
        : 1;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width ?? picture.width * scale)),
    Math.max(1, Math.round(height ?? picture.height * scale)),
  );
  const pen = canvas.getContext('2d');
  if (!pen) throw new Failure('canvas is not available');
  // JPEG knows no transparency: what was clear becomes white, not black.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: Math.min(1, Math.max(0, quality / 100)) });
  return new Uint8Array(await blob.arrayBuffer());
}
