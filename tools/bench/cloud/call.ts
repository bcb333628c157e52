// One database call through the real SDK: the local cloud against a gateway that answers a constant, each gateway and each client its own process.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../local-cloud';
import { ROOT } from '../bundle';
import { type Bench, median, rowOfRounds } from '../row';

const ROUNDS = 15;
const CALLS = 200;
const DOC = { _id: 'one', name: '石桥村', n: 1 };

export const cloudCall: Bench = {
  async run(say) {
    const dataDir = mkdtempSync(join(tmpdir(), 'bench-call-'));
    const running: ChildProcess[] = [];
    try {
      await seed(dataDir);
      const { child, env } = await localCloud(dataDir);
      running.push(child);
      const constant = fork(join(__dirname, 'constant.cjs'), { env: { ...process.env, ANSWER: JSON.stringify(DOC) } });
      running.push(constant);
      const [port] = (await once(constant, 'message')) as [number];
      const clients = [env, pointedAt(env, `http://127.0.0.1:${port}`)].map((each) => fork(join(__dirname, 'client.cjs'), { env: each }));
      running.push(...clients);
      const [ours, peer] = clients as [ChildProcess, ChildProcess];
      await p50(ours);
      await p50(peer);
      const rounds: { ours: number; peer: number }[] = [];
      for (let i = 0; i < ROUNDS; i++) {
        const first = await p50(i % 2 === 0 ? ours : peer);
        const second = await p50(i % 2 === 0 ? peer : ours);
        rounds.push(i % 2 === 0 ? { ours: first, peer: second } : { ours: second, peer: first });
      }
      say(`${ROUNDS} rounds of ${CALLS} calls each, the median of each round`);
      return [rowOfRounds('database call through the SDK vs constant gateway', rounds, 'ms', { atMost: 1.5 })];
    } finally {
      for (const child of running) child.kill();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function seed(dataDir: string): Promise<void> {
  const cloud = await startLocalCloud({ dataDir, timers: false });
  await cloud.database.import('bench', [DOC]);
  await cloud.close();
}

/** The local cloud by its own command. */
export async function localCloud(
  dataDir: string,
  more: readonly string[] = [],
): Promise<{ child: ChildProcess; env: Record<string, string> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/local-cloud/main.ts', '--data', dataDir, '--no-timers', ...more], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const { env } = JSON.parse(line.toString()) as { env: Record<string, string> };
  return { child, env };
}

/** The same environment with another gateway in it, wherever the address stands. */
function pointedAt(env: Record<string, string>, url: string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace(/http:\/\/127\.0\.0\.1:\d+/g, url)]));
}

async function p50(client: ChildProcess): Promise<number> {
  client.send(CALLS);
  const [times] = (await once(client, 'message')) as [number[]];
  return median(times);
}
