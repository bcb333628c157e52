// The rules of the house, read from the sources: who may import whom, what may not be used where, what must not be in the repository.
import { spawnSync } from 'node:child_process';
import { servedBy } from '@shared/domain/served-by';
import { examplePacks } from '@shared/policies';
import {
  actionsOf,
  bannedUses,
  clockReadings,
  importsOf,
  parse,
  read,
  repositoryFiles,
  resolve,
  root,
  servedNames,
  walk,
} from './support/source';

const files = repositoryFiles();
const scripts = files.filter((path) => /\.(ts|js|mjs)$/.test(path) && !path.endsWith('.d.ts'));
const shared = (folder: string): string => `cloudfunctions/shared/${folder}/`;
const under =
  (...folders: string[]) =>
  (path: string): boolean =>
    folders.some((folder) => path.startsWith(folder));
const isPackage = (target: string): boolean => !target.includes('/') || target.startsWith('@') || target.startsWith('node:');

/** What the files of a zone may load; `types` only by `import type`. The first zone that fits counts. */
interface Zone {
  name: string;
  has: (path: string) => boolean;
  loads: (target: string) => boolean;
  types?: (target: string) => boolean;
}

const ZONES: Zone[] = [
  { name: 'domain', has: under(shared('domain')), loads: (t) => under(shared('domain'))(t) || t === 'dayjs' },
  {
    name: 'contract',
    has: under(shared('contract')),
    loads: (t) => under(shared('contract'), shared('domain'))(t) || t === 'zod',
  },
  {
    name: 'policies',
    has: under(shared('policies')),
    loads: (t) => under(shared('policies'), shared('domain'))(t) || ['zod', 'node:crypto'].includes(t),
    types: under(shared('contract')),
  },
  {
    name: 'the runtime and the repositories, which know the SDK',
    has: under(shared('runtime'), shared('repos')),
    loads: (t) => under('cloudfunctions/shared/')(t) || isPackage(t),
  },
  {
    name: 'the rest of the cloud functions',
    has: under('cloudfunctions/'),
    loads: (t) => under('cloudfunctions/')(t) || (isPackage(t) && t !== 'wx-server-sdk'),
  },
  {
    name: 'the mini-program',
    has: under('miniprogram/'),
    loads: (t) => under('miniprogram/', shared('domain'))(t) || ['dayjs', 'tdesign-miniprogram'].includes(t),
    types: (t) => under(shared('contract'))(t) || t === 'miniprogram-api-typings',
  },
];

function brokenImports(path: string, code: string): string[] {
  const zone = ZONES.find((one) => one.has(path));
  if (!zone) return [];
  return importsOf(code, path)
    .filter(({ target, typeOnly }) => !zone.loads(target) && !(typeOnly && zone.types?.(target)))
    .map(({ from, typeOnly }) => `${path} ${typeOnly ? 'takes types from' : 'loads'} ${from}, which ${zone.name} may not`);
}

describe('imports', () => {
  test('each zone loads only what it may', () => {
    expect(scripts.flatMap((path) => brokenImports(path, read(path)))).toEqual([]);
  });

  test.each([
    ['cloudfunctions/shared/domain/x.ts', "import * as z from 'zod';"],
    ['cloudfunctions/shared/domain/x.ts', "import type { X } from '@shared/repos/claims';"],
    ['cloudfunctions/shared/actions/x.ts', "import cloud from 'wx-server-sdk';"],
    ['cloudfunctions/public/index.ts', "const sdk = require('wx-server-sdk');"],
    ['miniprogram/pages/x/x.ts', "import { contract } from '@shared/contract';"],
    ['miniprogram/pages/x/x.ts', "import { assess } from '@shared/policies';"],
    ['cloudfunctions/shared/runtime/x.ts', "import { build } from '../../../tools/build/build';"],
    ['miniprogram/x.ts', "export * from '../tests/support/source';"],
  ])('a forbidden import in %s is seen: %s', (path, code) => {
    expect(brokenImports(path, code)).toHaveLength(1);
  });

  test.each([
    ['cloudfunctions/shared/domain/x.ts', "import utc from 'dayjs/plugin/utc';"],
    ['miniprogram/pages/x/x.ts', "import type { Output } from '@shared/contract';"],
    ['miniprogram/pages/x/x.ts', "import { type Output } from '@shared/contract'; import { yuan } from '@shared/domain/money';"],
  ])('an allowed import in %s is left alone: %s', (path, code) => {
    expect(brokenImports(path, code)).toEqual([]);
  });

  test('transactions open in runtime/tx.ts alone', () => {
    const openers: string[] = [];
    for (const path of scripts.filter(under('cloudfunctions/'))) {
      walk(parse(read(path), path), (node) => {
        const property = node.type === 'MemberExpression' ? (node.property as { value?: unknown }).value : null;
        if (property === 'runTransaction' || property === 'startTransaction') openers.push(path);
      });
    }
    expect([...new Set(openers)]).toEqual(['cloudfunctions/shared/runtime/tx.ts']);
  });
});

describe('what phones do not have', () => {
  const onPhones = scripts.filter(under('miniprogram/', shared('domain')));

  test('is not used in the mini-program or the domain', () => {
    expect(onPhones.flatMap((path) => bannedUses(read(path), path).map((use) => `${path}: ${use}`))).toEqual([]);
  });

  test.each([
    'new Intl.NumberFormat()',
    'n.toLocaleString()',
    'structuredClone(x)',
    "eval('1')",
    '/(?<=a)b/.test(x)',
    '/(?<!a)b/.test(x)',
    "new Date('2026-03-02 09:00')",
    'let a: any = 1',
  ])('is seen: %s', (code) => {
    expect(bannedUses(code, 'x.ts')).toHaveLength(1);
  });
});

