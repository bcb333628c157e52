// Remembers what the outputs were built from, so that nothing is built twice: a hash of the sources against a hash of the outputs.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, local } from './paths';
import { listFiles } from './tree';

const stampFile = (part: string): string => join(local, 'build', `${part}.json`);

interface Stamp {
  sources: string;
  outputs: string;
}

/** Hash of contents: of every file below the folders and of the named files. */
export function hashSources(folders: readonly string[], extra: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const path of listFiles(at(folder), (name) => name.startsWith('.'))) {
      hash.update(`${folder}/${path}\0`).update(readFileSync(at(folder, path)));
    }
  }
  for (const word of extra) hash.update(`\0${word}`);
  return hash.digest('hex');
}

/** Names, sizes and times of the outputs: a file removed or changed by hand is seen without reading everything. */
function outputState(folder: string): string {
  const hash = createHash('sha256');
  for (const path of listFiles(folder)) {
    const { size, mtimeMs } = statSync(join(folder, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

export function isFresh(part: string, sources: string, folder: string): boolean {
  if (!existsSync(stampFile(part)) || !existsSync(folder)) return false;
  const stamp = JSON.parse(readFileSync(stampFile(part), 'utf8')) as Stamp;
  return stamp.sources === sources && stamp.outputs === outputState(folder);
}

export function remember(part: string, sources: string, folder: string): void {
  mkdirSync(dirname(stampFile(part)), { recursive: true });
  writeFileSync(stampFile(part), JSON.stringify({ sources, outputs: outputState(folder) } satisfies Stamp));
}
