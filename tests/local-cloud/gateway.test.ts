// Who may knock at the gateway and how much they may bring; the command that serves it.
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { LocalCloud } from '../../tools/local-cloud/api';
import { closeAll, functionsFolder, knock, refusal, sdkOf, startCloud, temporaryFolder } from './house';
import { output, served } from './served';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud({ collections: { t: [] } });
});
afterAll(closeAll);

const get = { action: 'database.getDocument', collectionName: 't', queryType: 'WHERE' };

/** A request with any headers, which fetch would not send. */
function raw(headers: Record<string, string>, method = 'POST', where = '/admin'): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${cloud.url}${where}`, { method, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end(method === 'POST' ? JSON.stringify(get) : undefined);
  });
}

test('another host, any origin, another method are refused', async () => {
  const { host } = new URL(cloud.url);
  expect(await raw({ host })).toBe(200);
  expect(await raw({ host: 'evil.example' })).toBe(403);
  expect(await raw({ host: `evil.example:${new URL(cloud.url).port}` })).toBe(403);
  expect(await raw({ host, origin: 'https://evil.example' })).toBe(403);
  // A page served on this machine is another site to the administrator's door.
  expect(await raw({ host, origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await raw({ host, origin: 'null' }, 'GET', '/cos/x')).toBe(403);
  expect(await raw({ host }, 'GET')).toBe(404);
});

test('it listens on 127.0.0.1 alone', async () => {
  const { port } = new URL(cloud.url);
  const others = Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ address, family }) => family === 'IPv4' && address !== '127.0.0.1');
  for (const { address } of others) {
    const outcome = await new Promise<string>((resolve) => {
      const socket = net.connect(Number(port), address);
      socket.on('connect', () => resolve('open'));
      socket.on('error', () => resolve('closed'));
    });
    expect(outcome).toBe('closed');
  }
});

test('bodies that are no object, too large or with an unknown action are refused by name', async () => {
  const bad = async (body: string) =>
    ((await (await fetch(`${cloud.url}/admin`, { method: 'POST', body })).json()) as { code: string }).code;
  expect(await bad('{')).toBe('INVALID_PARAM');
  expect(await bad('[]')).toBe('INVALID_PARAM');
  expect(await bad('')).toBe('INVALID_PARAM');
  expect((await knock(cloud, { action: 'database.watch' })).json).toMatchObject({
    code: 'INVALID_PARAM',
    message: expect.stringContaining('database.watch'),
  });
  expect((await knock(cloud, { action: 'database.getInitDataForWatch' })).json.code).toBe('INVALID_PARAM');
  expect((await knock(cloud, { action: 'constructor' })).json.code).toBe('INVALID_PARAM');
  const huge = await fetch(`${cloud.url}/admin`, { method: 'POST', body: 'x'.repeat(21 * 1024 * 1024) }).then(
    async (response) => ((await response.json()) as { code: string }).code,
    () => 'closed',
  );
  expect(['EXCEED_MAX_PAYLOAD_SIZE', 'closed']).toContain(huge);
});

describe('bounded', () => {
  let small: LocalCloud;
  beforeAll(async () => {
    const limits = { connections: 8, bodyBytes: 200_000, allBodyBytes: 500_000, headersMs: 400, requestMs: 900 };
    small = await startCloud({ collections: { t: [] } }, { limits });
  });

  /** A connection of one's own; `ended` resolves with what was answered and after how long it was closed. */
  function connection(first: string): { socket: net.Socket; ended: Promise<{ text: string; ms: number }> } {
    const began = Date.now();
    const socket = net.connect(Number(new URL(small.url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    const ended = new Promise<{ text: string; ms: number }>((resolve) => {
      socket.on('close', () => resolve({ text, ms: Date.now() - began }));
    });
    socket.write(first);
    return { socket, ended };
  }
  const head = (length: number): string =>
    `POST /admin HTTP/1.1\r\nhost: ${new URL(small.url).host}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const serves = async (): Promise<boolean> => (await knock(small, get)).status === 200;

  test('a client that sends its headers or its body drop by drop is closed', async () => {
    const headers = connection('POST /admin HTTP/1.1\r\n');
    const body = connection(head(100));
    const dripping = [setInterval(() => headers.socket.write('x: y\r\n'), 50), setInterval(() => body.socket.write(' '), 50)];
    const silent = connection('');
    try {
      const [slowHeaders, slowBody, nothing] = await Promise.all([headers.ended, body.ended, silent.ended]);
      expect(slowHeaders.ms).toBeLessThan(10_000);
      expect(slowBody.ms).toBeLessThan(10_000);
      expect(nothing.ms).toBeLessThan(10_000);
      for (const { text } of [slowHeaders, slowBody]) expect(text).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      dripping.forEach(clearInterval);
    }
    expect(await serves()).toBe(true);
  });

  test('a kept connection that is idle for longer than headers may take is still good', async () => {
    const text = JSON.stringify(get);
    const kept = connection(head(text.length) + text);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    kept.socket.write(head(text.length) + text);
    await new Promise((resolve) => setTimeout(resolve, 200));
    kept.socket.end();
    expect((await kept.ended).text.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  });

  test('connections over the bound are closed at once; the others go on', async () => {
    const text = JSON.stringify(get);
    const many = Array.from({ length: 20 }, () => connection(head(text.length) + text));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    for (const { socket } of many) socket.end();
    const answered = (await Promise.all(many.map(({ ended }) => ended))).filter(({ text: seen }) => seen.includes(' 200 '));
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.length).toBeLessThanOrEqual(8);
    expect(await serves()).toBe(true);
  });

  test('one body and all bodies together have their bounds', async () => {
    const huge = connection(head(300_000));
    huge.socket.write(' '.repeat(250_000));
    expect((await huge.ended).text).toContain('EXCEED_MAX_PAYLOAD_SIZE');
    const waiting = Array.from({ length: 4 }, () => connection(head(190_000)));
    for (const { socket } of waiting) socket.write(' '.repeat(180_000));
    const seen = (await Promise.all(waiting.map(({ ended }) => ended))).map(({ text }) => text);
    expect(seen.filter((text) => text.includes('EXCEED_REQUEST_LIMIT')).length).toBeGreaterThan(0);
    // What was held is given back.
    const fill = { ...get, pad: 'x'.repeat(150_000) };
    for (let i = 0; i < 5; i++) expect((await knock(small, fill)).status).toBe(200);
  });
});

