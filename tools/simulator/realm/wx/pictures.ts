// Choosing pictures, and what wx offers around them.
import type { Host } from '../host';
import { type Offered, PICTURES } from './accept';
import { type Area, Failure } from './api';
import { sniff } from './bytes';
import type { Question } from './choosing';
import type { FileStore } from './file-store';
import { measure, shrink } from './picture-bytes';
import { preview } from './preview';

export function pictures(
  host: Host,
  files: FileStore,
  choose: (question: Question) => Promise<Offered[]>,
  privacy: (api: string) => Promise<void>,
): Area {
  const asImage = async (offered: Offered, compress: boolean) => {
    const small = compress ? await shrink(offered.bytes, { quality: 80, longest: 1440 }) : offered.bytes;
    return { path: files.temporary(small), size: small.length, name: offered.name };
  };
  const wantsCompressed = (sizeType: unknown) => !Array.isArray(sizeType) || sizeType.includes('compressed');
  const bytesOf = (source: unknown) => files.read(String(source));

  return {
    asks: {
      chooseImage: async ({ count = 9, sizeType }) => {
        await privacy('chooseImage');
        const chosen = await choose({ count: Number(count), accept: PICTURES, title: '' });
        const kept = await host.busy(Promise.all(chosen.map((each) => asImage(each, wantsCompressed(sizeType)))));
        return { tempFilePaths: kept.map(({ path }) => path), tempFiles: kept.map(({ path, size }) => ({ path, size })) };
      },
      chooseMedia: async ({ count = 9, mediaType, sizeType }) => {
        await privacy('chooseMedia');
        if (Array.isArray(mediaType) && mediaType.length === 1 && mediaType[0] === 'video') throw new Failure('选视频在模拟器里还没有');
        const chosen = await choose({ count: Number(count), accept: PICTURES, title: '' });
        const kept = await host.busy(Promise.all(chosen.map((each) => asImage(each, wantsCompressed(sizeType)))));
        return { type: 'image', tempFiles: kept.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' })) };
      },
      previewImage: (options) => preview(host, files, options),
      previewMedia: ({ sources, current = 0 }) => {
        const urls = (sources as { url: string }[]).map(({ url }) => url);
        return preview(host, files, { urls, current: urls[Number(current)] });
      },
    },
    async: {
      getImageInfo: async ({ src }) => {
        const bytes = await bytesOf(src);
        const { type, extension } = sniff(bytes);
        if (!type.startsWith('image/')) throw new Failure('file not an image');
        const { width, height } = await measure(bytes);
        return { width, height, path: String(src), orientation: 'up', type: extension === 'jpg' ? 'jpeg' : extension };
      },
      compressImage: async ({ src, quality = 80, compressedWidth, compressedHeight }) => {
        const small = await shrink(await bytesOf(src), {
          quality: Number(quality),
          width: compressedWidth as number,
          height: compressedHeight as number,
        });
        return { tempFilePath: files.temporary(small, 'jpg') };
      },
    },
  };
}
