// conform: says what it needs before it sends anything, finds nothing between this cloud and itself, and tells a cloud that differs by name.
import type { ChildProcess } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { UNIQUE_INDEX } from '../../tools/local-cloud/cases/all';
import { closeAll, FULL, functionsFolder, PROBE, temporaryFolder } from './house';
import { output, served } from './served';

const CONFORM = ['--import', 'tsx', path.resolve('tools/local-cloud/conform.ts')];
const ON_LOCAL = [...CONFORM, '--env', 'local', '--write', ...(FULL ? [] : ['--quick'])];

const children: ChildProcess[] = [];
async function cloudOf(declared: Parameters<typeof functionsFolder>[0]): Promise<{ url: string; env: Record<string, string> }> {
  const { child, url, env } = await served(['--data', temporaryFolder(), '--functions', functionsFolder(declared)]);
  children.push(child);
  return { url, env };
}
const { collection, ...index } = UNIQUE_INDEX;
const WHOLE = { ...PROBE, collections: { [`conform_${collection}`]: [index] } };
const linesOf = (text: string, state: string): string[] => text.split('\n').filter((line) => line.startsWith(state));

const gateways: http.Server[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const server of gateways) server.close();
  await closeAll();
});

/** A cloud that answers otherwise: a gateway in between that changes answers. */
async function altered(url: string, change: (action: string, answer: string) => string): Promise<string> {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks);
      const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
      const answer = await fetch(`${url}${request.url}`, { method: 'POST', body, headers });
      const action = /"action":"([\w.]+)"/.exec(String(body))?.[1] ?? '';
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(change(action, await answer.text()));
    });
  });
  gateways.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ['no environment', [], {}, '--env is missing'],
  ['no key', ['--env', 'e-1', '--write'], {}, 'TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY must be set'],
  ['half a key', ['--env', 'e-1', '--write'], { TENCENTCLOUD_SECRETID: 'x' }, 'TENCENTCLOUD_SECRETKEY must be set'],
  [
    'no leave to write',
    ['--env', 'e-1'],
    { TENCENTCLOUD_SECRETID: 'x', TENCENTCLOUD_SECRETKEY: 'y' },
    'Say that this is wanted with --write',
  ],
  ['a prefix of nothing', ['--env', 'e-1', '--write', '--prefix', ''], {}, 'must be a letter'],
])('refuses with %s, in plain words', async (_what, args, env, words) => {
  const { text, errors, code } = await output([...CONFORM, ...args], env);
  expect(errors).toContain(words);
  expect(text).toBe('');
  expect(code).toBe(2);
});

test('finds no difference between this cloud and itself, confirms every belief, and leaves nothing behind; a second run as well', async () => {
  const { env } = await cloudOf(WHOLE);
  const first = await output(ON_LOCAL, env);
  expect([first.errors, linesOf(first.text, 'DIFFERENT'), first.code]).toEqual(['', [], 0]);
  expect(linesOf(first.text, 'not run').filter(() => FULL)).toEqual([]);
  expect(linesOf(first.text, 'confirmed').length).toBeGreaterThan(20);
  expect(first.text).toContain('confirmed  Transactions: a refused operation ends its transaction (believed)');
  const look = `const c = require('wx-server-sdk'); c.init({ env: 'local' }); const db = c.database();
    Promise.all(['things', 'changed', 'kinds', 'many', 'heavy', 'claims', 'fresh'].map((n) => db.collection('conform_' + n).count()))
      .then((all) => console.log(all.map(({ total }) => total).join(' ')));`;
  expect((await output(['-e', look], env)).text).toBe('0 0 0 0 0 0 0');
  const second = await output([...CONFORM, '--env', 'local', '--write', '--quick'], env);
  expect([second.errors, second.code]).toEqual(['', 0]);
  expect(linesOf(second.text, 'not run').some((line) => line.includes('createCollection'))).toBe(true);
});

test('tells what answers otherwise by its name, and which belief is not so; what an environment lacks is left out by name', async () => {
  const { url, env } = await cloudOf({});
  const other = await altered(url, (action, answer) => {
    if (action === 'database.calculateDocument') return answer.replace(/"total":2\b/, '"total":3');
    if (action === 'database.removeDocument') return answer.replace('"deleted":0', '"deleted":1');
    // Contrary to a belief: after a refused operation the transaction could still be committed.
    if (action === 'database.commitTransaction') return answer.includes('TransactionNotExist') ? '{"requestId":"r"}' : answer;
    return answer;
  });
  const { text, errors, code } = await output([...ON_LOCAL.filter((arg) => arg !== '--quick'), '--quick'], {
    ...env,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${other}/admin` }),
  });
  expect(errors).toBe('');
  expect(code).toBe(1);
  expect(linesOf(text, 'DIFFERENT')).toEqual([
    'DIFFERENT  Queries: count()',
    'DIFFERENT  Writes: doc().remove()',
    'DIFFERENT  Transactions: a refused operation ends its transaction (believed)',
    'DIFFERENT  Transactions: a finished transaction is refused',
  ]);
  expect(text).toContain('  gave 3 instead of 2');
  const left = linesOf(text, 'not run');
  expect(left.some((line) => line.includes('a taken unique key'))).toBe(true);
  expect(left.some((line) => line.includes('Functions: a result comes back'))).toBe(true);
  expect(text).toContain("deploy the function in tools/local-cloud/cases/probe as 'conform-probe'");
  expect(text.split('\n').at(-1)).toMatch(/^\d+ cases: \d+ as here, 4 different, /);
});
