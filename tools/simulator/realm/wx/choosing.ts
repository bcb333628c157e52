// Asking the person for pictures or files: from the album, from their chats, or from the computer this runs on.
import type { Host } from '../host';
import { type Accept, type Offered, PICTURES } from './accept';
import { Failure } from './api';
import { fromBase64 } from './bytes';
import type { Drops } from './drops';
import { type Choice, h, layer, sheet } from './layer';

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
interface ChatFile {
  id: number;
  chat: string;
  chatName: string;
  from: string;
  name: string;
  size: number;
  type: string;
}
type Way = { from: 'album' } | { from: 'computer' } | { from: 'chat'; files: ChatFile[] };

export interface Question {
  count: number;
  accept: Accept;
  title: string;
  /** Whether files in the person's chats are offered. */
  chats?: boolean;
}

/** Makes the one way of asking; it rejects with `cancel` when the person went back. */
export function chooser(
  host: Host,
  prepared: Prepared,
  drops: Drops,
  tell: (words: string) => void,
): (question: Question) => Promise<Offered[]> {
  const album = async () => (await host.busy(host.rpc<{ pictures: AlbumPicture[] }>('album.list', {}))).pictures;
  const fromAlbum = async (picture: AlbumPicture): Promise<Offered> => {
    const answer = await host.busy(fetch(picture.url).then((each) => each.arrayBuffer()));
    return { name: picture.name, bytes: new Uint8Array(answer) };
  };
  const fromChat = async ({ id }: ChatFile): Promise<Offered> => {
    const { name, base64 } = await host.busy(host.rpc<{ name: string; base64: string }>('chats.read', { id }));
    return { name, bytes: fromBase64(base64) };
  };
  const ready = async (offered: (string | Offered)[]): Promise<Offered[]> => {
    const known = offered.some((each) => typeof each === 'string') ? await album() : [];
    return Promise.all(
      offered.map((each) => {
        if (typeof each !== 'string') return each;
        const picture = known.find(({ name }) => name === each);
        if (!picture) throw new Failure(`相册里没有 ${each}`);
        return fromAlbum(picture);
      }),
    );
  };

  /** The chats with files that fit, each a way of its own. */
  const chatWays = async (accept: Accept): Promise<Choice<Way>[]> => {
    const { files } = await host.busy(host.rpc<{ files: ChatFile[] }>('chats.files', {}));
    const chats = new Map<string, ChatFile[]>();
    for (const file of files) {
      // What a file is shows in its bytes; here its name and type have to do.
      const looks = { name: file.name, bytes: headOf(file.type) };
      if (accept.fits(looks)) chats.set(file.chatName, [file, ...(chats.get(file.chatName) ?? [])]);
    }
    return [...chats].map(([label, fitting]) => ({ label, hint: `${fitting.length} 个文件`, value: { from: 'chat', files: fitting } }));
  };
  const pick = async (way: Way | null, { count, accept }: Question): Promise<Offered[]> => {
    if (way === null) return [];
    if (way.from === 'computer') return fromComputer(host, accept, count, tell);
    if (way.from === 'chat') {
      const chosen = await pickSome(
        host,
        '聊天中的文件',
        way.files.map(({ name, from }) => ({ label: name, hint: from })),
        count,
      );
      return Promise.all(chosen.map((at) => fromChat(way.files[at] as ChatFile)));
    }
    const pictures = await album();
    const chosen = await pickSome(
      host,
      '手机相册',
      pictures.map(({ name, url }) => ({ label: name, picture: url })),
      count,
    );
    return Promise.all(chosen.map((at) => fromAlbum(pictures[at] as AlbumPicture)));
  };

  return async (question) => {
    const { count, accept, title } = question;
    const given = prepared.take(count);
    if (given.length) return ready(given);
    const lying = drops.take(count, accept);
    if (lying.length) return lying;
    let dropped: Offered[] = [];
    const drop = new AbortController();
    const closed = drops.open({
      accept,
      taken: (files) => {
        dropped = files.slice(0, count);
        drop.abort();
      },
    });
    const ways: Choice<Way>[] = [
      ...(accept === PICTURES ? [{ label: '从手机相册选择', value: { from: 'album' } } as const] : []),
      ...(question.chats ? await chatWays(accept) : []),
      { label: '从这台电脑选一张', value: { from: 'computer' } },
    ];
    const hint = host.device.kind === 'desk' && h('div.wx-sheet-title', null, '也可以把文件拖进这个窗口');
    const way = await sheet(host, title, ways, '取消', hint, drop.signal).finally(closed);
    const chosen = dropped.length ? dropped : await pick(way, question);
    if (!chosen.length) throw new Failure('cancel');
    return chosen;
  };
}

/** The first bytes of a picture of this type, for a file whose own are not here yet. */
function headOf(type: string): Uint8Array {
  if (type === 'image/png') return Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
  return type.startsWith('image/') ? Uint8Array.of(0xff, 0xd8, 0xff) : new Uint8Array();
}

/** A page of pictures or names over the phone; resolves with the places of those chosen, none when dismissed. One alone is taken at the first tap. */
function pickSome(
  host: Host,
  title: string,
  items: readonly { label: string; hint?: string; picture?: string }[],
  count: number,
): Promise<number[]> {
  return new Promise((done) => {
    const marked = new Set<number>();
    const finish = (chosen: number[]) => {
      open.close();
      done(chosen);
    };
    const ok = h('button.wx-album-ok', { disabled: true, onclick: () => finish([...marked]) }, '完成');
    const buttons = items.map(({ label, hint, picture }, at) => {
      const button = picture
        ? h('button.wx-album-picture', { ariaLabel: label }, h('img', { src: picture, alt: label, loading: 'lazy' }))
        : h('button.wx-chat-file', { ariaLabel: label }, label, hint ? h('small', null, hint) : null);
      button.ariaPressed = 'false';
      button.onclick = () => {
        if (count === 1) return finish([at]);
        if (!marked.delete(at) && marked.size < count) marked.add(at);
        button.ariaPressed = String(marked.has(at));
        ok.disabled = marked.size === 0;
        ok.textContent = marked.size ? `完成(${marked.size})` : '完成';
      };
      return button;
    });
    const bar = h('div.wx-album-bar', null, h('button', { onclick: () => finish([]) }, '取消'), h('span', null, title), ok);
    const pictures = items.some(({ picture }) => picture);
    const grid = h(
      pictures ? 'div.wx-album-grid' : 'div.wx-chat-files',
      null,
      ...(buttons.length ? buttons : [h('p', null, '相册里没有照片')]),
    );
    const open = layer(host, 'album', true, bar, grid);
  });
}

/** Real files of the machine the browser runs on; what does not fit is turned away in words. */
function fromComputer(host: Host, accept: Accept, count: number, tell: (words: string) => void): Promise<Offered[]> {
  return new Promise((done) => {
    const input = h('input', { type: 'file', accept: accept.dialog, multiple: count > 1 });
    input.hidden = true;
    const finish = async (chosen: File[]) => {
      input.remove();
      const read = chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }));
      const fitting = (await host.busy(Promise.all(read))).filter(accept.fits);
      if (fitting.length < chosen.length) tell(accept.refusal);
      done(fitting.slice(0, count));
    };
    input.addEventListener('change', () => void finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => void finish([]));
    host.overlay.append(input);
    input.click();
  });
}
