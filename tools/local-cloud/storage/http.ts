// Files over HTTP: PUT with a permission, GET with a signed link. Errors are XML with the four elements the SDK insists on.
import { randomBytes } from 'node:crypto';
import type http from 'node:http';
import path from 'node:path';
import type { LocalStorage } from './storage';

const TYPES: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (letter) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[letter] ?? letter);
}

function refuse(response: http.ServerResponse, status: number, code: string, message: string, resource: string): void {
  const requestId = randomBytes(12).toString('base64');
  const body = `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message><Resource>${escaped(resource)}</Resource><RequestId>${requestId}</RequestId><TraceId>${requestId}</TraceId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml', 'x-cos-request-id': requestId, connection: 'close' });
  response.end(body);
}

/** Serve `/cos/…`. */
export async function serveStorage(
  storage: LocalStorage,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  url: URL,
): Promise<void> {
  let cloudPath: string;
  try {
    cloudPath = decodeURIComponent(url.pathname.slice('/cos/'.length));
  } catch {
    return refuse(response, 400, 'InvalidURI', 'the path is not valid', url.pathname);
  }
  if (request.method === 'PUT') return put(storage, request, response, cloudPath);
  if (request.method === 'GET' || request.method === 'HEAD') get(storage, request, response, url, cloudPath);
  else refuse(response, 405, 'MethodNotAllowed', 'only GET and PUT', cloudPath);
}

async function put(storage: LocalStorage, request: http.IncomingMessage, response: http.ServerResponse, cloudPath: string): Promise<void> {
  const token = request.headers['x-cos-security-token'];
  if (typeof token !== 'string' || !storage.takeUpload(token, cloudPath)) {
    request.resume();
    return refuse(response, 403, 'AccessDenied', 'no permission to upload here, or it is used up', cloudPath);
  }
  try {
    await storage.put(cloudPath, request, '');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(response, 400, 'EntityTooLarge', error.message, cloudPath);
  }
  response.writeHead(200, { 'content-length': 0 });
  response.end();
}

function get(storage: LocalStorage, request: http.IncomingMessage, response: http.ServerResponse, url: URL, cloudPath: string): void {
  const record = storage.record(cloudPath);
  if (!storage.opens(cloudPath, url.searchParams.get('sign') ?? '', Number(url.searchParams.get('t')))) {
    refuse(response, 403, 'AccessDenied', 'the link is not valid or has expired', cloudPath);
    return;
  }
  if (!record) {
    refuse(response, 404, 'NoSuchKey', 'the file does not exist', cloudPath);
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(cloudPath).toLowerCase()] ?? 'application/octet-stream',
    'content-length': record.size,
    // A signed link must not outlive its signature in a cache.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  storage
    .stream(record)
    .on('error', () => response.destroy())
    .pipe(response);
}
