// Asks WeChat's own compilers, old and new, whether they take every template and style sheet of the built mini-program without a warning.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { at, local, output } from '../build/paths';
import { listFiles } from '../build/tree';
import { execute, linesOf, type Step } from './step';

const files = (extension: string): string[] => listFiles(output.miniprogram).filter((path) => path.endsWith(`.${extension}`));

/** Folder and ending of the compilers for each system; on others only glass-easel is asked. */
const SYSTEMS: Partial<Record<NodeJS.Platform, [folder: string, ending: string]>> = {
  linux: ['linux', ''],
  darwin: ['mac', ''],
  win32: ['windows', '.exe'],
};
const system = SYSTEMS[process.platform];

/** The compilers lie in their package without the run bit; a copy of ours has it, and the package stays as it was installed. */
function compiler(name: 'wcc' | 'wcsc'): string {
  const [folder, ending] = system ?? ['linux', ''];
  const own = join(local, 'bin', `${name}${ending}`);
  if (!existsSync(own)) {
    mkdirSync(dirname(own), { recursive: true });
    const fresh = `${own}.${process.pid}`;
    copyFileSync(at('node_modules/miniprogram-compiler/bin', folder, `${name}${ending}`), fresh);
    chmodSync(fresh, 0o755);
    renameSync(fresh, own);
  }
  return own;
}

const old = (name: 'wcc' | 'wcsc', what: string, args: () => string[]): Step => ({
  name: `${what} (${name})`,
  async run() {
    // The program writes its result to a file, so that whatever it says aloud is a complaint.
    const { code, output: said } = await execute(
      compiler(name),
      ['-o', join(local, 'bin', `${name}.out.js`), ...args()],
      output.miniprogram,
    );
    const complaints = linesOf(said).filter((line) => !/^error file count: 0$/.test(line.trim()));
    return code === 0 && complaints.length === 0 ? [] : [...complaints, `${name} ended with code ${code}`];
  },
});

interface TemplateWarning {
  level: string;
  message: string;
  startLine: number;
  startColumn: number;
}

/** What glass-easel's compiler says about one template, as lines `path:line:column: message`. */
export function askGlassEasel(path: string, wxml: string): string[] {
  const group = new TmplGroup();
  try {
    const warnings = group.addTmpl(path.replace(/\.wxml$/, ''), wxml) as TemplateWarning[];
    return warnings.map((w) => `${path}:${w.startLine + 1}:${w.startColumn + 1}: ${w.level}: ${w.message}`);
  } finally {
    group.free();
  }
}

const glassEasel: Step = {
  name: 'templates (glass-easel)',
  async run() {
    return files('wxml').flatMap((path) => askGlassEasel(path, readFileSync(join(output.miniprogram, path), 'utf8')));
  },
};

const olderFramework: Step[] = [
  old('wcc', 'templates', () => ['-d', '-cc', '0', ...files('wxml'), ...files('wxs')]),
  old('wcsc', 'style sheets', () => ['-lc', '-js', '-pc', String(files('wxss').length), ...files('wxss').map((path) => `./${path}`)]),
];

export const templates: Step[] = [...(system ? olderFramework : []), glassEasel];
