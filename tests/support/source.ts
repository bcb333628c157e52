// Reads source files as syntax trees: what they import, and which named things they use. For the tests of architecture.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from '@swc/core';

export const root = join(__dirname, '..', '..');

/** Files under version control, and those about to be, as paths from the root. */
export function repositoryFiles(): string[] {
  const said = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, maxBuffer: 1 << 26 });
  return said
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .sort();
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Import {
  /** As written. */
  from: string;
  /** A path from the root for our own files, the package's name for others. */
  target: string;
  /** Erased by the compiler: nothing is loaded. */
  typeOnly: boolean;
}

type Node = { type: string; [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Calls `visit` with every node below `value`. */
export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) visit(value);
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) walk(child, visit);
  }
}

export function parse(code: string, path: string): Node {
  try {
    return parseSync(code, {
      syntax: path.endsWith('.js') || path.endsWith('.mjs') ? 'ecmascript' : 'typescript',
      target: 'es2022',
    }) as unknown as Node;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const nameOf = (node: unknown): string => (isNode(node) && typeof node.value === 'string' ? node.value : '');

const isFile = (path: string): boolean => existsSync(join(root, path)) && statSync(join(root, path)).isFile();

/** Where an import leads. */
export function resolve(from: string, importer: string): string {
  if (!from.startsWith('.') && !from.startsWith('@shared/')) {
    return from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from);
  }
  const base = from.startsWith('@shared/') ? `cloudfunctions/shared/${from.slice(8)}` : posix.join(posix.dirname(importer), from);
  return [base, `${base}.ts`, `${base}.js`, `${base}/index.ts`].find(isFile) ?? base;
}

/** Every import, export-from, import() and require() of a file; import('x') types count as type-only. */
export function importsOf(code: string, path: string): Import[] {
  const found: Import[] = [];
  const add = (from: string, typeOnly: boolean): void => void found.push({ from, target: resolve(from, path), typeOnly });
  walk(parse(code, path), (node) => {
    const specifiers = (node.specifiers ?? []) as Node[];
    const allTypes = specifiers.length > 0 && specifiers.every((specifier) => specifier.isTypeOnly === true);
    if (node.type === 'ImportDeclaration') add(nameOf(node.source), node.typeOnly === true || allTypes);
    if (node.type === 'ExportNamedDeclaration' && isNode(node.source)) add(nameOf(node.source), node.typeOnly === true || allTypes);
    if (node.type === 'ExportAllDeclaration') add(nameOf(node.source), false);
    if (node.type === 'TsImportType') add(nameOf(node.argument), true);
    if (node.type === 'CallExpression' && isNode(node.callee)) {
      const first = ((node.arguments ?? []) as { expression: unknown }[])[0]?.expression;
      const loads = node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.value === 'require');
      if (loads && isNode(first) && first.type === 'StringLiteral') add(nameOf(first), false);
    }
  });
  return found;
}

/** Uses of what phones do not have, or have wrongly; and of `any`. */
export function bannedUses(code: string, path: string): string[] {
  const found: string[] = [];
  walk(parse(code, path), (node) => {
    if (node.type === 'Identifier' && ['Intl', 'structuredClone', 'eval'].includes(nameOf(node))) found.push(nameOf(node));
    if (node.type === 'MemberExpression' && /^toLocale/.test(nameOf(node.property))) found.push(nameOf(node.property));
    if (node.type === 'TsKeywordType' && node.kind === 'any') found.push('any');
    if (node.type === 'RegExpLiteral' && /\(\?<[=!]/.test(String(node.pattern))) found.push(`look-behind /${String(node.pattern)}/`);
    if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date') {
      const first = ((node.arguments ?? []) as { expression: unknown }[])[0]?.expression;
      if (isNode(first) && (first.type === 'StringLiteral' || first.type === 'TemplateLiteral')) found.push('new Date(text)');
    }
  });
  return found;
}

/** Readings of the machine's clock: `new Date()`, `Date.now`, `Date()`. A stopwatch (`performance`) tells no time of day and is free. */
export function clockReadings(code: string, path: string): string[] {
  const found: string[] = [];
  walk(parse(code, path), (node) => {
    if (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && ((node.arguments ?? []) as unknown[]).length === 0)
      found.push('new Date()');
    if (node.type === 'CallExpression' && nameOf(node.callee) === 'Date') found.push('Date()');
    if (node.type === 'MemberExpression' && nameOf(node.object) === 'Date' && nameOf(node.property) === 'now') found.push('Date.now');
  });
  return found;
}

/** Actions a file exports: name of the constant → name of the action, from `export const x = action('noun.verb', …)`. */
export function actionsOf(code: string, path: string): Map<string, string> {
  const found = new Map<string, string>();
  walk(parse(code, path), (node) => {
    if (node.type !== 'VariableDeclarator' || !isNode(node.init) || node.init.type !== 'CallExpression') return;
    if (nameOf(node.init.callee) !== 'action') return;
    const first = ((node.init.arguments ?? []) as { expression: unknown }[])[0]?.expression;
    found.set(nameOf(node.id), nameOf(first));
  });
  return found;
}

/** The names in `serve([a, b, …])` of a function's index. */
export function servedNames(code: string, path: string): string[] {
  const found: string[] = [];
  walk(parse(code, path), (node) => {
    if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'serve') return;
    const first = ((node.arguments ?? []) as { expression: unknown }[])[0]?.expression;
    if (isNode(first) && first.type === 'ArrayExpression') {
      for (const element of (first.elements ?? []) as ({ expression: unknown } | null)[]) found.push(nameOf(element?.expression));
    }
  });
  return found;
}
