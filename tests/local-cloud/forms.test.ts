// Every form the SDK's db, _ and $ can send, run through the real SDK; the table of support is made from the same rows.
import fs from 'node:fs';
import path from 'node:path';
import type { LocalCloud } from '../../tools/local-cloud/api';
import { FORMS, SEED } from '../../tools/local-cloud/forms/all';
import { supportTable } from '../../tools/local-cloud/forms/support';
import { closeAll, type Db, refusal, sdkOf, startCloud } from './house';

const SUPPORT = path.resolve('tools/local-cloud/SUPPORT.md');

let cloud: LocalCloud;
let db: Db;
beforeAll(async () => {
  cloud = await startCloud({ collections: { things: [], changed: [], kinds: [], many: [], heavy: [] } });
  db = sdkOf(cloud).database();
  for (const [name, docs] of Object.entries(SEED)) await cloud.database.import(name, docs);
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
