// `npm run simulator -- --project DIR [--data DIR] [--port N]`: any built native mini-program in the browser, without a cloud.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CastMember } from './api';
import { startSimulator } from './index';

const HELP = `npm run simulator -- --project DIR [--data DIR] [--port N]
--project  a built mini-program folder: the one with app.json (default dist/miniprogram)
--data     where the phones keep their storage and files (default .local/simulator)
--port     where to serve (default: any free port)`;

/** Two strangers with phones and one at a desk: enough to look at any project. */
const CAST: CastMember[] = [
  { key: 'one', openid: 'o-simulated-one', name: '甲', words: '一部手机', device: 'phone' },
  { key: 'two', openid: 'o-simulated-two', name: '乙', words: '另一部手机', device: 'phone' },
  { key: 'desk', openid: 'o-simulated-desk', name: '丙', words: '电脑上的微信', device: 'desk' },
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      project: { type: 'string' },
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const projectDir = resolve(values.project ?? join('dist', 'miniprogram'));
  const dataDir = resolve(values.data ?? join('.local', 'simulator'));
  mkdirSync(dataDir, { recursive: true });
  const simulator = await startSimulator({
    projectDir,
    dataDir,
    cloud: null,
    cast: CAST,
    port: Number(values.port),
    title: projectDir.split(/[\\/]/).pop() ?? '小程序',
  });
  console.log(simulator.url);
  const stop = () => void simulator.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
