// Types, one project per side: Node's and WeChat's global types contradict one another.
import { existsSync } from 'node:fs';
import { at } from '../build/paths';
import { execute, linesOf, type Step } from './step';

const project = (name: string, folder: string): Step => ({
  name: `types of ${name}`,
  async run() {
    const { code, output } = await execute(process.execPath, [
      at('node_modules/typescript/bin/tsc'),
      '-p',
      at(folder),
      '--pretty',
      'false',
    ]);
    return code === 0 ? [] : linesOf(output);
  },
});

export const types: Step[] = [
  project('functions, tools and tests', '.'),
  project('the mini-program', 'miniprogram'),
  ...(existsSync(at('tests/client/tsconfig.json')) ? [project('component tests', 'tests/client')] : []),
];
