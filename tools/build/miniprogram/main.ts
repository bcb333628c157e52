// Builds the mini-program into a tree: what is uploaded, what the simulator runs, what the component tests load.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, source, TDESIGN_OUT, tdesign } from '../paths';
import { stopOn } from '../problem';
import { listFiles, put, type Tree } from '../tree';
import { type AppJson, absoluteComponents, readJson, withoutPages } from './app';
import { crossedRoots, foreignHosts, missingPages, PACKAGE_LIMIT, type PackageSize, sizesOf } from './audit';
import { addTdesign } from './closure';
import { localIcons } from './icons';
import { addLicences } from './licences';
import { addModules } from './modules';

const isSource = (path: string): boolean => /\.(ts|md)$/.test(path) || path === 'tsconfig.json';

/** Scripts the platform itself loads: the app, and every page and component with a JSON beside it; the rest comes in by import. */
function ownEntries(from: string, files: readonly string[]): string[] {
  const all = new Set(files);
  return files
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .filter((path) => path === 'app.ts' || all.has(path.replace(/\.ts$/, '.wxml')))
    .map((path) => join(from, path));
}

export interface MiniprogramOptions {
  /** The cloud environment the package talks to; 'local' on this machine. */
  envId: string;
  /** Source folder; the product's own by default. */
  from?: string;
  /** Leaves out declared pages that are not written yet, with a warning, instead of stopping. */
  draft?: boolean;
}

export interface MiniprogramBuild {
  tree: Tree;
  icons: string[];
  sizes: PackageSize[];
  warnings: string[];
}

/** Throws a BuildProblem that lists everything wrong at once. */
export async function buildMiniprogram({ envId, from = source.miniprogram, draft = false }: MiniprogramOptions): Promise<MiniprogramBuild> {
  const files = listFiles(from, (name) => name.startsWith('.'));
  const tree: Tree = new Map();
  for (const path of files) if (!isSource(path)) tree.set(path, readFileSync(join(from, path)));

  const { components, missing } = addTdesign(tree);
  for (const path of [...tree.keys()].filter((path) => path.endsWith('.json'))) absoluteComponents(tree, path);

  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string };
  const ofTdesign = components.map((path) => join(tdesign, `${path.slice(TDESIGN_OUT.length + 1)}.js`)).filter((path) => existsSync(path));
  await addModules(tree, { from, entries: [...ownEntries(from, files), ...ofTdesign], config: { ENV_ID: envId, CLIENT_VERSION: version } });
  const icons = localIcons(tree);
  addLicences(tree);

  const app = readJson<AppJson>(tree, 'app.json');
  const absent = missingPages(tree, app);
  const warnings = draft ? absent.map((page) => `${page} is declared and not written yet; left out`) : [];
  if (draft && absent.length > 0) put(tree, 'app.json', `${JSON.stringify(withoutPages(app, absent), null, 2)}\n`);

  const sizes = sizesOf(tree);
  stopOn('The mini-program is not whole:', [
    ...missing,
    ...(draft ? [] : absent.map((page) => `app.json declares ${page}, which has no ${page}.ts or ${page}.wxml`)),
    ...crossedRoots(tree, app),
    ...foreignHosts(tree).map((line) => `${line} (nothing may come from a foreign host)`),
    ...sizes
      .filter((s) => s.bytes > PACKAGE_LIMIT)
      .map((s) => `${s.root || 'the main package'} weighs ${s.bytes} bytes, more than ${PACKAGE_LIMIT}`),
  ]);
  return { tree, icons, sizes, warnings };
}
