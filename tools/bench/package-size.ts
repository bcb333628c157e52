// The size of each package as it would be uploaded, against what WeChat takes.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './bundle';
import { type Bench, row } from './row';

const MINIPROGRAM = join(ROOT, 'dist/miniprogram');
const MB = 1024 * 1024;
const LIMIT_MB = 2;

export const packageSize: Bench = {
  async run(say) {
    if (!existsSync(join(MINIPROGRAM, 'app.json'))) throw new Error('no built mini-program in dist/miniprogram: run npm run build first');
    const app = JSON.parse(readFileSync(join(MINIPROGRAM, 'app.json'), 'utf8')) as { subPackages?: { root: string }[] };
    const roots = (app.subPackages ?? []).map((one) => one.root);
    const inSub = (file: string): string | undefined => roots.find((root) => relative(MINIPROGRAM, file).startsWith(`${root}/`));
    const sizes = new Map<string, number>();
    for (const file of filesIn(MINIPROGRAM)) sizes.set(inSub(file) ?? '', (sizes.get(inSub(file) ?? '') ?? 0) + statSync(file).size);
    say('as they would be uploaded');
    return [...sizes].map(([root, bytes]) => row(`${root || 'main package'} vs 2 MB`, bytes / MB, LIMIT_MB, 'MB', { atMost: 0.5 }));
  },
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}
