// `npm run build`: writes dist/ from the sources. --force, --watch, --draft, --env ID.
import { parseArgs } from 'node:util';
import { build } from './build';
import { BuildProblem } from './problem';
import { watchSources } from './watch';

const { values } = parseArgs({
  options: { force: { type: 'boolean' }, watch: { type: 'boolean' }, draft: { type: 'boolean' }, env: { type: 'string' } },
});

const say = (line: string): void => console.log(line);

async function once(force: boolean): Promise<boolean> {
  try {
    const report = await build({ force, say, draft: values.draft ?? false, ...(values.env ? { envId: values.env } : {}) });
    if (!report.miniprogram && !report.functions) say('Nothing changed; dist/ is up to date.');
    return true;
  } catch (error) {
    console.error(error instanceof BuildProblem ? error.message : error);
    return false;
  }
}

async function main(): Promise<void> {
  const ok = await once(values.force ?? false);
  if (!values.watch) process.exit(ok ? 0 : 1);
  say('Watching the sources; Ctrl-C ends.');
  watchSources(async () => void (await once(false)));
}

void main();
