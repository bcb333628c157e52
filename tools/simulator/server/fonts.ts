// One CJK font from the package, so that pictures look the same on any machine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WEIGHTS = [400, 600] as const;
const folder = dirname(createRequire(join(process.cwd(), 'package.json')).resolve('@fontsource/noto-sans-sc/package.json'));

/** The family TDesign names inside `font` shorthands: drawn with this font too, on every machine alike. */
const ALIASES = ['PingFang SC'];

/** The @font-face rules: the browser fetches only the slices whose letters are on the page. */
export function fontCss(): string {
  const own = WEIGHTS.map((weight) => readFileSync(join(folder, `${weight}.css`), 'utf8')).join('\n');
  return [own, ...ALIASES.map((alias) => own.replaceAll("'Noto Sans SC'", `'${alias}'`))]
    .join('\n')
    .replace(/url\(\.\/files\/([^)]+)\)/g, 'url(/font/$1)')
    .replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
    .replace(/font-display:\s*swap/g, 'font-display: block');
}

/** A font file by name; null for anything that is not one. */
export function fontFile(name: string): Buffer | null {
  return /^noto-sans-sc-[\w-]+\.woff2$/.test(name) ? readFileSync(join(folder, 'files', name)) : null;
}
