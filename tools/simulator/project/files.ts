// Reads a mini-program folder: which files there are, and how names in it resolve as in WeChat.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface ProjectFiles {
  dir: string;
  /** Paths from the root with forward slashes, e.g. 'pages/a/a.wxml'. */
  paths: ReadonlySet<string>;
  read(path: string): string;
}

/** Lists every file under `dir`, hidden ones left out. */
export function readProject(dir: string): ProjectFiles {
  const paths = new Set<string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(path);
      else paths.add(path);
    }
  };
  walk('');
  return { dir, paths, read: (path) => readFileSync(join(dir, path), 'utf8') };
}

/** Joins a reference to the folder of the file that makes it; a leading slash means the project's root. */
export function resolveFrom(file: string, reference: string): string {
  const joined = reference.startsWith('/') ? reference.slice(1) : posix.join(posix.dirname(file), reference);
  return posix.normalize(joined);
}

/**
 * Finds a component named in `usingComponents`: beside the file, from the root, then in each `miniprogram_npm` upwards.
 * Answers its path without suffix, or null.
 */
export function resolveComponent(files: ProjectFiles, owner: string, reference: string): string | null {
  const candidates = reference.startsWith('/') ? [reference.slice(1)] : [resolveFrom(owner, reference), posix.normalize(reference)];
  if (!reference.startsWith('.') && !reference.startsWith('/')) {
    for (let folder = posix.dirname(owner); ; folder = posix.dirname(folder)) {
      candidates.push(posix.join(folder === '.' ? '' : folder, 'miniprogram_npm', reference));
      if (folder === '.') break;
    }
  }
  for (const candidate of candidates) {
    for (const path of [candidate, `${candidate}/index`]) if (files.paths.has(`${path}.json`) || files.paths.has(`${path}.js`)) return path;
  }
  return null;
}
