// What a stored county was made by. It changes by itself with the generator, the shapes of the records, the indexes and the shipped policies:
// a county of another mark is put aside and made anew, because pages and functions would miss what its records do not have.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { at } from '../build/paths';
import { listFiles } from '../build/tree';

/** Folders and the files in them that decide what lies in a county; pictures and their making do not. */
const MADE_BY: readonly [folder: string, which: RegExp][] = [
  ['tools/generate', /^[^/]+\.ts$/],
  ['cloudfunctions/shared/domain', /records?\.ts$/],
  ['cloudfunctions/shared/repos', /^indexes\.ts$/],
  ['cloudfunctions/shared/policies', /\.(ts|json)$/],
];

/** Code without comment lines and layout: another comment makes no other county. */
function bare(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\s+/g, '');
}

/** Of the sources as they lie there now; `root` is the repository. */
export function countyMark(root = at()): string {
  const hash = createHash('sha256');
  for (const [folder, which] of MADE_BY)
    for (const path of listFiles(join(root, folder)).filter((one) => which.test(one)))
      hash.update(`${folder}/${path}\0${bare(readFileSync(join(root, folder, path), 'utf8'))}\0`);
  return hash.digest('hex').slice(0, 16);
}

/**
 * Moves what is kept between two starts into a folder of its own beside it; nothing is deleted. The first of the paths goes last, so that
 * a start that is cut off in between begins with this again.
 * @returns the folder, e.g. `.local/before-20260302-090000`
 */
export function putAside(folder: string, paths: readonly string[], now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const names = [0, ...Array.from({ length: 99 }, (_, i) => i + 1)].map((n) => join(folder, `before-${stamp}${n === 0 ? '' : `-${n}`}`));
  const aside = names.find((name) => !existsSync(name));
  if (aside === undefined) throw new Error(`too many old counties lie in ${folder}`);
  mkdirSync(aside, { recursive: true });
  for (const path of [...paths].reverse()) if (existsSync(path)) renameSync(path, join(aside, basename(path)));
  return aside;
}
