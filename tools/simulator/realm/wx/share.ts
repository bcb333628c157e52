// Sharing: the card a page offers, and where it is sent.
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';
import { sniff, toBase64 } from './bytes';
import { nameOf } from './documents';
import type { FileStore } from './file-store';
import { sheet } from './layer';

/** A card as it appears in a chat. */
export interface ShareCard {
  title: string;
  /** Page with query, e.g. /pages/job/job?id=1 */
  path: string;
  imageUrl: string;
  withShareTicket?: boolean;
}

/** Pages whose cards carry a share ticket into groups (wx.showShareMenu). */
const ticketed = new WeakSet<object>();

/** Pages that took their cards back (wx.hideShareMenu). */
const unshared = new WeakSet<object>();
export const mayShare = (page: object): boolean => !unshared.has(page);

/** Asks the page on top for its card, the way WeChat does (`onShareAppMessage`), and lets the person choose where it goes. */
export async function shareFrom(host: Host, files: FileStore, from: 'button' | 'menu', target?: unknown): Promise<void> {
  const page = host.pages.stack().at(-1);
  if (!page) return;
  const ask = page.onShareAppMessage as ((event: unknown) => Partial<ShareCard> & { promise?: Promise<Partial<ShareCard>> }) | undefined;
  const given = ask?.call(page, { from, target, webViewUrl: undefined }) ?? {};
  const late = given.promise ? await Promise.race([given.promise, new Promise<object>((done) => setTimeout(() => done({}), 3000))]) : {};
  const query = Object.entries(page.options)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const card: ShareCard = {
    title: host.pages.title?.() || '小程序',
    path: `/${page.route}${query && `?${query}`}`,
    imageUrl: '',
    withShareTicket: ticketed.has(page),
    ...plain(given),
    ...plain(late),
  };
  if (!card.path.startsWith('/')) card.path = `/${card.path}`;
  const chat = await chooseChat(host, `发送给：${card.title}`);
  if (!chat) return;
  const imageUrl = await host.busy(loadable(host, files, card.imageUrl));
  await host.busy(host.rpc('share.send', { chat, card: { ...card, imageUrl } }));
}

/** Asks for one of the person's chats; null when they went back. */
async function chooseChat(host: Host, title: string): Promise<string | null> {
  const { chats } = await host.busy(host.rpc<{ chats: { id: string; name: string }[] }>('share.targets', {}));
  return sheet(
    host,
    title,
    chats.map(({ id, name }) => ({ label: name, value: id })),
  );
}

/** A card's picture in a form the stage can show: a file of this phone is sent along. */
async function loadable(host: Host, files: FileStore, imageUrl: string): Promise<string> {
  if (!imageUrl || /^(https?|data):/.test(imageUrl)) return imageUrl;
  if (files.keyOf(imageUrl) === null) return host.packageUrl(imageUrl);
  const bytes = await files.read(imageUrl);
  return `data:${sniff(bytes).type};base64,${toBase64(bytes)}`;
}

const plain = ({ title, path, imageUrl }: Partial<ShareCard>): Partial<ShareCard> =>
  Object.fromEntries(Object.entries({ title, path, imageUrl }).filter(([, value]) => value !== undefined));

/** Sends a file of this phone to a chat; fails with `cancel` when the person went back. */
export async function sendFile(host: Host, files: FileStore, path: string, name: string): Promise<void> {
  const bytes = await files.read(path);
  const chat = await chooseChat(host, `发送文件：${name}`);
  if (!chat) throw new Failure('cancel');
  await host.busy(host.rpc('share.file', { chat, name, base64: toBase64(bytes) }));
}

export function share(host: Host, files: FileStore): Area {
  const menu = ({ withShareTicket }: Options) => {
    const page = host.pages.stack().at(-1);
    if (page && withShareTicket !== undefined) ticketed[withShareTicket ? 'add' : 'delete'](page);
  };
  return {
    async: {
      showShareMenu: (options) => {
        const page = host.pages.stack().at(-1);
        if (page) unshared.delete(page);
        menu(options);
      },
      hideShareMenu: () => {
        const page = host.pages.stack().at(-1);
        if (page) unshared.add(page);
      },
      updateShareMenu: menu,
      getGroupEnterInfo: () => host.rpc('group.enterInfo', { field: 'opengid' }),
      // The older way, with the ticket of scene 1044 and another spelling of the group's id.
      getShareInfo: ({ shareTicket }) => {
        if (!shareTicket || shareTicket !== host.launch?.enter.shareTicket) throw new Failure('parameter error: invalid shareTicket');
        return host.rpc('group.enterInfo', { field: 'openGId' });
      },
    },
    asks: {
      // For tests and the stage's ··· button as well.
      shareAppMessage: () => shareFrom(host, files, 'menu'),
      shareFileMessage: async ({ filePath, fileName }) => {
        const path = String(filePath ?? '');
        await sendFile(host, files, path, typeof fileName === 'string' && fileName ? fileName : nameOf(path));
      },
    },
  };
}
