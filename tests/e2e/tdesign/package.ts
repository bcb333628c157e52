// What TDesign's package holds: where it lies, and the components in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MANIFEST = require.resolve('tdesign-miniprogram/package.json');
export const PACKAGE = join(dirname(MANIFEST), 'miniprogram_dist');
export const VERSION = (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }).version;

/** Every component of the package: a folder with a JSON of its own name that declares one. */
export function components(): string[] {
  return readdirSync(PACKAGE)
    .filter((name) => {
      const json = join(PACKAGE, name, `${name}.json`);
      return existsSync(json) && (JSON.parse(readFileSync(json, 'utf8')) as { component?: boolean }).component === true;
    })
    .sort();
}
