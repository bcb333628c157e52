// Builds the cloud functions into a tree: a readable index.js each with the SDK inside, heavy packages beside it, and the tables the cloud
// is set up from.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build as bundle, type Plugin } from 'esbuild';
import * as z from 'zod';
import { loadFresh } from './fresh';
import { root, source } from './paths';
import { BuildProblem, stopOn } from './problem';
import { put, type Tree } from './tree';

const functionTable = z.record(
  z.string(),
  z.strictObject({
    timeout: z.number().int().min(1).max(60),
    memory: z.number().int().min(128).max(3072),
    triggers: z.array(z.strictObject({ name: z.string(), type: z.literal('timer'), config: z.string() })),
    openapi: z.array(z.string()),
  }),
);
const indexTable = z.record(
  z.string(),
  z.strictObject({
    indexes: z.array(
      z.strictObject({
        name: z.string(),
        keys: z.array(z.tuple([z.string(), z.union([z.literal(1), z.literal(-1)])])),
        unique: z.boolean().optional(),
      }),
    ),
  }),
);
export type FunctionTable = z.infer<typeof functionTable>;
export type IndexTable = z.infer<typeof indexTable>;

/** Clients read nothing from storage and write only into what is theirs; functions hand out short-lived links. */
const STORAGE_RULE = { read: false, write: 'resource.openid == auth.openid' };

/** The first export of the file that has the shape; the name of the export is the author's affair. */
async function table<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  if (!existsSync(join(source.functions, file))) throw new BuildProblem('A table the build needs is missing:', [`cloudfunctions/${file}`]);
  const exports = Object.values(await loadFresh(join(source.functions, file)));
  const tried = exports.map((value) => schema.safeParse(value));
  const fit = tried.find((result) => result.success);
  if (fit?.data) return fit.data;
  throw new BuildProblem(
    `${file} exports no such table as the build needs:`,
    tried.flatMap((r) => (r.error ? [z.prettifyError(r.error)] : [])),
  );
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What both the function and its heavy packages are bundled with; minifying was measured to load slower. */
const SHAPE = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node18',
  tsconfig: join(root, 'tsconfig.json'),
  charset: 'utf8',
  loader: { '.docx': 'binary', '.xlsx': 'binary' },
  // Files beside each other are reached with `require`, the one way every loader of functions knows.
  supported: { 'dynamic-import': false },
  legalComments: 'eof',
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** File in the function's folder → what is bundled into it. */
type Libraries = Map<string, BuildOptions>;

/** A package or layout that an action asks for when it runs goes into a file of its own: read then, and not at each cold start. */
const libraries = (found: Libraries): Plugin => ({
  name: 'libraries',
  setup({ onResolve }) {
    onResolve({ filter: /^[@a-z]|\.(docx|xlsx)$/ }, ({ path, kind, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || path.startsWith('@shared/') || importer.includes('node_modules')) return undefined;
      const file = `lib/${path.replace(/^[@./]+/, '').replace(/[/.]/g, '-')}.js`;
      found.set(
        file,
        path.startsWith('.') ? { stdin: { contents: `export { default } from '${path}';`, resolveDir } } : { entryPoints: [path] },
      );
      return { path: `./${file}`, external: true };
    });
  },
});

async function bundled(name: string, options: BuildOptions): Promise<string> {
  const result = await bundle(options).catch((error: { errors?: { text: string; location: { file: string; line: number } | null }[] }) => {
    const lines = (error.errors ?? []).map((e) => `${e.location ? `${e.location.file}:${e.location.line}: ` : ''}${e.text}`);
    throw new BuildProblem(`The function ${name} does not build:`, lines.length > 0 ? lines : [String(error)]);
  });
  return result.outputFiles?.[0]?.text ?? '';
}

/** One function: index.js, and beside it the packages it reads only when an action needs them. By path within the function's folder. */
async function bundleFunction(name: string): Promise<Tree> {
  const found: Libraries = new Map();
  const files: Tree = new Map();
  const entry = join(source.functions, name, 'index.ts');
  put(files, 'index.js', await bundled(name, { ...SHAPE, entryPoints: [entry], plugins: [libraries(found)] }));
  await Promise.all([...found].map(async ([file, options]) => put(files, file, await bundled(name, { ...SHAPE, ...options }))));
  return files;
}

export interface FunctionsBuild {
  tree: Tree;
  sizes: Record<string, number>;
  warnings: string[];
}

const hasEntry = (name: string): boolean => existsSync(join(source.functions, name, 'index.ts'));

/** Everything under dist/cloudfunctions. `draft` leaves out functions that are named and not written yet. */
export async function buildFunctions({ draft = false } = {}): Promise<FunctionsBuild> {
  const named = await table('functions.ts', functionTable);
  const database = await table('shared/repos/indexes.ts', indexTable);
  const absent = Object.keys(named).filter((name) => !hasEntry(name));
  const warnings = absent.map((name) => `cloudfunctions/${name}/index.ts is named in functions.ts and not there`);
  if (!draft) stopOn('The cloud functions are not whole:', warnings);
  const functions = Object.fromEntries(Object.entries(named).filter(([name]) => hasEntry(name)));
  const tree: Tree = new Map();
  const sizes: Record<string, number> = {};
  await Promise.all(
    Object.entries(functions).map(async ([name, { triggers, openapi }]) => {
      const files = await bundleFunction(name);
      sizes[name] = 0;
      for (const [path, content] of files) {
        sizes[name] += Buffer.byteLength(content);
        put(tree, `${name}/${path}`, content);
      }
      put(tree, `${name}/package.json`, json({ name, version: '1.0.0', private: true, main: 'index.js', dependencies: {} }));
      put(tree, `${name}/config.json`, json({ permissions: { openapi }, triggers }));
    }),
  );
  put(tree, 'functions.json', json(functions));
  put(tree, 'database.json', json({ collections: database }));
  put(tree, 'storage.json', json(STORAGE_RULE));
  return { tree, sizes, warnings };
}
