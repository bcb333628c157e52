// The browser's own programs — the realm of a phone and the stage — bundled once when the simulator starts.
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Bundle {
  js: string;
  /** Source map, fetched only when developer tools are open. */
  map: string;
  css: string;
}

export interface BrowserBundles {
  realm: Bundle;
  stage: Bundle;
}

let made: Promise<BrowserBundles> | null = null;

/** Bundles on the first call, then answers the same. */
export function browserBundles(): Promise<BrowserBundles> {
  made ??= Promise.all([bundle('realm'), bundle('stage')]).then(([realm, stage]) => ({
    realm,
    stage,
  }));
  return made;
}

async function bundle(name: 'realm' | 'stage'): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { main: join(__dirname, '..', name, 'main.ts'), look: join(__dirname, '..', name, `${name}.css`) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'linked',
    legalComments: 'none',
    loader: { '.css': 'css' },
    logLevel: 'silent',
  });
  const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  const js = text('main.js').replace('sourceMappingURL=main.js.map', `sourceMappingURL=/${name}.js.map`);
  return { js, map: text('main.js.map'), css: text('look.css') };
}
