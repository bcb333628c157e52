// What a package must never have: a foreign host, a page that is declared and not there, one subpackage reaching into another, too much weight.
import { posix } from 'node:path';
import type { Tree } from '../tree';
import { text } from '../tree';
import { type AppJson, packageRoots, pagesOf, readJson } from './app';

/** 2 MB, WeChat's limit for the main package and for each subpackage. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024;

/** Names in the form of an address that are never fetched: XML namespaces. */
const NAMESPACES = new Set(['www.w3.org']);

/** Addresses of foreign hosts, as `path: address`. A comment may name a document; code and styles may not name a host. */
export function foreignHosts(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, bytes] of tree) {
    if (!/\.(js|wxml|wxss|wxs|json)$/.test(path)) continue;
    const code = bytes
      .toString('utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    for (const [address, host] of code.matchAll(/(?:https?|wss?):\/\/([A-Za-z0-9.-]+)[^\s"'`)]*/g)) {
      if (!NAMESPACES.has(host ?? '')) found.push(`${path}: ${address}`);
    }
  }
  return found;
}

/** Declared pages whose script or template is not in the tree. */
export const missingPages = (tree: Tree, app: AppJson): string[] =>
  pagesOf(app).filter((page) => !tree.has(`${page}.js`) || !tree.has(`${page}.wxml`));

/** The subpackage root a path belongs to; '' is the main package. */
export const rootOf = (path: string, roots: readonly string[]): string => roots.find((root) => path.startsWith(`${root}/`)) ?? '';

/** Scripts that reach from the main package, or from another subpackage, into a subpackage: WeChat loads them apart. */
export function crossedRoots(tree: Tree, app: AppJson): string[] {
  const roots = packageRoots(app);
  const found: string[] = [];
  for (const path of tree.keys()) {
    if (!path.endsWith('.js')) continue;
    for (const [, target] of text(tree, path).matchAll(/require\(['"](\.[^'"]+)['"]\)/g)) {
      const to = posix.join(posix.dirname(path), target ?? '');
      const root = rootOf(to, roots);
      if (root !== '' && root !== rootOf(path, roots)) found.push(`${path} takes ${to} out of the subpackage ${root}`);
    }
  }
  return found;
}

export interface PackageSize {
  /** '' is the main package. */
  root: string;
  bytes: number;
}

/** Bytes of the main package and of each subpackage. */
export function sizesOf(tree: Tree): PackageSize[] {
  const roots = packageRoots(readJson<AppJson>(tree, 'app.json'));
  const sizes = new Map<string, number>(['', ...roots].map((root) => [root, 0]));
  for (const [path, bytes] of tree) {
    const root = rootOf(path, roots);
    sizes.set(root, (sizes.get(root) ?? 0) + bytes.length);
  }
  return [...sizes].map(([root, bytes]) => ({ root, bytes }));
}