test('planted failures reach the SDK as their errCode', async () => {
  const db = sdkOf(cloud).database();
  cloud.faults.failDatabase('database.getDocument', 'SYS_ERR', 1);
  expect((await refusal(db.collection('t').get())).errCode).toBe(-501001);
  expect((await db.collection('t').get()).data).toEqual([]);
});

test('two clouds in one process do not see each other', async () => {
  const other = await startCloud({ collections: { t: [] } });
  await other.database.put('t', { _id: 'x' });
  expect(await cloud.database.get('t', 'x')).toBeNull();
  expect(await other.database.get('t', 'x')).toEqual({ _id: 'x' });
});

test('a data folder has one owner; a dead one leaves it', async () => {
  const dataDir = temporaryFolder();
  const first = await startCloud({}, { dataDir });
  await expect(startCloud({}, { dataDir })).rejects.toThrow('is served by process');
  await first.close();
  fs.writeFileSync(path.join(dataDir, 'owner'), '999999999');
  await (await startCloud({}, { dataDir })).close();
  expect(fs.existsSync(path.join(dataDir, 'owner'))).toBe(false);
});

test('the command prints one line, serves the real SDK in another process, shows logs when asked, stops when told', async () => {
  const say = `exports.main = async () => { console.log('said', process.env.TENCENTCLOUD_SECRETKEY); return 1; }`;
  const functionsDir = functionsFolder({ collections: { t: [] }, functions: { say } });
  const { child, url, env, errors } = await served(['--data', temporaryFolder(), '--functions', functionsDir, '--logs']);
  try {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const script = `const c = require('wx-server-sdk'); c.init({ env: 'local' }); const t = c.database().collection('t');
      t.add({ data: { a: 1 } }).then(() => c.callFunction({ name: 'say' })).then(() => t.count()).then((r) => console.log(r.total));`;
    expect((await output(['-e', script], env)).text).toBe('1');
  } finally {
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  }
  expect(errors().split('\n').filter(Boolean)).toEqual([expect.stringMatching(/^\d{4}-.*Z say [0-9a-f-]{36} log said \*\*\*$/)]);
});
