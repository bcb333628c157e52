// Runs the cases that prove the local cloud on a real environment and prints where it answers otherwise: `npm run conform -- --env ID --write`.
import { parseArgs } from 'node:util';
import { CASES } from './cases/all';
import { prepare } from './cases/environment';
import { judge } from './cases/judge';
import { hasDifference, type Judged, linesOf, summary } from './cases/report';
import type { Sdk } from './forms/sdk-types';

const HELP = `conform --env ID --write [--prefix conform_] [--probe conform-probe] [--quick] [--transaction-ms 30000]
Runs the cases of tools/local-cloud/SUPPORT.md on a real environment of cloud development and prints
each difference by name, and of each belief whether it was confirmed. Use a test environment.

What it needs:
  TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY   a key of the environment's account (TENCENTCLOUD_SESSIONTOKEN beside a temporary key)
  --write    says that it may write there: it makes collections named conform_… and files under conform_…/,
             and removes their documents and files when it ends. Nothing else is touched.
For functions and the open API also: the function in tools/local-cloud/cases/probe, deployed as conform-probe.
For unique keys also: a unique index serial on conform_claims, made in the console. Without them those cases are left out by name.
--quick    leaves out what waits for the service's time limits (30 s for a transaction).`;

class Unready extends Error {}

/** What must be given before anything is sent; plain words about what is missing. */
function checkReady(env: string | undefined, write: boolean): string {
  if (!env) throw new Unready(`--env is missing: the id of the environment.\n\n${HELP}`);
  const missing = ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY'].filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Unready(
      `${missing.join(' and ')} must be set in the environment: a key of the account that owns '${env}', made in the access management of its console.`,
    );
  if (!write)
    throw new Unready(
      `conform writes into '${env}': it makes collections named conform_… and files, and empties them when it ends. Say that this is wanted with --write; use a test environment.`,
    );
  return env;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      write: { type: 'boolean', default: false },
      prefix: { type: 'string', default: 'conform_' },
      probe: { type: 'string', default: 'conform-probe' },
      quick: { type: 'boolean', default: false },
      'transaction-ms': { type: 'string', default: '30000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  if (!/^[a-z]\w{2,30}$/i.test(values.prefix))
    throw new Unready(`--prefix '${values.prefix}' must be a letter and 2 to 30 letters, digits or _`);
  const env = checkReady(values.env, values.write);
  // Without this the SDK asks a metadata host before every call.
  process.env.TENCENTCLOUD ??= 'true';
  const sdk = require('wx-server-sdk') as Sdk;
  sdk.init({ env });
  const environment = await prepare(sdk, {
    prefix: values.prefix,
    probe: values.probe,
    quick: values.quick,
    transactionMs: Number(values['transaction-ms']),
  });
  const judged: Judged[] = [];
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    for (const one of CASES) {
      const result = { one, verdict: await judge(one, environment.target) };
      judged.push(result);
      linesOf(result).forEach(say);
    }
  } finally {
    const left = await environment.clean();
    say(`cleaned up; these collections stay, empty (delete them in the console): ${left.join(', ')}`);
  }
  say(summary(judged));
  process.exitCode = hasDifference(judged) ? 1 : 0;
}

void main().catch((error: Error) => {
  process.stderr.write(`${error instanceof Unready ? '' : 'conform could not run: '}${error.message}\n`);
  process.exitCode = 2;
});
