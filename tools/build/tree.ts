// A built folder held in memory: checked as a whole, then laid on disk file by file, touching only what changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Path inside the folder (always `/`) → bytes. */
export type Tree = Map<string, Buffer>;

export const text = (tree: Tree, path: string): string => {
  const bytes = tree.get(path);
  if (!bytes) throw new Error(`The build has no ${path}.`);
  return bytes.toString('utf8');
};

export const put = (tree: Tree, path: string, content: string | Buffer): void => {
  tree.set(path, typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
};

/** Every file below a folder, as sorted `/` paths relative to it. */
export function listFiles(folder: string, skip: (name: string) => boolean = () => false): string[] {
  if (!existsSync(folder)) return [];
  const out: string[] = [];
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (skip(entry.name)) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else out.push(relative(folder, path).split(sep).join('/'));
    }
  };
  walk(folder);
  return out.sort();
}

/** One hash over names and contents. */
export function hashOf(tree: Tree): string {
  const hash = createHash('sha256');
  for (const path of [...tree.keys()].sort())
    hash
      .update(`${path}\0`)
      .update(tree.get(path) ?? '')
      .update('\0');
  return hash.digest('hex');
}

export function readTree(folder: string): Tree {
  return new Map(listFiles(folder).map((path) => [path, readFileSync(join(folder, path))]));
}

/**
 * Lays the tree on disk. Each file appears by rename, so that a reader meets the old file or the new one, never half of it;
 * unchanged files keep their time; files the tree does not have are removed.
 */
export function writeTree(tree: Tree, folder: string): { written: number; removed: number } {
  let written = 0;
  let removed = 0;
  for (const [path, bytes] of tree) {
    const target = join(folder, path);
    if (existsSync(target) && readFileSync(target).equals(bytes)) continue;
    mkdirSync(dirname(target), { recursive: true });
    const fresh = `${target}.${process.pid}.new`;
    writeFileSync(fresh, bytes);
    renameSync(fresh, target);
    written += 1;
  }
  for (const path of listFiles(folder)) {
    if (tree.has(path) || path.endsWith('.new')) continue;
    rmSync(join(folder, path), { force: true });
    removed += 1;
  }
  removeEmptyFolders(folder);
  return { written, removed };
}

function removeEmptyFolders(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true });
  const left = entries.filter((entry) => !(entry.isDirectory() && removeEmptyFolders(join(folder, entry.name))));
  if (left.length > 0) return false;
  try {
    rmdirSync(folder);
  } catch {
    return false;
  }
  return true;
}
