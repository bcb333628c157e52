// The module loader of a mini-program: CommonJS, names resolved as WeChat resolves them, no DOM in sight of the code.

/** Names of the browser a mini-program must not find: on a phone its code runs beside the page, not in it. */
const HIDDEN = [
  'window',
  'document',
  'self',
  'parent',
  'top',
  'frames',
  'location',
  'history',
  'navigator',
  'localStorage',
  'sessionStorage',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'indexedDB',
  'alert',
  'confirm',
  'prompt',
];

interface Module {
  exports: unknown;
}

export class Modules {
  private readonly loaded = new Map<string, Module>();
  private readonly names: string[];
  private readonly values: unknown[];

  /** `globals` are given to every module by name: wx, App, Page… */
  constructor(
    private readonly sources: Readonly<Record<string, string>>,
    globals: Record<string, unknown>,
  ) {
    this.names = [...Object.keys(globals), ...HIDDEN];
    this.values = Object.values(globals);
  }

  has(path: string): boolean {
    return path in this.sources;
  }

  /** Runs a module once and answers its exports. `path` with suffix. */
  load(path: string): unknown {
    const known = this.loaded.get(path);
    if (known) return known.exports;
    const source = this.sources[path];
    if (source === undefined) throw new Error(`模块 ${path} 不存在`);
    const module: Module = { exports: {} };
    this.loaded.set(path, module);
    // Evaluated so that line 1 of the file is line 1 in a stack; in a function of its own, so that the code may declare `top` or `location` itself.
    // biome-ignore lint/security/noGlobalEval: running the project's code is what a phone does.
    const compile = eval as (code: string) => (...args: unknown[]) => (...args: unknown[]) => void;
    const code = `(function (${this.names.join(', ')}) { return function (require, module, exports) {${source}\n}})\n//# sourceURL=miniprogram:///${path}`;
    const run = compile(code)(...this.values);
    const require = (reference: string) => this.load(this.resolve(path, reference));
    Object.assign(require, { async: (reference: string) => Promise.resolve().then(() => require(reference)) });
    run.call(undefined, require, module, module.exports);
    return module.exports;
  }

  private resolve(from: string, reference: string): string {
    const folder = from.split('/').slice(0, -1);
    const candidates = reference.startsWith('/') ? [reference.slice(1)] : [join(folder, reference)];
    if (!/^[./]/.test(reference)) {
      for (let depth = folder.length; depth >= 0; depth -= 1)
        candidates.push(join([...folder.slice(0, depth), 'miniprogram_npm'], reference));
      candidates.push(reference);
    }
    for (const candidate of candidates)
      for (const path of [candidate, `${candidate}.js`, `${candidate}.json`, `${candidate}/index.js`])
        if (path in this.sources) return path;
    throw new Error(`${from}: require('${reference}') 找不到`);
  }
}

function join(folder: string[], reference: string): string {
  const parts = [...folder];
  for (const part of reference.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
