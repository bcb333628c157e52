// Every form the SDK's db, _ and $ can send, run through the real SDK; the table of support is made from the same rows.
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud } from '../../tools/local-cloud/api';
import { COLLECTIONS, UPDATES, WRITES } from './forms/changes';
import { type Form, THINGS } from './forms/form';
import { PIPELINES } from './forms/pipelines';
import { QUERIES, READING } from './forms/queries';
import { supportTable } from './forms/support';
import { closeAll, type Db, refusal, sdkOf, startCloud } from './house';

const FORMS: Form[] = [...QUERIES, ...READING, ...UPDATES, ...WRITES, ...COLLECTIONS, ...PIPELINES];
const SUPPORT = path.resolve('tools/local-cloud/SUPPORT.md');

let cloud: LocalCloud;
let db: Db;
beforeAll(async () => {
  cloud = await startCloud({ collections: { things: [], changed: [], kinds: [], many: [], heavy: [] } });
  db = sdkOf(cloud).database();
  await cloud.database.import('things', THINGS);
  await cloud.database.import('kinds', [
    { _id: 'ka', k: 'a', title: '甲' },
    { _id: 'kb', k: 'b', title: '乙' },
  ]);
  await cloud.database.import(
    'many',
    Array.from({ length: 1200 }, (_, i) => ({ _id: `m${String(i).padStart(4, '0')}` })),
  );
  await cloud.database.import(
    'heavy',
    Array.from({ length: 12 }, (_, i) => ({ _id: `h${i}`, text: 'x'.repeat(100_000) })),
  );
});
afterAll(closeAll);

test.each(FORMS.map((form) => [form.area, form.form, form] as const))('%s: %s', async (_area, _name, { run, gives, refused }) => {
  if (!refused) {
    expect(await run(db)).toEqual(gives);
    return;
  }
  const { errCode, errMsg } = await refusal(Promise.resolve().then(() => run(db)));
  expect(errCode).toBe(refused[0]);
  expect(errMsg).toContain(refused[1]);
});

test('no two rows have one name', () => {
  const names = FORMS.map(({ area, form }) => `${area}: ${form}`);
  expect(new Set(names).size).toBe(names.length);
});

test('SUPPORT.md is the table of these rows (made again with UPDATE_SUPPORT=1)', () => {
  const table = supportTable(FORMS);
  if (process.env.UPDATE_SUPPORT === '1') fs.writeFileSync(SUPPORT, table);
  expect(fs.readFileSync(SUPPORT, 'utf8')).toBe(table);
});