describe('time', () => {
  /** The one place that reads the clock; from there it is handed on. */
  const ENTRY = 'cloudfunctions/shared/runtime/entry.ts';

  test('is handed in below dispatch', () => {
    const below = scripts.filter((path) => under('cloudfunctions/')(path) && path !== ENTRY);
    expect(below.flatMap((path) => clockReadings(read(path), path).map((use) => `${path}: ${use}`))).toEqual([]);
  });

  test.each(['new Date()', 'Date.now()', 'const f = Date.now', 'Date()'])('a reading is seen: %s', (code) => {
    expect(clockReadings(code, 'x.ts')).toHaveLength(1);
    expect(clockReadings('new Date(at).getTime()', 'x.ts')).toEqual([]);
  });
});

describe('small rooms', () => {
  const MANY = 200;
  /** The product reads in small rooms. Instruments and tests hold tables of data and cases, which are longer and still one thing. */
  const mostFor = (path: string): number => (under('miniprogram/', 'cloudfunctions/')(path) ? 300 : 450);
  const written = scripts.filter((path) => !path.includes('/fixture'));

  test('every script begins with a sentence on what it is for', () => {
    const begins = (code: string): boolean => /^(#!.*\n)?(\/\/|\/\*)/.test(code);
    expect(written.filter((path) => !begins(read(path)))).toEqual([]);
  });

  test('no script of the product has more than 300 lines, none at all more than 450', () => {
    const long = written.map((path) => ({ path, lines: read(path).split('\n').length - 1 })).filter(({ lines }) => lines > MANY);
    if (long.length > 0) process.stdout.write(`Over ${MANY} lines: ${long.map(({ path, lines }) => `${path} ${lines}`).join(', ')}\n`);
    expect(long.filter(({ path, lines }) => lines > mostFor(path)).map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
  });
});

/** Everything written by people: no lock file, no pictures. */
const texts = files.filter((path) => path !== 'package-lock.json' && !/\.(png|jpe?g|gif|webp|woff2?|ttf|pdf|zip|mp4)$/.test(path));

const ID_NUMBER = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g;
const PHONE = /(?<![\d.])1[3-9]\d{9}(?!\d)/g;
/** The control number of GB 11643 itself; 999999 is the national system's “has none”. */
const NOBODY = (id: string): boolean => id === '11010519491231002X' || id.startsWith('140799') || id.startsWith('999999');
const MACHINE = /(?<![\w.])\/(?:home|root|work|Users)\/\w+|\bregistry\.[a-z]+\.\w+|\bnpmmirror\b|\bartifactory\b/g;

function realPeople(text: string): string[] {
  return [
    ...(text.match(ID_NUMBER) ?? []).filter((id) => !NOBODY(id)),
    ...(text.match(PHONE) ?? []).filter((phone) => !phone.startsWith('199')),
  ];
}

describe('the repository', () => {
  test('holds no identity number and no telephone that could be somebody’s', () => {
    expect(texts.flatMap((path) => realPeople(read(path)).map((found) => `${path}: ${found}`))).toEqual([]);
  });

  test('a real-looking number would be seen', () => {
    const [area, day] = ['140702', '19720314'];
    expect(realPeople(`id ${area}${day}001X, phone ${'138'}00001111`)).toHaveLength(2);
    expect(realPeople('140799197203140015 11010519491231002X 19900000001 9999990000000000014 1772442000000')).toEqual([]);
  });

  test('speaks of no machine and no registry', () => {
    const own = 'tests/architecture.test.ts';
    const found = texts
      .filter((path) => path !== own)
      .flatMap((path) => (read(path).match(MACHINE) ?? []).map((word) => `${path}: ${word}`));
    expect(found).toEqual([]);
  });

  test('locks the packages of every platform, or `npm ci` refuses on another one (mend: node tools/start/complete-lock.mjs)', () => {
    expect(spawnSync(process.execPath, ['tools/start/complete-lock.mjs', '--check'], { cwd: root }).stdout.toString().trim()).toBe('');
  });

  test('ships policy packs as examples, said in each of them', () => {
    expect(examplePacks().length).toBeGreaterThan(0);
    for (const pack of examplePacks()) expect(pack.notice).toBe('示例，以本县文件为准');
  });
});

describe('who serves what', () => {
  /** Action → function, from the index of each function. */
  function actionsServed(): Map<string, string> {
    const served = new Map<string, string>();
    for (const index of scripts.filter(
      (path) => /^cloudfunctions\/[a-z]+\/index\.ts$/.test(path) && !path.startsWith('cloudfunctions/shared/'),
    )) {
      const code = read(index);
      const exported = new Map(
        importsOf(code, index)
          .filter(({ target }) => target.startsWith(shared('actions')))
          .flatMap(({ from }) => [...actionsOf(read(resolve(from, index)), from)]),
      );
      for (const name of servedNames(code, index)) {
        const action = exported.get(name);
        if (!action) throw new Error(`${index} serves ${name}, which is no action of shared/actions`);
        served.set(action, index.split('/')[1] ?? '');
      }
    }
    return served;
  }

  test('the phone asks each function for what it serves', () => {
    const served = actionsServed();
    expect(served.size).toBeGreaterThan(0);
    expect(
      [...served]
        .filter(([action, fn]) => servedBy(action) !== fn)
        .map(([action, fn]) => `${action} is asked of ${servedBy(action)}, served by ${fn}`),
    ).toEqual([]);
  });
});

test('no style is written for the tag of an icon: it has no node of its own, room beside it is its parent’s', () => {
  const sheets = files.filter((path) => path.endsWith('.wxss'));
  expect(sheets.length).toBeGreaterThan(0);
  expect(sheets.filter((path) => /wg-icon\b[^{}]*\{/.test(read(path)))).toEqual([]);
});
