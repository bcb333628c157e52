// Starts the simulator: one server on this machine with the stage, the phones and their calls.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator, SimulatorOptions } from './api';
import { browserBundles } from './server/bundles';
import { Chats } from './server/chats';
import { fontCss, fontFile } from './server/fonts';
import { type Handler, type Reply, type Request, type Stream, serve } from './server/http';
import { phoneHtml, stageHtml } from './server/pages';
import { type Phone, type PhoneSettings, Phones } from './server/phones';
import { Project } from './server/project';
import { failureOf, listAlbum, makeRpc } from './server/rpc';

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
  const chats = new Chats(phones);
  const rpc = makeRpc(options, phones, chats);
  const secret = randomBytes(18).toString('base64url');
  const stage = stageCalls(options, phones, chats);

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

interface StageInput {
  key?: string;
  token?: string;
  width?: number;
  height?: number;
  fontScale?: number;
  settings?: Partial<PhoneSettings>;
  instant?: string;
}

/** What the stage page may ask of the server. */
function stageCalls(options: SimulatorOptions, phones: Phones, chats: Chats): Record<string, (input: StageInput) => unknown> {
  const now = () => (options.cloud?.clock.now() ?? new Date()).getTime();
  const phoneOf = ({ token }: StageInput): Phone => {
    const phone = phones.get(token ?? '');
    if (!phone) throw Object.assign(new Error('没有这部手机'), { status: 404 });
    return phone;
  };
  return {
    cast: () => ({
      title: options.title ?? '小程序',
      now: now(),
      cloud: options.cloud !== null,
      cast: options.cast.map(({ key, name, words, device }) => ({ key, name, words, device })),
    }),
    open: (input) => {
      const member = options.cast.find(({ key }) => key === input.key);
      if (!member) throw Object.assign(new Error(`没有 ${input.key} 这个人`), { status: 404 });
      const { token, width, height, settings } = phones.add(member, input);
      return { token, width, height, settings };
    },
    close: (input) => phones.remove(phoneOf(input).token),
    settings: (input) => phones.change(phoneOf(input), input.settings ?? {}),
    clock: ({ instant }) => {
      if (instant !== undefined && options.cloud) options.cloud.clock.set(instant);
      phones.tell('*', 'clock', { now: now() });
      return { now: now() };
    },
    chats: () => chats.all(),
    messages: () =>
      (options.cloud?.messages.sent() ?? []).map(({ openid, ...rest }) => ({
        ...rest,
        key: options.cast.find((member) => member.openid === openid)?.key ?? null,
      })),
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
