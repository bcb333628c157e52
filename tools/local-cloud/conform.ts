// Runs every form on a real environment and prints where it answers otherwise than the local cloud: `npm run conform -- --env ID`.
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { COLLECTIONS_USED, FORMS, type Outcome, runForm, SEED } from './forms/all';
import type { Form } from './forms/form';
import type { Db, Sdk } from './forms/sdk-types';

const HELP = `conform --env ID
Runs the database forms of SUPPORT.md on a real, EMPTY test environment and prints the differences.
TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY must name a key of its account.
It creates the collections ${COLLECTIONS_USED.join(', ')} and refuses to start when one of them has documents.`;

/** Null = as here; else one line about the difference. */
function difference(form: Form, outcome: Outcome): string | null {
  if ('refused' in outcome) {
    const { errCode, errMsg } = outcome.refused;
    if (!form.refused) return `refused: ${errCode} ${errMsg}`;
    return form.refused[0] === errCode ? null : `refused with ${errCode} instead of ${form.refused[0]}: ${errMsg}`;
  }
  if (form.refused) return `gave ${JSON.stringify(outcome.gave)} instead of a refusal (${form.refused[0]})`;
  return isDeepStrictEqual(outcome.gave, form.gives)
    ? null
    : `gave ${JSON.stringify(outcome.gave)} instead of ${JSON.stringify(form.gives)}`;
}

async function prepare(db: Db): Promise<void> {
  for (const name of COLLECTIONS_USED) {
    const known = await db
      .collection(name)
      .count()
      .then(
        ({ total }) => total,
        () => null,
      );
    if (known !== null && known > 0) throw new Error(`collection '${name}' is not empty: this environment is in use. Take an empty one`);
    if (known === null && name !== 'fresh') await db.createCollection(name);
  }
  for (const [name, docs] of Object.entries(SEED))
    for (let from = 0; from < docs.length; from += 5) await db.collection(name).add({ data: docs.slice(from, from + 5) });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { env: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help || !values.env) {
    process.stderr.write(`${HELP}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const sdk = require('wx-server-sdk') as Sdk;
  sdk.init({ env: values.env });
  const db = sdk.database();
  await prepare(db);
  let differing = 0;
  for (const form of FORMS) {
    const found = difference(form, await runForm(form, db));
    if (found === null) continue;
    differing++;
    process.stdout.write(`${form.area}: ${form.form}\n  ${found}\n`);
  }
  process.stdout.write(`${FORMS.length} forms, ${differing} answered otherwise\n`);
  process.exitCode = differing > 0 ? 1 : 0;
}

void main().catch((error: Error) => {
  process.stderr.write(`conform could not run: ${error.message}\n`);
  process.exitCode = 2;
});
