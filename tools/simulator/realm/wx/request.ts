// wx.request: to this machine, or a host the stage was told of; everything else is not in the list of domains.
import type { Host } from '../host';
import { asynchronous, type Callbacks, Failure, type Options } from './api';
import { encode, fromBase64, toBase64 } from './bytes';

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT', 'PATCH'];
const PATIENCE = 60_000;
interface Answer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
  base64: string;
}

export function request(host: Host): Record<string, unknown> {
  return {
    request: (given: Options & Callbacks) => {
      const heard = new Set<(headers: { header: object }) => void>();
      const told = new Set<(chunk: { data: ArrayBuffer }) => void>();
      let stop: (failure: Failure) => void = () => {};
      const stopped = new Promise<never>((_, reject) => {
        stop = reject;
      });
      // Whoever stopped it has said so: what the server still answers is nobody's.
      stopped.catch(() => host.rpc('net.abort', { id }).catch(() => {}));
      const id = crypto.randomUUID();
      const run = async (options: Options) => {
        const sent = { id, ...asSent(options) };
        const timer = setTimeout(() => stop(new Failure('timeout', { errno: 5 })), Number(options.timeout ?? PATIENCE));
        const answer = await Promise.race([host.rpc<Answer>('net.request', sent), stopped]).finally(() => clearTimeout(timer));
        const { statusCode, header, cookies } = answer;
        for (const each of heard) each({ header });
        const bytes = fromBase64(answer.base64);
        for (const each of told) each({ data: bytes.slice().buffer as ArrayBuffer });
        return { statusCode, header, cookies, data: readAs(bytes, options) };
      };
      const task = {
        abort: () => stop(new Failure('abort')),
        onHeadersReceived: (listener: (headers: { header: object }) => void) => void heard.add(listener),
        offHeadersReceived: (listener: (headers: { header: object }) => void) => void heard.delete(listener),
        onChunkReceived: (listener: (chunk: { data: ArrayBuffer }) => void) => void told.add(listener),
        offChunkReceived: (listener: (chunk: { data: ArrayBuffer }) => void) => void told.delete(listener),
      };
      const promise = asynchronous(host, 'request', run, true)(given);
      return promise ? Object.assign(promise, task) : task;
    },
  };
}

/** What travels: in the address for GET, as JSON or a form for the rest, as WeChat decides by content-type. */
function asSent({ url, method = 'GET', header = {}, data }: Options) {
  if (typeof url !== 'string' || !url) throw new Failure('parameter error: parameter.url should be String');
  const verb = String(method).toUpperCase();
  if (!METHODS.includes(verb)) throw new Failure(`parameter error: method "${method}" is not known`);
  const names = Object.entries(header as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const headers: Record<string, string> = { 'content-type': 'application/json', ...Object.fromEntries(names) };
  const plain = typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer);
  const form = plain ? new URLSearchParams(Object.entries(data as object).map(([name, value]) => [name, String(value)])).toString() : '';
  if (verb === 'GET' || verb === 'HEAD')
    return { url: form ? `${url}${url.includes('?') ? '&' : '?'}${form}` : url, method: verb, header: headers, base64: null };
  if (data === undefined || data === null) return { url, method: verb, header: headers, base64: null };
  const body = !plain ? data : headers['content-type']?.includes('x-www-form-urlencoded') ? form : JSON.stringify(data);
  return { url, method: verb, header: headers, base64: toBase64(encode(body)) };
}

function readAs(bytes: Uint8Array, { dataType = 'json', responseType = 'text' }: Options): unknown {
  if (responseType === 'arraybuffer') return bytes.slice().buffer;
  const text = new TextDecoder().decode(bytes);
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
