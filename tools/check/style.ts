// Formatting and lint of the whole repository, by Biome.
import { at } from '../build/paths';
import { execute, linesOf, type Step } from './step';

/** Biome's annotations as `file:line: what`, one line each. */
function plain(line: string): string {
  const found = /^::(\w+) title=([^,]*),file=([^,]*),line=(\d+).*?::(.*)$/.exec(line);
  return found ? `${found[3]}:${found[4]}: ${found[2]}: ${found[5]}` : line;
}

export const style: Step = {
  name: 'formatting and lint (biome)',
  async run() {
    const biome = at('node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'ci', '--colors=off', '--reporter=github', '--error-on-warnings', '--max-diagnostics=200', '.'];
    const { code, output } = await execute(process.execPath, args);
    return code === 0 ? [] : linesOf(output).map(plain);
  },
};
