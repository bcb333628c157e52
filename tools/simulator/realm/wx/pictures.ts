// Choosing pictures and files, and what wx offers around them.
import type { Host } from '../host';
import { type Area, Failure } from './api';
import { sniff } from './bytes';
import type { Drops } from './drops';
import type { FileStore } from './file-store';
import { h, layer, sheet } from './layer';
import { measure, shrink } from './picture-bytes';
import { preview } from './preview';

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

export function pictures(host: Host, files: FileStore, prepared: Prepared, drops: Drops, privacy: (api: string) => Promise<void>): Area {
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
    const lying = drops.take(count, accept);
    if (lying.length) return lying;
    let dropped: Offered[] = [];
    const drop = new AbortController();
    const closed = drops.open({
      accept,
      taken: (given) => {
        dropped = given.slice(0, count);
        drop.abort();
      },
    });
    const ways = [
      ...(accept.startsWith('image') ? [{ label: '从手机相册选择', value: 'album' as const }] : []),
      { label: '从这台电脑选一张', value: 'computer' as const },
    ];
    const hint = host.device.kind === 'desk' && h('div.wx-sheet-title', null, '也可以把文件拖进这个窗口');
    const way = await sheet(host, title, ways, '取消', hint, drop.signal).finally(closed);
    if (dropped.length) return dropped;
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
