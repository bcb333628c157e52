// WXML and WXS through glass-easel's own compiler, all in one group so that import, include and wxs src resolve.
import { TmplGroup } from 'glass-easel-template-compiler';
import type { ProjectFiles } from './files';

interface TemplateProblem {
  isError?: boolean;
  level?: number;
  message?: string;
  startLine?: number;
}

/** One JavaScript expression whose value is path → template. Every warning of the compiler is a problem. */
export function compileTemplates(files: ProjectFiles, complain: (words: string) => void): string {
  const group = new TmplGroup();
  // Functions of WXS as handlers get what WeChat gives them (realm/wxs.ts).
  group.setExtraRuntimeScript('Q.A=globalThis.__wxs_change__;Q.C=globalThis.__wxs_event__;');
  try {
    for (const path of files.paths) {
      if (path.endsWith('.wxs')) group.addScript(path.slice(0, -4), wxs(files.read(path)));
    }
    for (const path of files.paths) {
      if (!path.endsWith('.wxml')) continue;
      const name = path.slice(0, -5);
      for (const problem of group.addTmpl(name, files.read(path)) as TemplateProblem[]) {
        complain(`${path}:${(problem.startLine ?? 0) + 1}: ${problem.message ?? JSON.stringify(problem)}`);
      }
      for (const module of group.getInlineScriptModuleNames(name) as string[])
        group.setInlineScript(name, module, wxs(group.getInlineScript(name, module)));
      for (const target of group.getDirectDependencies(name) as string[])
        if (!files.paths.has(`${target}.wxml`)) complain(`${path}: 引用的模板 ${target}.wxml 找不到`);
      for (const target of group.getScriptDependencies(name) as string[])
        if (!files.paths.has(`${target}.wxs`)) complain(`${path}: 引用的脚本 ${target}.wxs 找不到`);
    }
    return group.getTmplGenObjectGroups();
  } finally {
    group.free();
  }
}

/** Tells the functions of a script from those of a page. */
const MARK = '\n;for(var __name in module.exports)if(typeof module.exports[__name]==="function")module.exports[__name].__wxs=true;';

/** In WXS the pattern of getRegExp('\\d+') keeps its backslash; JavaScript would drop it. What is doubled already stays. */
function keepEscapes(source: string): string {
  return source.replace(/getRegExp\(\s*(['"])((?:\\.|(?!\1)[^\\])*)\1/g, (_, quote: string, pattern: string) => {
    const doubled = pattern.replace(/\\(\\|.)/g, (pair, next: string) => (/[dDwWsSbB.*+?^$()[\]{}|/-]/.test(next) ? `\\${pair}` : pair));
    return `getRegExp(${quote}${doubled}${quote}`;
  });
}

/** In WXS `x.constructor` is a word such as 'Array'; the phone answers that under another name (realm/wxs.ts). Scripts are known without suffix. */
function wxs(source: string): string {
  return (
    keepEscapes(source)
      .replace(/\.constructor\b/g, '.__wxs_constructor__')
      .replace(/require\(\s*(['"])([^'"]+)\.wxs\1\s*\)/g, 'require($1$2$1)') + MARK
  );
}
