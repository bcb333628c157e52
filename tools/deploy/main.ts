// `npm run deploy -- --env ID --appid wx… --upload-key FILE`: shows what would be shipped from a clean tree; with --go, ships it.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../build/build';
import { at, local, root } from '../build/paths';
import { BuildProblem } from '../build/problem';
import { commands, fingerprints, functionsConfig, type Target } from './plan';

const HELP = `npm run deploy -- --env ID --appid wx… --upload-key FILE [--go]
Without --go nothing is sent: the hashes and the commands are shown.
FIELD_KEYS and FIELD_KEY must be in the environment; see docs/deploy.md.`;

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root }).toString('utf8').trim();

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}

/** The keys of this installation, from the environment alone: they are written nowhere but into the functions' own variables. */
function keysFromEnvironment(): Record<string, string> {
  const { FIELD_KEYS, FIELD_KEY } = process.env;
  if (!FIELD_KEYS || !FIELD_KEY)
    stop('FIELD_KEYS and FIELD_KEY are not set. Without them the functions refuse to serve; see docs/deploy.md.');
  return { FIELD_KEYS, FIELD_KEY };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      appid: { type: 'string' },
      'upload-key': { type: 'string' },
      go: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { env, appid, 'upload-key': uploadKey, go } = values;
  if (values.help || !env || !appid || !uploadKey) {
    console.log(HELP);
    process.exit(values.help ? 0 : 2);
  }
  const dirty = git('status', '--porcelain');
  if (dirty !== '') stop(`Not shipped: these files are not committed, so nobody could tell later what was shipped.\n${dirty}`);
  const keys = keysFromEnvironment();
  if (go && !existsSync(uploadKey)) stop(`The upload key ${uploadKey} is not there.`);

  const target: Target = {
    env,
    appid,
    uploadKey,
    version: (JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }).version,
    commit: git('rev-parse', '--short=12', 'HEAD'),
    configFile: join(local, 'deploy', 'cloudbaserc.json'),
  };
  await build({ envId: env, say: (line) => console.log(line) });
  const parts = fingerprints();
  console.log(`\nCommit ${target.commit}, version ${target.version}, environment ${env}`);
  for (const { part, hash } of parts) console.log(`  ${hash.slice(0, 16)}  ${part}`);

  const functions = parts.map((p) => p.part).filter((part) => part !== 'miniprogram' && part !== 'database.json');
  const steps = commands(target, functions);
  console.log(go ? '\nShipping:' : '\nWould run:');
  for (const { why, program, args } of steps) {
    console.log(`  ${why}: ${program} ${args.join(' ')}`);
    if (!go) continue;
    mkdirSync(join(local, 'deploy'), { recursive: true });
    writeFileSync(target.configFile, JSON.stringify(functionsConfig(env, keys)), { mode: 0o600 });
    const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
    rmSync(target.configFile, { force: true });
    if (status !== 0) stop(`Stopped at ${why}. What was shipped before stays; run the same command again when it is mended.`);
  }
  if (!go) console.log('\nNothing was sent. Add --go to send it.');
}

void main().catch((error: unknown) => {
  console.error(error instanceof BuildProblem ? error.message : error);
  process.exit(1);
});
