// What stands on the pages of residents and in the answers of the actions they call: no word that belongs to documents.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NEVER } from './support/never';

const ROOT = join(__dirname, '..', '..');
/** Pages, and parts of pages, that residents and visitors see; of the components those that stand on them. */
const PAGES = [
  ...['jobs', 'benefits', 'me', 'job', 'benefit', 'claim-form', 'sign', 'claims', 'claim'].map((page) => `pages/${page}`),
  ...['packages/apply/mine', 'packages/match/mine', 'packages/match/components', 'packages/fairs/open', 'packages/fairs/present.ts'],
  ...['packages/told/notices', 'packages/told/money', 'packages/people', 'packages/publicity/open', 'packages/push/week'],
  ...['packages/month/mine', 'packages/month/trouble', 'packages/jobs/offer', 'packages/jobs/offer-form.ts'],
  'components',
];
/** Actions, or what they say, that nobody but residents and visitors reads. */
const ANSWERS = ['applications', 'jobs', 'fairs-public', 'offers', 'push-open', 'push-questions', 'reports'].map(
  (name) => `cloudfunctions/shared/actions/${name}.ts`,
);
/** The one phrase of documents that stands beside every estimate: who decides. And what such a file says to the officer. */
const SAID = [/以乡里审核为准/g, /有人说招满了，打电话核实一下/g, /official: [`'][^`']*[`']/g];

function filesOf(path: string): string[] {
  const full = join(ROOT, path);
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(wxml|ts|json)$/.test(file))
    .map((file) => join(path, file));
}
const wordsIn = (path: string): string =>
  SAID.reduce(
    (text, said) => text.replace(said, ''),
    readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(^|[^:])\/\/[^\n]*/g, '$1'),
  );

test.each([...PAGES.map((page) => `miniprogram/${page}`), ...ANSWERS])('%s', (path) => {
  const files = filesOf(path);
  expect(files.length).toBeGreaterThan(0);
  // 「退回来」 is how people say it.
  const found = files.flatMap((file) =>
    wordsIn(file)
      .replace(/退回来/g, '')
      .split('\n')
      .filter((line) => NEVER.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
