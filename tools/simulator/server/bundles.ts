// The browser's own programs — the realm of a phone and the stage — bundled once when the simulator starts.
import { join } from 'node:path';
import { build } from 'esbuild';

export interface BrowserBundles {
  realm: { js: string; css: string };
  stage: { js: string; css: string };
}

let made: Promise<BrowserBundles> | null = null;

/** Bundles on the first call, then answers the same. */
export function browserBundles(): Promise<BrowserBundles> {
  made ??= Promise.all([bundle('realm/main.ts', 'realm/realm.css'), bundle('stage/main.ts', 'stage/stage.css')]).then(([realm, stage]) => ({
    realm,
    stage,
  }));
  return made;
}

async function bundle(js: string, css: string): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: { main: join(__dirname, '..', js), look: join(__dirname, '..', css) },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'inline',
    legalComments: 'none',
    loader: { '.css': 'css' },
    logLevel: 'silent',
  });
  const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  return { js: text('main.js'), css: text('look.css') };
}
