// How the app came to the front: what it is told at launch, and what happens when somebody comes in again while it runs.
import type { Entry } from '../entry';
import type { AppHolder } from './app';
import type { Host } from './host';
import { parseQuery } from './page';
import type { Router } from './router';
import { fromBase64 } from './wx/bytes';
import type { FileStore } from './wx/file-store';
import type { Channels, LaunchOptions } from './wx/lifecycle';

/** Opened from the list of apps. */
const FROM_LIST = 1001;

/** What onLaunch and onShow are told; a chat's file is put on the phone first. `first`: the page when the way in names none. */
export async function optionsOf(host: Host, files: FileStore, entry: Entry | undefined, first: string): Promise<LaunchOptions> {
  const [path = '', query = ''] = (entry?.path || first).replace(/^\//, '').split(/\?(.*)/s);
  const { scene = FROM_LIST, chatType, shareTicket, material } = entry ?? {};
  return {
    path: path.replace(/\.html$/, ''),
    query: parseQuery(query),
    scene,
    ...(chatType ? { chatType } : {}),
    ...(shareTicket ? { shareTicket } : {}),
    ...(material ? { forwardMaterials: [await fetched(host, files, material)] } : {}),
  };
}

async function fetched(host: Host, files: FileStore, { id, name, type }: NonNullable<Entry['material']>) {
  const { base64 } = await host.rpc<{ base64: string }>('chats.read', { id });
  const bytes = fromBase64(base64);
  return { type, name, path: files.temporary(bytes, /\.(\w+)$/.exec(name)?.[1]), size: bytes.length };
}

export interface Front {
  /** The person looks at something else, or back. */
  away(on: boolean): void;
  /** The person comes in by a way that names a page: the running app is told, and starts over at that page, as WeChat does. */
  enter(entry: Entry): Promise<void>;
  /** How often somebody came in while the app ran. */
  entered(): number;
}

export function frontOf(host: Host, files: FileStore, app: AppHolder, router: Router, channels: Channels, first: string): Front {
  let hidden = false;
  let times = 0;
  const leave = () => {
    if (hidden) return;
    hidden = true;
    router.top().hide();
    app.call('onHide');
    channels.AppHide.emit(undefined);
  };
  const come = (options: LaunchOptions) => {
    hidden = false;
    app.call('onShow', options);
    channels.AppShow.emit(options);
  };
  const last = () => host.launch?.enter ?? { path: '', query: {}, scene: FROM_LIST };
  return {
    away(on) {
      if (on) return leave();
      if (!hidden) return;
      come(last());
      router.top().show();
    },
    async enter(entry) {
      leave();
      const options = await optionsOf(host, files, entry, first);
      host.launch = { launch: host.launch?.launch ?? options, enter: options };
      come(options);
      await goTo(host, app, router, channels, entry.path || first, options);
      times += 1;
    },
    entered: () => times,
  };
}

/** Starts over at a page; the app is told when there is no such page. */
export async function goTo(
  host: Host,
  app: AppHolder,
  router: Router,
  channels: Channels,
  url: string,
  { path, query }: LaunchOptions,
): Promise<void> {
  await router.reLaunch(`/${url.replace(/^\//, '')}`).catch((error: unknown) => {
    const missing = { path, query, isEntryPage: true };
    const heard = channels.PageNotFound.size > 0;
    channels.PageNotFound.emit(missing);
    if (!app.call('onPageNotFound', missing) && !heard) host.report(error);
  });
}
