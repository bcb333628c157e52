// Builds what is measured the way functions are built: one file, nothing between modules but plain calls.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

export const ROOT = join(__dirname, '../..');
export const SCRATCH = join(ROOT, '.local/bench');

/** Bundles a TypeScript entry into .local/bench and loads it; packages stay outside. */
export async function bundled<T>(entry: string): Promise<T> {
  mkdirSync(SCRATCH, { recursive: true });
  const outfile = join(SCRATCH, `${entry.replaceAll('/', '-').replace(/\.ts$/, '')}.js`);
  await build({
    entryPoints: [join(__dirname, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.json'),
    alias: { '@shared': join(ROOT, 'cloudfunctions/shared') },
    logLevel: 'error',
  });
  return createRequire(outfile)(outfile) as T;
}
