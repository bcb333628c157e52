// A built mini-program folder → one bundle a phone can run.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type ProjectFiles, readProject, resolveComponent } from './files';
import { compileScripts } from './scripts';
import { compileStyle } from './styles';
import { compileTemplates } from './templates';
import type { AppConfig, ComponentConfig, ProjectBundle } from './types';

interface RawApp extends AppConfig {
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  usingComponents?: Record<string, string>;
}

/** Compiles a project. Never throws for faults in it: they are listed in `problems`. Throws when the folder has no app.json. */
export function compileProject(projectDir: string): ProjectBundle {
  if (!existsSync(projectDir)) throw new Error(`没有 ${projectDir} 这个目录：先运行 npm run build，或用 --project 指定编译好的小程序目录`);
  const files = readProject(projectDir);
  if (!files.paths.has('app.json'))
    throw new Error(`${projectDir} 里没有 app.json：先运行 npm run build，或用 --project 指定编译好的小程序目录`);
  const problems: string[] = [];
  const complain = (words: string) => problems.push(words);
  const raw = parse<RawApp>(files, 'app.json', complain) ?? { pages: [] };
  const subpackages = raw.subPackages ?? raw.subpackages ?? [];
  const pages = [
    ...raw.pages,
    ...subpackages.flatMap(({ root, pages: own }) => own.map((page) => `${root.replace(/^\/|\/$/g, '')}/${page}`)),
  ];
  const configs = readConfigs(files, raw, pages, complain);
  const styles: Record<string, string> = {};
  for (const path of ['app', ...Object.keys(configs)])
    if (files.paths.has(`${path}.wxss`)) styles[path] = compileStyle(files, `${path}.wxss`, complain);
  const bundle = {
    app: { ...raw, pages },
    configs,
    modules: compileScripts(files, complain),
    styles,
    templates: compileTemplates(files, complain),
    problems,
  };
  return { version: createHash('sha1').update(JSON.stringify(bundle)).digest('hex').slice(0, 12), ...bundle };
}

/** Every page and every component reachable from one, with its references resolved. */
function readConfigs(
  files: ProjectFiles,
  app: RawApp,
  pages: string[],
  complain: (words: string) => void,
): Record<string, ComponentConfig> {
  const configs: Record<string, ComponentConfig> = {};
  const everywhere = app.usingComponents ?? {};
  const todo = app.tabBar?.custom ? [...pages, 'custom-tab-bar/index'] : [...pages];
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (configs[path]) continue;
    const config = files.paths.has(`${path}.json`) ? (parse<ComponentConfig>(files, `${path}.json`, complain) ?? {}) : {};
    const locate = (owner: string, alias: string, reference: string): [string, string][] => {
      if (reference.startsWith('plugin://')) return [];
      const target = resolveComponent(files, owner, reference);
      if (!target) complain(`${path}.json: 组件 ${alias} 指向的 ${reference} 找不到`);
      else todo.push(target);
      return target ? [[alias, `/${target}`]] : [];
    };
    const own = Object.entries(config.usingComponents ?? {}).flatMap(([alias, reference]) => locate(path as string, alias, reference));
    const shared = Object.entries(everywhere).flatMap(([alias, reference]) => locate('app', alias, reference));
    const generics = Object.entries(config.componentGenerics ?? {}).map(([name, value]) => {
      const reference = value === true ? undefined : value.default;
      const found = reference ? locate(path as string, name, reference)[0] : undefined;
      return [name, found ? { default: found[1] } : true] as const;
    });
    configs[path] = {
      ...config,
      usingComponents: Object.fromEntries([...shared, ...own]),
      ...(hasMixedSlots(files, `${path}.wxml`) ? { mixedSlots: true as const } : {}),
      ...(generics.length > 0 ? { componentGenerics: Object.fromEntries(generics) } : {}),
    };
    if (!files.paths.has(`${path}.wxml`)) complain(`${path}.wxml 找不到`);
    if (!files.paths.has(`${path}.js`)) complain(`${path}.js 找不到`);
  }
  return configs;
}

function hasMixedSlots(files: ProjectFiles, path: string): boolean {
  const slots = files.paths.has(path) ? (files.read(path).match(/<slot\b[^>]*>/g) ?? []) : [];
  const named = slots.filter((slot) => /\sname=/.test(slot)).length;
  return named > 0 && named < slots.length;
}

function parse<T>(files: ProjectFiles, path: string, complain: (words: string) => void): T | null {
  try {
    return JSON.parse(files.read(path)) as T;
  } catch (error) {
    complain(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
