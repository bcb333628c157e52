// Runs before anything is installed: checks Node, and installs the packages when they are missing or not those of package-lock.json.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OLDEST_NODE = 20;

/** Ends the program with a sentence a person can act on. */
export function giveUp(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

/** Packages of a lock file as `path → version`. npm leaves out what other platforms need, so optional ones are not asked for. */
function packagesOf(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

/** Why the packages must be installed, or null. npm writes its own list last, so an interrupted installation has none. */
export function staleBecause(folder = root) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'they are not there yet';
  const have = packagesOf(installed);
  for (const [path, { version, optional }] of packagesOf(join(folder, 'package-lock.json'))) {
    if (optional) continue;
    const found = have.get(path);
    if (!found || !existsSync(join(folder, path))) return `${path.replace(/^node_modules\//, '')} is missing`;
    if (found.version !== version) return `${path.replace(/^node_modules\//, '')} is ${found.version} and should be ${version}`;
  }
  return null;
}

export function ensureInstalled(folder = root) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    giveUp(`This needs Node ${OLDEST_NODE} or later; this is Node ${process.versions.node}. Get it from nodejs.org, then try again.`);
  const reason = staleBecause(folder);
  if (!reason) return;
  console.log(`Installing the packages (${reason}). The first time this takes a minute or two …`);
  const began = Date.now();
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm that runs us, when there is one: it is there for certain, and it is the version the person chose.
  const cli = process.env.npm_execpath;
  const { status, error } = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: folder, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error || status !== 0) {
    giveUp(
      `The packages could not be installed (${error?.message ?? `npm ended with ${status}`}). Check the network and the disk, then run the same command again.`,
    );
  }
  const left = staleBecause(folder);
  if (left) giveUp(`npm says it is done, but ${left}. Delete node_modules and run the same command again.`);
  console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}
