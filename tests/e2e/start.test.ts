// The promise of `npm start`: one address, data kept, a second start shown the way, a clean stop.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countyMark } from '../../tools/start/mark';

const root = join(__dirname, '..', '..');
let data: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'wugongtong-start-'));
});
afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

interface Run {
  said: () => string;
  /** Resolves when the pattern was said; rejects when the program ends before. */
  hears: (pattern: RegExp) => Promise<RegExpExecArray>;
  ends: Promise<number | null>;
  stop: () => void;
}

function start(...args: string[]): Run {
  const child = spawn(process.execPath, ['tools/start.mjs', '--data', data, '--size', 'small', ...args], { cwd: root });
  children.push(child);
  let text = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ends = new Promise<number | null>((resolve) => child.on('close', resolve));
  const hears = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(text);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void ends.then((code) => reject(new Error(`ended with ${code} before it said ${pattern}:\n${text}`)));
    });
  // The launcher hands Ctrl-C on from the terminal; here there is none, so it is asked to end.
  return { said: () => text, hears, ends, stop: () => child.kill('SIGTERM') };
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;
const READY = /Ctrl-C ends/;

test('serves one address, keeps the county and its keys, and stops cleanly', async () => {
  const first = start('--seed', '7', '--port', '7610');
  await first.hears(READY);
  const [url] = await first.hears(ADDRESS);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('务工通');
  expect(first.said().match(/http:\/\//g)).toHaveLength(1);
  expect(statSync(join(data, 'keys.json')).mode & 0o077).toBe(0);
  const keys = readFileSync(join(data, 'keys.json'), 'utf8');

  const second = start();
  expect((await second.hears(ADDRESS))[0]).toBe(url);
  expect(await second.ends).toBe(0);
  expect(second.said()).toContain('already running');

  first.stop();
  expect(await first.ends).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
  expect(existsSync(join(data, 'running.json'))).toBe(false);

  const third = start('--port', '7610');
  await third.hears(READY);
  expect(third.said()).not.toContain('Settling');
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).toBe(keys);
  expect(JSON.parse(readFileSync(join(data, 'cloud', 'county.json'), 'utf8'))).toEqual({ seed: 7, size: 'small', mark: countyMark() });
  third.stop();
  expect(await third.ends).toBe(0);
});

test('a county an older version left is kept aside, and a new one made without a word to type', async () => {
  const keys = readFileSync(join(data, 'keys.json'), 'utf8');
  writeFileSync(join(data, 'cloud', 'county.json'), JSON.stringify({ seed: 7, size: 'small' }));
  const fourth = start('--port', '7610');
  await fourth.hears(READY);
  const [, aside] = await fourth.hears(/已原样挪到 (\S+)，/);
  expect(fourth.said()).toContain('Settling county 140799 云岭县, number 7, size small');
  expect(readFileSync(join(aside as string, 'keys.json'), 'utf8')).toBe(keys);
  expect(readdirSync(aside as string).sort()).toEqual(['cloud', 'keys.json', 'phones']);
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).not.toBe(keys);
  expect(JSON.parse(readFileSync(join(data, 'cloud', 'county.json'), 'utf8'))).toMatchObject({ mark: countyMark() });
  fourth.stop();
  expect(await fourth.ends).toBe(0);
});

test('says what is wrong with its options, without a trace', async () => {
  const mistakes: [args: string[], words: RegExp][] = [
    [['--port', 'abc'], /--port takes a whole number/],
    [['--seed', '-1'], /seed/],
    [['--nonsense'], /nonsense/],
  ];
  await Promise.all(
    mistakes.map(async ([args, words]) => {
      const run = start(...args);
      expect(await run.ends).toBe(1);
      expect(run.said()).toMatch(words);
      expect(run.said()).not.toMatch(/\n\s+at /);
    }),
  );
});
