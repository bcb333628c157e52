// Compiles every script of the mini-program to one CommonJS file per module: TypeScript erased, ES2018, shared code once.
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { type Plugin, rollup } from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import { at, root, source, TDESIGN, TDESIGN_OUT, tdesign } from '../paths';
import { BuildProblem } from '../problem';
import { put, type Tree } from '../tree';

const posixPath = (path: string): string => path.split(sep).join('/');

/** Where each source folder lands in the package; the first match wins. */
const placesFor = (from: string): [folder: string, to: string][] => [
  [from, ''],
  [source.shared, 'shared/'],
  [tdesign, `${TDESIGN_OUT}/`],
  [at('node_modules/dayjs/esm'), 'miniprogram_npm/dayjs/'],
  [at('node_modules'), 'miniprogram_npm/'],
];

/** The path inside the package for a module id, rollup's own virtual modules included. */
export function placeOf(id: string, from: string): string {
  const clean = id.replace(/\0/g, '').replace(/\?(.*)$/, '');
  const virtual = /\?commonjs-(.*)$/.exec(id)?.[1];
  for (const [folder, to] of placesFor(from)) {
    const inside = relative(folder, clean);
    if (inside.startsWith('..') || inside.startsWith(sep)) continue;
    return `${to}${posixPath(inside).replace(/\.[cm]?[jt]s$/, '')}${virtual ? `-${virtual}` : ''}.js`;
  }
  return `miniprogram_npm/interop/${clean.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-|\.js$/g, '')}.js`;
}

/** `@shared/*`, TDesign by its npm name, and dayjs as modules instead of its UMD file. */
function aliases(): Plugin {
  return {
    name: 'house-aliases',
    resolveId(id) {
      const first = (...files: string[]): string | null => files.find((file) => existsSync(file)) ?? null;
      if (id.startsWith('@shared/')) {
        const base = join(source.shared, id.slice('@shared/'.length));
        return first(`${base}.ts`, join(base, 'index.ts'), base);
      }
      if (id.startsWith(`${TDESIGN}/`)) {
        const base = join(tdesign, id.slice(TDESIGN.length + 1));
        return first(`${base}.js`, join(base, 'index.js'));
      }
      if (id === 'dayjs') return at('node_modules/dayjs/esm/index.js');
      if (id.startsWith('dayjs/')) {
        const base = at('node_modules/dayjs/esm', id.slice('dayjs/'.length));
        return first(join(base, 'index.js'), `${base}.js`);
      }
      return null;
    },
  };
}

/** Replaces the mini-program's `config.ts` by the values of this build. */
function generatedConfig(from: string, config: Record<string, string>): Plugin {
  const file = join(from, 'config.ts');
  return {
    name: 'house-config',
    load(id) {
      if (id !== file) return null;
      return Object.entries(config)
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n');
    },
  };
}

export interface ModuleInput {
  /** The source folder of the mini-program. */
  from: string;
  /** Absolute paths of the scripts the platform loads by itself. */
  entries: readonly string[];
  /** Exports of the generated `config.js`. */
  config: Record<string, string>;
}

/** Adds a `.js` for each entry and for each module they reach. */
export async function addModules(tree: Tree, { from, entries, config }: ModuleInput): Promise<void> {
  const warnings: string[] = [];
  const bundle = await rollup({
    input: [...entries],
    treeshake: { moduleSideEffects: true },
    plugins: [
      aliases(),
      generatedConfig(from, config),
      nodeResolve({ extensions: ['.ts', '.js', '.mjs', '.json'], browser: false }),
      esbuild({
        target: 'es2018',
        tsconfig: at('tsconfig.base.json'),
        include: /\.[cm]?[jt]s$/,
        exclude: [],
        sourceMap: false,
        charset: 'utf8',
      }),
      commonjs({ transformMixedEsModules: true, strictRequires: 'auto' }),
    ],
    onwarn(warning) {
      // TDesign keeps circular imports between its own files; they are harmless and not ours to change.
      const ids = [warning.id ?? '', ...(warning.ids ?? [])];
      if (warning.code === 'CIRCULAR_DEPENDENCY' && ids.every((id) => id === '' || id.includes('node_modules'))) return;
      if (warning.code === 'THIS_IS_UNDEFINED' && ids.some((id) => id.includes('node_modules'))) return;
      warnings.push(warning.message);
    },
  }).catch((error: unknown) => {
    throw new BuildProblem('The scripts of the mini-program do not build:', [error instanceof Error ? error.message : String(error)]);
  });
  if (warnings.length > 0) throw new BuildProblem('The scripts of the mini-program do not fit together:', warnings);
  const { output } = await bundle.generate({
    format: 'cjs',
    preserveModules: true,
    preserveModulesRoot: root,
    exports: 'named',
    esModule: true,
    interop: 'auto',
    generatedCode: { constBindings: true },
    entryFileNames: (chunk) => placeOf(chunk.facadeModuleId ?? chunk.name, from),
    chunkFileNames: (chunk) => placeOf(chunk.facadeModuleId ?? chunk.name, from),
    hoistTransitiveImports: false,
    strict: true,
  });
  await bundle.close();
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    put(tree, chunk.fileName, chunk.code);
  }
}
