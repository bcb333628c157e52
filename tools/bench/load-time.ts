// How long a function takes to load in a fresh process, beside the bare SDK: bundled the same way, and as it lies in node_modules.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKeys } from '@shared/runtime/crypto';
import { buildSync } from 'esbuild';
import { ROOT, SCRATCH } from './bundle';
import { type Bench, type Row, rowOfRounds } from './row';

const ROUNDS = 21;
const FUNCTIONS = join(ROOT, 'dist/cloudfunctions');

/** The least a function with the SDK can be. */
const BARE = `const cloud = require('wx-server-sdk');\ncloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });\nexports.main = async () => cloud.getWXContext();\n`;

/** Loads the file and prints the milliseconds; nothing is loaded before it. */
const PROBE = `const t=process.hrtime.bigint();require(process.argv[1]);process.stdout.write(String(Number(process.hrtime.bigint()-t)/1e6));process.exit(0)`;

export const loadTime: Bench = {
  async run(say) {
    const names = existsSync(FUNCTIONS) ? readdirSync(FUNCTIONS).filter((name) => existsSync(join(FUNCTIONS, name, 'index.js'))) : [];
    if (names.length === 0) throw new Error('no built functions in dist/cloudfunctions: run npm run build first');
    const { bundle, loose } = bareFunctions();
    const env = { PATH: process.env.PATH ?? '', TENCENTCLOUD: 'true', TCB_ENV: 'bench', ...newKeys() };
    const load = (file: string): number => Number(execFileSync(process.execPath, ['-e', PROBE, file], { env, encoding: 'utf8' }));

    const files = [...names.map((name) => join(FUNCTIONS, name, 'index.js')), bundle, loose];
    for (const file of files) load(file);
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      const times = new Map<string, number>();
      // Each round begins with another file, so that none always follows the same neighbour.
      for (let i = 0; i < files.length; i++) {
        const file = files[(i + round) % files.length] ?? bundle;
        times.set(file, load(file));
      }
      return (file: string): number => times.get(file) ?? Number.NaN;
    });
    say(`${ROUNDS} fresh processes each`);
    return names.flatMap((name): Row[] => {
      const file = join(FUNCTIONS, name, 'index.js');
      const against = (peer: string) => rounds.map((time) => ({ ours: time(file), peer: time(peer) }));
      return [
        rowOfRounds(`load ${name} vs bundled SDK`, against(bundle), 'ms', { atMost: 1.25 }),
        rowOfRounds(`load ${name} vs unbundled SDK`, against(loose), 'ms', { atMost: 0.75 }),
      ];
    });
  },
};

/** The bare function twice: bundled as tools/build bundles, and reading the SDK from node_modules. */
function bareFunctions(): { bundle: string; loose: string } {
  mkdirSync(SCRATCH, { recursive: true });
  const loose = join(SCRATCH, 'bare-loose.js');
  const bundle = join(SCRATCH, 'bare-bundle.js');
  writeFileSync(loose, BARE);
  buildSync({
    entryPoints: [loose],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'error',
  });
  return { bundle, loose };
}
