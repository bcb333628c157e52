// Starts the simulator: one server on this machine with the stage, the phones and their calls.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator, SimulatorOptions } from './api';
import { browserBundles } from './server/bundles';
import { ChatKeep } from './server/chat-keep';
import { Chats } from './server/chats';
import { Doors } from './server/doors';
import { fontCss, fontFile } from './server/fonts';
import { type Handler, type Reply, type Request, type Stream, serve } from './server/http';
import { phoneHtml, stageHtml } from './server/pages';
import { Phones } from './server/phones';
import { Project } from './server/project';
import { failureOf, listAlbum, makeRpc } from './server/rpc';
import { type StageInput, stageCalls } from './server/stage-calls';

export type { CastMember, Simulator, SimulatorOptions } from './api';

/**
 * Runs a built mini-program in the browser over a cloud.
 * @returns the address of the stage. Rejects when the port is taken or `projectDir` holds no mini-program.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const project = new Project(options.projectDir);
  project.bundle();
  const bundles = await browserBundles();
  const phones = new Phones();
  const now = () => (options.cloud?.clock.now() ?? new Date()).getTime();
  const chats = new Chats(options.cast, phones, new ChatKeep(options.dataDir), now);
  const doors = new Doors(options, chats, () => project.bundle().bundle.app.supportedMaterials ?? []);
  const rpc = makeRpc(options, phones, chats, doors);
  const secret = randomBytes(18).toString('base64url');
  const stage = stageCalls(options, phones, chats, doors);

  const gets: Record<string, (request: Request) => Reply | Stream | null> = {
    '/': () => ({ type: 'text/html; charset=utf-8', body: stageHtml(options.title ?? '小程序', secret) }),
    '/phone': ({ query }) => {
      const phone = phones.get(query.get('token') ?? '');
      return phone ? { type: 'text/html; charset=utf-8', body: phoneHtml(phone.width) } : null;
    },
    '/stage.js': () => script(bundles.stage.js),
    '/stage.js.map': () => ({ type: 'application/json', body: bundles.stage.map }),
    '/realm.js.map': () => ({ type: 'application/json', body: bundles.realm.map }),
    '/stage.css': () => style(bundles.stage.css),
    '/realm.js': () => script(bundles.realm.js),
    '/realm.css': () => style(bundles.realm.css),
    '/font.css': () => style(fontCss()),
    '/project.json': () => {
      const { bundle, json } = project.bundle();
      return { type: 'application/json', body: json, etag: `"${bundle.version}"` };
    },
    '/events': ({ query }) => {
      const listener = query.get('secret') === secret ? '*' : phones.get(query.get('phone') ?? '')?.token;
      return listener ? events(phones, listener) : null;
    },
  };
  const handle: Handler = async (request) => {
    const { method, path, headers } = request;
    if (method === 'POST' && path === '/rpc') {
      const phone = phones.get(String(headers['x-phone-token']));
      if (!phone) return { status: 403, type: 'text/plain', body: 'unknown phone' };
      const { method: name, params } = (await request.json()) as { method: string; params: unknown };
      const reply = await rpc(name, params, phone).then(
        (answer) => ({ ok: true, answer }),
        (error: unknown) => ({ ok: false, error: failureOf(error) }),
      );
      return { type: 'application/json', body: JSON.stringify(reply) };
    }
    if (method === 'POST' && path.startsWith('/stage/')) {
      if (headers['x-stage-secret'] !== secret) return { status: 403, type: 'text/plain', body: 'not the stage' };
      const call = stage[path.slice('/stage/'.length)];
      return call ? { type: 'application/json', body: JSON.stringify(call((await request.json()) as StageInput) ?? null) } : null;
    }
    if (method !== 'GET') return null;
    const own = gets[path];
    if (own) return own(request);
    if (path.startsWith('/font/')) return wrap(fontFile(path.slice(6)), 'font/woff2');
    if (path.startsWith('/album/')) {
      const name = path.slice(7);
      return listAlbum(options.albumDir).some((each) => each.name === name)
        ? wrap(readFileSync(join(options.albumDir as string, name)), /\.png$/i.test(name) ? 'image/png' : 'image/jpeg')
        : null;
    }
    if (path.startsWith('/package/')) return project.asset(path.slice(9));
    return null;
  };

  const server = await serve(options.port ?? 0, handle);
  if (options.watch !== false) project.watch(() => phones.tell('*', 'reload', null));
  return {
    url: server.url,
    secret,
    close: async () => {
      project.close();
      await server.close();
    },
  };
}

/** A connection over which the server tells things; `*` hears what every phone hears. */
function events(phones: Phones, listener: string): Stream {
  return {
    stream(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      const stop = phones.listen(listener, (event, payload) => response.write(`data: ${JSON.stringify({ event, payload })}\n\n`));
      response.on('close', stop);
    },
  };
}

const script = (body: string): Reply => ({ type: 'text/javascript; charset=utf-8', body });
const style = (body: string): Reply => ({ type: 'text/css; charset=utf-8', body });
const wrap = (body: Buffer | null, type: string): Reply | null => body && { type, body, lasting: true };
