// The loopback HTTP server: who may knock, how much they may bring, and where it goes.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { GatewayLimits } from '../api';
import { ServiceError } from '../errors';
import type { Body } from './database-actions';
import { parseMultipart } from './multipart';

export interface GatewayHouse {
  /** A JSON or form action; the answer is JSON, or bytes for the open API. */
  action(body: Body, headers: http.IncomingHttpHeaders): Promise<{ json: object } | { bytes: Uint8Array }>;
  /** Storage by signed URL: answers itself. */
  storage(request: http.IncomingMessage, response: http.ServerResponse, url: URL): Promise<void>;
  /** Something the developer of the local cloud must see. */
  report(error: unknown): void;
}

export interface Gateway {
  port: number;
  close(): Promise<void>;
}

const LIMITS: GatewayLimits = {
  connections: 1024,
  bodyBytes: 20 * 1024 * 1024,
  allBodyBytes: 256 * 1024 * 1024,
  headersMs: 15_000,
  requestMs: 120_000,
};
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A page on another site can make a browser knock here; its Host or Origin gives it away. */
function isForeign(request: http.IncomingMessage, port: number, isAdmin: boolean): boolean {
  const { host, origin } = request.headers;
  if (!host || ![...LOOPBACK].some((name) => host === `${name}:${port}`)) return true;
  if (origin === undefined) return false;
  if (isAdmin) return true;
  try {
    return !LOOPBACK.has(new URL(origin).hostname);
  } catch {
    return true;
  }
}

/** Bytes of bodies that are being read at this moment. */
interface Held {
  bytes: number;
}

function readBody(request: http.IncomingMessage, limits: GatewayLimits, held: Held): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const give = (): void => {
      held.bytes -= size;
      size = 0;
      chunks.length = 0;
    };
    let refused = false;
    request.on('data', (chunk: Buffer) => {
      if (refused) return;
      size += chunk.length;
      held.bytes += chunk.length;
      if (size > limits.bodyBytes) {
        refused = true;
        reject(new ServiceError('EXCEED_MAX_PAYLOAD_SIZE', `[LimitExceeded] request body exceeds ${limits.bodyBytes} bytes`));
      } else if (held.bytes > limits.allBodyBytes) {
        refused = true;
        reject(new ServiceError('EXCEED_REQUEST_LIMIT', '[LimitExceeded] too many large requests at once; try again later'));
      } else chunks.push(chunk);
      if (refused) give();
    });
    request.on('end', () => {
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
      give();
    });
    request.on('error', reject);
    request.on('close', () => {
      give();
      if (!request.complete) reject(new ServiceError('INVALID_PARAM', 'the request was broken off'));
    });
  });
}

function parseBody(request: http.IncomingMessage, bytes: Buffer): Body {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return parseMultipart(bytes, type);
  try {
    const parsed: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Body;
  } catch {
    // Answered below like any other body that is not an object.
  }
  throw new ServiceError('INVALID_PARAM', '[InvalidParameter] the request body is not a JSON object');
}

function sendJson(response: http.ServerResponse, body: object, status = 200): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
  response.end(bytes);
}

/** Start listening on 127.0.0.1. */
export async function startGateway(house: GatewayHouse, wantedPort: number, given: Partial<GatewayLimits> = {}): Promise<Gateway> {
  const limits = { ...LIMITS, ...given };
  const held: Held = { bytes: 0 };
  let port = wantedPort;
  const sockets = new Set<Socket>();
  // Unlike between starts, then counted: a random number for each request would cost more than the request.
  const series = randomBytes(6).toString('hex');
  let counted = 0;

  const admin = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const requestId = `${series}-${(counted++).toString(36)}`;
    try {
      const body = parseBody(request, await readBody(request, limits, held));
      const answer = await house.action(body, request.headers);
      if ('bytes' in answer) {
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': answer.bytes.length });
        response.end(answer.bytes);
      } else sendJson(response, { requestId, ...answer.json });
    } catch (error) {
      if (!(error instanceof ServiceError)) house.report(error);
      const known =
        error instanceof ServiceError ? error : new ServiceError('SYS_ERR', '[InternalError] the local cloud failed; see its log');
      if (!response.headersSent) sendJson(response, { code: known.code, message: known.message, requestId });
      if (!request.complete) request.destroy();
    }
  };

  // Slow senders are looked for often enough that a limit means what it says.
  const connectionsCheckingInterval = Math.min(limits.headersMs, limits.requestMs, 5_000);
  const server = http.createServer({ connectionsCheckingInterval }, (request, response) => {
    let url: URL;
    try {
      url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    } catch {
      return sendJson(response, { code: 'INVALID_PARAM', message: 'bad URL' }, 400);
    }
    const isAdmin = url.pathname === '/admin';
    if (isForeign(request, port, isAdmin))
      return sendJson(response, { code: 'INVALID_REQUEST_SOURCE', message: 'only this machine may use the local cloud' }, 403);
    if (isAdmin && request.method === 'POST') return void admin(request, response);
    if (url.pathname.startsWith('/cos/'))
      return void house.storage(request, response, url).catch((error: unknown) => {
        house.report(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    sendJson(response, { code: 'INVALID_PARAM', message: 'nothing here' }, 404);
  });
  server.maxConnections = limits.connections;
  // Longer than the SDK keeps idle connections, so that it never writes into one that is being closed.
  server.keepAliveTimeout = 70_000;
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  return {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
