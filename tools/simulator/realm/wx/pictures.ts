// Choosing, looking at, measuring and shrinking pictures and files.
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';
import { sniff } from './bytes';
import type { FileStore } from './file-store';
import { h, layer, sheet } from './layer';

/** A picture or file waiting to be chosen: what a test, the album or the computer offers. */
export interface Offered {
  name: string;
  bytes: Uint8Array;
}

/** Answers prepared for the next choices; a test puts them in instead of tapping through the sheet. */
export class Prepared {
  private readonly queue: (string | Offered)[] = [];
  /** The next choice answers with these: names of album pictures, or bytes. */
  readonly next = (...offered: (string | Offered)[]): void => void this.queue.push(...offered);
  take(count: number): (string | Offered)[] {
    return this.queue.splice(0, count);
  }
}

interface AlbumPicture {
  name: string;
  url: string;
  size: number;
}

export function pictures(host: Host, files: FileStore, prepared: Prepared, privacy: (api: string) => Promise<void>): Area {
  const album = async () => (await host.busy(host.rpc<{ pictures: AlbumPicture[] }>('album.list', {}))).pictures;
  const fromAlbum = async (picture: AlbumPicture): Promise<Offered> => {
    const answer = await host.busy(fetch(picture.url).then((each) => each.arrayBuffer()));
    return { name: picture.name, bytes: new Uint8Array(answer) };
  };

  /** Asks the person; null when dismissed. */
  const choose = async (count: number, accept: string, title: string): Promise<Offered[]> => {
    const ready = prepared.take(count);
    if (ready.length) {
      const known = ready.some((each) => typeof each === 'string') ? await album() : [];
      return Promise.all(
        ready.map((each) => {
          if (typeof each !== 'string') return each;
          const picture = known.find(({ name }) => name === each);
          if (!picture) throw new Failure(`相册里没有 ${each}`);
          return fromAlbum(picture);
        }),
      );
    }
    const way = await sheet(host, title, [
      ...(accept.startsWith('image') ? [{ label: '从手机相册选择', value: 'album' as const }] : []),
      { label: '从这台电脑选一张', value: 'computer' as const },
    ]);
    const chosen =
      way === 'album' ? await fromPictures(await album(), count) : way === 'computer' ? await fromComputer(host, accept, count) : [];
    if (!chosen.length) throw new Failure('cancel');
    return chosen;
  };
  const fromPictures = (all: AlbumPicture[], count: number): Promise<Offered[]> =>
    new Promise((done) => {
      const marked = new Set<AlbumPicture>();
      const finish = (offered: Promise<Offered[]>) => {
        open.close();
        done(offered);
      };
      const ok = h('button.wx-album-ok', { disabled: true, onclick: () => finish(Promise.all([...marked].map(fromAlbum))) }, '完成');
      const thumbs = all.map((picture) => {
        const thumb = h(
          'button.wx-album-picture',
          { ariaLabel: picture.name, ariaPressed: 'false' },
          h('img', { src: picture.url, alt: picture.name, loading: 'lazy' }),
        );
        thumb.onclick = () => {
          if (count === 1) return finish(fromAlbum(picture).then((each) => [each]));
          if (!marked.delete(picture) && marked.size < count) marked.add(picture);
          thumb.ariaPressed = String(marked.has(picture));
          ok.disabled = marked.size === 0;
          ok.textContent = marked.size ? `完成(${marked.size})` : '完成';
        };
        return thumb;
      });
      const bar = h(
        'div.wx-album-bar',
        null,
        h('button', { onclick: () => finish(Promise.resolve([])) }, '取消'),
        h('span', null, '手机相册'),
        ok,
      );
      const grid = h('div.wx-album-grid', null, ...(thumbs.length ? thumbs : [h('p', null, '相册里没有照片')]));
      const open = layer(host, 'album', true, bar, grid);
    });

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
        const chosen = await choose(Number(count), 'image/*', '');
        const kept = await host.busy(Promise.all(chosen.map((each) => asImage(each, wantsCompressed(sizeType)))));
        return { tempFilePaths: kept.map(({ path }) => path), tempFiles: kept.map(({ path, size }) => ({ path, size })) };
      },
      chooseMedia: async ({ count = 9, mediaType, sizeType }) => {
        await privacy('chooseMedia');
        if (Array.isArray(mediaType) && mediaType.length === 1 && mediaType[0] === 'video') throw new Failure('选视频在模拟器里还没有');
        const chosen = await choose(Number(count), 'image/*', '');
        const kept = await host.busy(Promise.all(chosen.map((each) => asImage(each, wantsCompressed(sizeType)))));
        return { type: 'image', tempFiles: kept.map(({ path, size }) => ({ tempFilePath: path, size, fileType: 'image' })) };
      },
      chooseMessageFile: async ({ count = 1, type = 'all', extension }) => {
        await privacy('chooseMessageFile');
        const accept =
          type === 'image'
            ? 'image/*'
            : Array.isArray(extension)
              ? extension.map((each) => `.${String(each).replace(/^\./, '')}`).join(',')
              : '*/*';
        const chosen = await choose(Number(count), accept, '从聊天中选择文件');
        const time = Math.floor(host.now() / 1000);
        return {
          tempFiles: chosen.map(({ name, bytes }) => {
            const isImage = sniff(bytes).type.startsWith('image/');
            return {
              path: files.temporary(bytes, /\.(\w+)$/.exec(name)?.[1]),
              size: bytes.length,
              name,
              type: isImage ? 'image' : 'file',
              time,
            };
          }),
        };
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

/** A real file of the machine the browser runs on. */
function fromComputer(host: Host, accept: string, count: number): Promise<Offered[]> {
  return new Promise((done) => {
    const input = h('input', { type: 'file', accept, multiple: count > 1 });
    input.hidden = true;
    const finish = async (chosen: File[]) => {
      input.remove();
      const read = chosen.slice(0, count).map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
      done(host.busy(Promise.all(read)));
    };
    input.addEventListener('change', () => void finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => void finish([]));
    host.overlay.append(input);
    input.click();
  });
}

async function bitmap(bytes: Uint8Array): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: sniff(bytes).type }));
  } catch {
    throw new Failure('图片打不开，可能已经损坏');
  }
}

