// Loads a TypeScript table (functions.ts, indexes.ts) as it is on disk now, past Node's module cache, for rebuilding while running.
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { root } from './paths';

/** The exports of the file, bundled with what it imports; it may import types and plain data, not the SDK. */
export async function loadFresh(file: string): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node18',
    packages: 'external',
    logLevel: 'silent',
  });
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, createRequire(file));
  return module.exports;
}
