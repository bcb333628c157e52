// Puts the licence of each package beside its code in the mini-program: MIT asks for it in every copy.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { at } from '../paths';
import { put, type Tree } from '../tree';

/** Packages whose drawings or code end up in files of another name. */
const ALSO: Record<string, string> = { 'tdesign-miniprogram': 'tdesign-icons-svg' };

function licenceOf(name: string): string | null {
  const folder = at('node_modules', name);
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return file ? readFileSync(`${folder}/${file}`, 'utf8') : null;
}

export function addLicences(tree: Tree): void {
  const packages = new Set([...tree.keys()].flatMap((path) => /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  for (const name of packages) {
    const texts = [name, ALSO[name]].flatMap((one) => (one ? (licenceOf(one) ?? []) : []));
    if (texts.length > 0) put(tree, `miniprogram_npm/${name}/LICENSE`, texts.join('\n'));
  }
}
