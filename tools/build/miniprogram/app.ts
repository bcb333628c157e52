// Reads what the mini-program declares: its pages, subpackages and the components they use.
import { posix } from 'node:path';
import { TDESIGN, TDESIGN_OUT } from '../paths';
import { put, type Tree, text } from '../tree';

export interface AppJson {
  pages: string[];
  subPackages?: { root: string; name?: string; pages: string[] }[];
  subpackages?: { root: string; name?: string; pages: string[] }[];
  tabBar?: { custom?: boolean; list: { pagePath: string; iconPath?: string; selectedIconPath?: string }[] };
  usingComponents?: Record<string, string>;
}

interface ComponentJson {
  component?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  componentPlaceholder?: Record<string, string>;
}

export const readJson = <T>(tree: Tree, path: string): T => {
  try {
    return JSON.parse(text(tree, path)) as T;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Roots of the subpackages, without a slash at the end. */
export const packageRoots = (app: AppJson): string[] =>
  [...(app.subPackages ?? []), ...(app.subpackages ?? [])].map((sub) => sub.root.replace(/^\/|\/$/g, ''));

/** All pages as paths without extension. */
export const pagesOf = (app: AppJson): string[] => [
  ...app.pages,
  ...[...(app.subPackages ?? []), ...(app.subpackages ?? [])].flatMap((sub) => sub.pages.map((page) => posix.join(sub.root, page))),
];

/** Where a `usingComponents` value points: a path inside the package without extension. */
export function resolveComponent(value: string, from: string): string {
  if (value.startsWith('/')) return value.slice(1);
  if (value.startsWith(`${TDESIGN}/`)) return `${TDESIGN_OUT}/${value.slice(TDESIGN.length + 1)}`;
  return posix.join(posix.dirname(from), value);
}

/** Components a page or component names in its JSON, generics' defaults included. */
export function componentsOf(tree: Tree, jsonPath: string): string[] {
  const json = readJson<ComponentJson>(tree, jsonPath);
  const generics = Object.values(json.componentGenerics ?? {}).flatMap((g) => (typeof g === 'object' && g.default ? [g.default] : []));
  return [...Object.values(json.usingComponents ?? {}), ...generics]
    .filter((value) => !/^(plugin|dynamicLib|ext):\/\//.test(value))
    .map((value) => resolveComponent(value, jsonPath));
}

/** Writes npm component paths as absolute ones: WeChat takes both, and nothing that reads the built folder has to know npm's rules. */
export function absoluteComponents(tree: Tree, jsonPath: string): void {
  const json = readJson<ComponentJson>(tree, jsonPath);
  const names = Object.entries(json.usingComponents ?? {});
  if (!names.some(([, value]) => value.startsWith(`${TDESIGN}/`))) return;
  json.usingComponents = Object.fromEntries(
    names.map(([name, value]) => [name, value.startsWith(`${TDESIGN}/`) ? `/${resolveComponent(value, jsonPath)}` : value]),
  );
  put(tree, jsonPath, `${JSON.stringify(json, null, 2)}\n`);
}

/** The app without these pages, also in its tab bar. */
export function withoutPages(app: AppJson, gone: readonly string[]): AppJson {
  const subs = [...(app.subPackages ?? []), ...(app.subpackages ?? [])];
  return {
    ...app,
    pages: app.pages.filter((page) => !gone.includes(page)),
    subPackages: subs
      .map((sub) => ({ ...sub, pages: sub.pages.filter((page) => !gone.includes(posix.join(sub.root, page))) }))
      .filter((sub) => sub.pages.length > 0),
    ...(app.tabBar ? { tabBar: { ...app.tabBar, list: app.tabBar.list.filter((tab) => !gone.includes(tab.pagePath)) } } : {}),
  };
}
