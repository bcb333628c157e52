// JavaScript of a project as CommonJS. Built projects are CommonJS already; files that still use import/export are turned.
import { transformSync } from 'esbuild';
import type { ProjectFiles } from './files';

const ES_MODULE = /(^|[;}\s])(import\s*[\w{*'"]|export\s*(default\b|\{|\*|var\b|const\b|let\b|function\b|class\b|async\b))/;

/** Path → source of every module. */
export function compileScripts(files: ProjectFiles, complain: (words: string) => void): Record<string, string> {
  const modules: Record<string, string> = {};
  for (const path of files.paths) {
    if (path.endsWith('.json')) modules[path] = `module.exports = ${files.read(path).trim() || '{}'}`;
    if (!path.endsWith('.js')) continue;
    const source = files.read(path);
    modules[path] = ES_MODULE.test(source) ? toCommonJs(path, source, complain) : source;
  }
  return modules;
}

function toCommonJs(path: string, source: string, complain: (words: string) => void): string {
  try {
    return transformSync(source, { format: 'cjs', target: 'es2020', sourcefile: path, loader: 'js' }).code;
  } catch (error) {
    complain(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return source;
  }
}
