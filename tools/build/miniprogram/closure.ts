// Takes from TDesign only what is used: follows components, templates, scripts and styles from our pages through its own files.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TDESIGN_OUT, tdesign } from '../paths';
import { type Tree, text } from '../tree';
import { componentsOf } from './app';

const WXML_IMPORT = /<(?:import|include|wxs)\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/g;
const WXSS_IMPORT = /@import\s+(?:url\()?\s*["']([^"']+)["']/g;
const WXS_REQUIRE = /\brequire\(\s*["']([^"']+)["']\s*\)/g;

const patterns: Record<string, { pattern: RegExp; extension: string }[]> = {
  wxml: [
    { pattern: WXML_IMPORT, extension: 'wxml' },
    { pattern: WXS_REQUIRE, extension: 'wxs' },
  ],
  wxss: [{ pattern: WXSS_IMPORT, extension: 'wxss' }],
  wxs: [{ pattern: WXS_REQUIRE, extension: 'wxs' }],
};

const extensionOf = (path: string): string => posix.extname(path).slice(1);

/** Files a template, style sheet or wxs takes in, as paths inside the package. */
export function importsOf(path: string, content: string): string[] {
  return (patterns[extensionOf(path)] ?? []).flatMap(({ pattern, extension }) =>
    [...content.matchAll(pattern)].map((match) => {
      const target = match[1] ?? '';
      const full = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target);
      return extensionOf(full) ? full : `${full}.${extension}`;
    }),
  );
}

export interface Closure {
  /** Components of TDesign in use, as paths inside the package without extension; their scripts are bundled by the module build. */
  components: string[];
  missing: string[];
}

/** Copies the templates, styles and JSON of used TDesign components into the tree; `missing` says what is named and does not exist. */
export function addTdesign(tree: Tree): Closure {
  const components = new Set<string>();
  const seen = new Set<string>();
  const missing: string[] = [];

  const take = (path: string, wantedBy: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    if (path.startsWith(`${TDESIGN_OUT}/`)) {
      const file = join(tdesign, path.slice(TDESIGN_OUT.length + 1));
      if (!existsSync(file)) return void missing.push(`${wantedBy} needs ${path}, which does not exist`);
      tree.set(path, readFileSync(file));
    } else if (!tree.has(path)) {
      return void missing.push(`${wantedBy} needs ${path}, which does not exist`);
    }
    for (const next of importsOf(path, text(tree, path))) take(next, path);
    if (path.endsWith('.json')) for (const component of componentsOf(tree, path)) takeComponent(component, path);
  };

  const takeComponent = (path: string, wantedBy: string): void => {
    if (!path.startsWith(`${TDESIGN_OUT}/`)) {
      if (!tree.has(`${path}.json`)) missing.push(`${wantedBy} uses the component ${path}, which does not exist`);
      return;
    }
    components.add(path);
    for (const extension of ['json', 'wxml']) take(`${path}.${extension}`, wantedBy);
    if (existsSync(join(tdesign, `${path.slice(TDESIGN_OUT.length + 1)}.wxss`))) take(`${path}.wxss`, wantedBy);
  };

  for (const path of [...tree.keys()].sort()) {
    if (/\.(wxml|wxss|wxs)$/.test(path)) take(path, path);
    else if (path.endsWith('.json') && tree.has(path.replace(/\.json$/, '.wxml'))) take(path, path);
    else if (path === 'app.json') take(path, path);
  }
  return { components: [...components].sort(), missing };
}
