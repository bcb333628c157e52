// The one build: both halves, each only when its sources changed.
import { readFileSync } from 'node:fs';
import { buildFunctions } from './functions';
import { buildMiniprogram } from './miniprogram/main';
import { at, output } from './paths';
import { hashSources, isFresh, remember } from './stamp';
import { writeTree } from './tree';

export interface BuildOptions {
  /** Cloud environment the package talks to; default 'local'. */
  envId?: string;
  /** Builds even when nothing changed. */
  force?: boolean;
  /** Leaves out pages that are declared and not written yet. */
  draft?: boolean;
  say?: (line: string) => void;
}

export interface BuildReport {
  miniprogram: boolean;
  functions: boolean;
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

/** Builds what is stale; the report says which halves were written anew. Throws a BuildProblem. */
export async function build({ envId = 'local', force = false, draft = false, say = () => {} }: BuildOptions = {}): Promise<BuildReport> {
  const common = [envId, String(draft), readFileSync(at('package.json'), 'utf8'), readFileSync(at('package-lock.json'), 'utf8')];
  const report: BuildReport = { miniprogram: false, functions: false };

  const phone = hashSources(['miniprogram', 'cloudfunctions/shared/domain', 'tools/build'], common);
  if (force || !isFresh('miniprogram', phone, output.miniprogram)) {
    const { tree, sizes, icons, warnings } = await buildMiniprogram({ envId, draft });
    writeTree(tree, output.miniprogram);
    remember('miniprogram', phone, output.miniprogram);
    report.miniprogram = true;
    const weights = sizes.map((s) => `${s.root || 'main'} ${kilobytes(s.bytes)}`).join(', ');
    say(`mini-program: ${tree.size} files, ${weights} of 2048 kB each, ${icons.length} icons of TDesign`);
    for (const warning of warnings) say(`  warning: ${warning}`);
  }

  const cloud = hashSources(['cloudfunctions', 'tools/build'], common);
  if (force || !isFresh('functions', cloud, output.functions)) {
    const { tree, sizes, warnings } = await buildFunctions({ draft });
    writeTree(tree, output.functions);
    remember('functions', cloud, output.functions);
    report.functions = true;
    say(
      `cloud functions: ${Object.entries(sizes)
        .map(([name, bytes]) => `${name} ${kilobytes(bytes)}`)
        .join(', ')}`,
    );
    for (const warning of warnings) say(`  warning: ${warning}`);
  }
  return report;
}
