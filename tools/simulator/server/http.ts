// The stage's own web server: this machine only, bounded bodies, nobody else's page may talk to it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A picture of 20 MB as base64, and a little. */
const BODY_LIMIT = 28 * 1024 * 1024;

/** Not one request leaves the machine, in whatever browser: pictures of the local cloud come from another port of it. */
const STAY_HERE =
  "default-src 'self' http://127.0.0.1:* http://localhost:* data: blob: 'unsafe-inline' 'unsafe-eval'; form-action 'self'; frame-ancestors 'self'";

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  json(): Promise<unknown>;
}

export interface Reply {
  status?: number;
  type: string;
  body: string | Buffer;
  /** The content never changes under this address. */
  lasting?: boolean;
  etag?: string;
}

/** Keeps the connection open and feeds it; called with the raw response. */
export type Stream = { stream(response: ServerResponse): void };
export type Handler = (request: Request) => Promise<Reply | Stream | null> | Reply | Stream | null;

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1. A `Host` other than this machine, or an `Origin` other than our own page, is refused. */
export async function serve(port: number, handle: Handler): Promise<HttpServer> {
  const server = createServer((incoming, response) => void answer(server, handle, incoming, response));
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(server: Server, handle: Handler, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const ours = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin } = incoming.headers;
  if (!ours.includes(host) || (origin !== undefined && !ours.some((each) => origin === `http://${each}`)))
    return send(response, { status: 403, type: 'text/plain', body: 'Only the simulator’s own page on this machine may ask.' });
  const url = new URL(incoming.url ?? '/', `http://${host}`);
  try {
    const reply = await handle({
      method: incoming.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: incoming.headers,
      json: () => readJson(incoming),
    });
    if (reply === null) return send(response, { status: 404, type: 'text/plain; charset=utf-8', body: '没有这个地址' });
    if ('stream' in reply) return reply.stream(response);
    if (reply.etag && incoming.headers['if-none-match'] === reply.etag) return void response.writeHead(304).end();
    send(response, reply);
  } catch (error) {
    const status = (error as { status?: number }).status ?? 500;
    if (status === 500) console.error('simulator:', error);
    send(response, {
      status,
      type: 'text/plain; charset=utf-8',
      body: status === 500 ? '模拟器内部错误，详情见终端' : String((error as Error).message),
    });
  }
}

function send(response: ServerResponse, { status = 200, type, body, lasting, etag }: Reply): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': lasting ? 'max-age=31536000, immutable' : etag ? 'no-cache' : 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...(type.startsWith('text/html') ? { 'content-security-policy': STAY_HERE } : {}),
    ...(etag ? { etag } : {}),
  });
  response.end(body);
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw Object.assign(new Error('请求太大'), { status: 413 });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null');
  } catch {
    throw Object.assign(new Error('不是 JSON'), { status: 400 });
  }
}
