// `npm test`: installs what is missing, builds, checks, runs every test, and ends with one line a machine can read: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './start/prepare.mjs';

const full = process.argv.includes('--full');
const began = Date.now();
const local = join(root, '.local');
const results = join(local, 'jest.json');
const env = { ...process.env, ...(full ? { FULL: '1' } : {}) };

const run = (args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status === 0;
const since = () => `${Math.round((Date.now() - began) / 1000)} s`;
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** Prints the last line and ends. */
function end(passed, failed) {
  console.log(`\nFinished in ${since()}.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

ensureInstalled();
mkdirSync(local, { recursive: true });
rmSync(results, { force: true });
rmSync(join(local, 'check.json'), { force: true });

console.log('Building …');
if (!run(['--import', 'tsx', 'tools/build/main.ts'])) {
  console.log('Nothing can be tested before the build succeeds.');
  end(0, 1);
}

console.log(`\nChecking … (${since()})`);
const checked = run(['--import', 'tsx', 'tools/check/main.ts']);
const failedChecks = readJson(join(local, 'check.json'))?.failed ?? (checked ? 0 : 1);

console.log(`\nTesting … (${since()})`);
const jestEnded = run(['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, '--silent=false']);
const jest = readJson(results);
if (!jest) end(0, failedChecks + 1);
// A file that could not even be loaded has no tests to count; it counts as one that failed.
const failedTests = jest.numFailedTests + jest.numRuntimeErrorTestSuites;
end(jest.numPassedTests, failedChecks + failedTests + (jestEnded || failedTests > 0 ? 0 : 1));
