// Every case that can be seen from outside, through the real SDK; conform runs the same rows on a real environment, the table of support is made from them.
import fs from 'node:fs';
import path from 'node:path';
import { CASES, UNIQUE_INDEX } from '../../tools/local-cloud/cases/all';
import type { Target } from '../../tools/local-cloud/cases/case';
import { type Environment, prepare } from '../../tools/local-cloud/cases/environment';
import { supportTable } from '../../tools/local-cloud/cases/support';
import { closeAll, PROBE, refusal, sdkOf, startCloud } from './house';

const SUPPORT = path.resolve('tools/local-cloud/SUPPORT.md');
const PREFIX = 'case_';
const TRANSACTION_MS = 2500;

let environment: Environment;
let target: Target;
beforeAll(async () => {
  const { collection, ...index } = UNIQUE_INDEX;
  const cloud = await startCloud(
    { ...PROBE, collections: { [PREFIX + collection]: [index] } },
    { transactionMs: TRANSACTION_MS, frozen: false },
  );
  environment = await prepare(sdkOf(cloud), { prefix: PREFIX, probe: 'conform-probe', transactionMs: TRANSACTION_MS, quick: false });
  target = environment.target;
});
afterAll(closeAll);

test('nothing is left out here', () => {
  expect([...new Set(CASES.flatMap(({ needs }) => needs ?? []))].filter((need) => target.lacks(need) !== null)).toEqual([]);
});

test.each(CASES.map((one) => [one.area, one.name, one] as const))('%s: %s', async (_area, _name, { run, gives, refused }) => {
  if (!refused) {
    expect(await run(target)).toEqual(gives);
    return;
  }
  const { errCode, errMsg } = await refusal(Promise.resolve().then(() => run(target)));
  expect(errCode).toBe(refused[0]);
  expect(errMsg).toContain(refused[1]);
});

test('no two cases have one name', () => {
  const names = CASES.map(({ area, name }) => `${area}: ${name}`);
  expect(new Set(names).size).toBe(names.length);
});

test('what is believed and not seen is marked so beside its case', () => {
  for (const folder of ['cases', 'forms']) {
    const dir = path.resolve('tools/local-cloud', folder);
    for (const name of fs.readdirSync(dir).filter((file) => file.endsWith('.ts'))) {
      const lines = fs.readFileSync(path.join(dir, name), 'utf8').split('\n');
      const unmarked = lines.filter((line, i) => /believed: true/.test(line) && !`${lines[i - 1]}${line}`.includes('// believed: '));
      expect([name, unmarked]).toEqual([name, []]);
    }
  }
});

test('SUPPORT.md is the table of these cases (made again with UPDATE_SUPPORT=1)', () => {
  const table = supportTable(CASES);
  if (process.env.UPDATE_SUPPORT === '1') fs.writeFileSync(SUPPORT, table);
  expect(fs.readFileSync(SUPPORT, 'utf8')).toBe(table);
});