async function measure(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  const picture = await bitmap(bytes);
  const { width, height } = picture;
  picture.close();
  return { width, height };
}

/** Draws a picture again as JPEG, smaller when asked. The result carries no EXIF. */
async function shrink(
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

/** Full-screen pictures, swiped or stepped through, closed by a tap. WeChat answers as soon as it is open. */
async function preview(host: Host, files: FileStore, { urls, current }: Options): Promise<void> {
  if (!Array.isArray(urls) || urls.length === 0) throw new Failure('parameter error: parameter.urls should have at least 1 item');
  const loadable = await Promise.all(urls.map((url) => (files.keyOf(String(url)) !== null ? files.url(String(url)) : String(url))));
  let at = Math.max(0, typeof current === 'number' ? current : urls.indexOf(current));
  const picture = h('img', { alt: '图片预览' });
  const count = h('span.wx-preview-count');
  const show = (to: number) => {
    at = Math.min(loadable.length - 1, Math.max(0, to));
    picture.src = loadable[at] as string;
    count.textContent = loadable.length > 1 ? `${at + 1}/${loadable.length}` : '';
  };
  const open = layer(host, 'preview', true, picture, count);
  open.el.tabIndex = -1;
  open.el.focus();
  let from = 0;
  open.el.addEventListener('pointerdown', (ev) => {
    from = ev.clientX;
  });
  open.el.addEventListener('pointerup', (ev) => {
    const moved = ev.clientX - from;
    if (Math.abs(moved) > 40) show(at + (moved < 0 ? 1 : -1));
    else open.close();
  });
  open.el.addEventListener('keydown', (ev) => {
    if (ev.key === 'ArrowLeft') show(at - 1);
    else if (ev.key === 'ArrowRight') show(at + 1);
    else if (ev.key === 'Escape' || ev.key === 'Enter') open.close();
  });
  show(at);
}
