// Finds or unpacks a Chromium for tests: the user's own first, else the one that comes as a package.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

export interface FoundBrowser {
  executablePath: string;
  /** How this browser is told to stay without a window. */
  headless: '--headless=shell' | '--headless=new';
  env: Record<string, string>;
}

/** Ours, never the package's defaults: its `--single-process` dies when a context closes. Nothing but this machine resolves. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

const INSTALLED: Readonly<Record<string, readonly string[]>> = {
  linux: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** CHROME_PATH, then an installed browser, then the packaged one (Linux x64), unpacked once under `.local/browser`. */
export async function findBrowser(root: string): Promise<FoundBrowser> {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const given = process.env.CHROME_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH 指向的 ${given} 不存在`);
    return { executablePath: given, headless: '--headless=new', env };
  }
  const installed = findInstalled();
  if (installed) return { executablePath: installed, headless: '--headless=new', env };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('没有找到浏览器：请安装 Chrome、Edge 或 Chromium，或用环境变量 CHROME_PATH 指明');
  const folder = await unpack(root);
  const libraries = join(folder, 'lib');
  return {
    executablePath: join(folder, 'chromium'),
    headless: '--headless=shell',
    env: {
      ...env,
      LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: folder,
    },
  };
}

function findInstalled(): string | null {
  for (const name of INSTALLED[process.platform] ?? []) {
    if (name.includes('/') || name.includes('\\')) {
      if (existsSync(name)) return name;
      continue;
    }
    const { status, stdout } = spawnSync('which', [name], { encoding: 'utf8' });
    if (status === 0 && stdout.trim()) return stdout.trim();
  }
  return null;
}

/** Unpacks beside and renames when complete: two starts at once, or one cut short, leave nothing half. */
async function unpack(root: string): Promise<string> {
  const packageFile = createRequire(join(root, 'package.json')).resolve('@sparticuz/chromium');
  const bin = join(dirname(packageFile), '..', 'bin');
  const { version } = JSON.parse(readFileSync(join(dirname(packageFile), '..', 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, '.local', 'browser', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(half, 'chromium'), { mode: 0o755 }),
  );
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'])
    untar(brotliDecompressSync(readFileSync(join(bin, archive))), half);
  try {
    renameSync(half, folder);
  } catch {
    // Somebody else was quicker.
    rmSync(half, { recursive: true, force: true });
  }
  return folder;
}

/** The ustar format: 512-byte headers, name at 0, size in octal at 124, kind at 156, prefix at 345. */
function untar(archive: Buffer, folder: string): void {
  const text = (from: number, length: number) => archive.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const prefix = text(at + 257, 5) === 'ustar' ? text(at + 345, 155) : '';
    const path = join(folder, prefix, text(at, 100));
    const kind = text(at + 156, 1);
    if (kind === '5') mkdirSync(path, { recursive: true });
    else if (kind === '0' || kind === '') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
