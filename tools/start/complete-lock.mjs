// `node tools/start/complete-lock.mjs` after changing dependencies: adds to package-lock.json the optional packages of other platforms
// (`--check` only says what is missing).
// npm leaves out those its registry did not serve, or did not need here; `npm ci` on another platform then refuses the whole file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './prepare.mjs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'openharmony', 'sunos', 'aix'];
const PROCESSORS = ['x64', 'arm64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32'];
const LIBRARIES = { musl: 'musl', gnu: 'glibc', gnueabihf: 'glibc', musleabihf: 'musl' };

/** Where `name`, wanted by the package at `path`, is found in the lock, as Node would look for it; null when it is not there. */
function found(packages, path, name) {
  for (let folder = path; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (folder === '') return null;
  }
}

/** Optional packages that are wanted and not in the lock, as `name → version`. */
export function missingOptional({ packages }) {
  const missing = new Map();
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (!found(packages, path, name)) missing.set(name, range.replace(/^[\^~]/, ''));
    }
  }
  return missing;
}

/** What a platform's package says about itself in its name: `…-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const pick = (list) => words.filter((word) => list.includes(word));
  const libc = words.map((word) => LIBRARIES[word]).filter(Boolean);
  const os = pick(SYSTEMS);
  return { ...(libc.length > 0 && os[0] === 'linux' ? { libc } : {}), ...(os.length > 0 ? { os } : {}), cpu: pick(PROCESSORS) };
}

function main() {
  const file = join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptional(lock);
  if (process.argv.includes('--check')) {
    console.log([...missing.keys()].join('\n'));
    process.exit(missing.size === 0 ? 0 : 1);
  }
  for (const [name, version] of missing) lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(missing.size === 0 ? 'Nothing was missing.' : `Added ${missing.size}: ${[...missing.keys()].join(', ')}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
