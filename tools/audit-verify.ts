// `npm run audit:verify`: whether the audit trail is whole, from the local cloud's data or from collections exported from the console.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AuditVerdict, auditVerify } from '@shared/runtime/audit-verify';
import { startLocalCloud } from './local-cloud';

const HELP = `npm run audit:verify -- [--data DIR | --export DIR]
--data    the folder of a local cloud (default .local/cloud)
--export  a folder with audits.json and seals.json, and claims.json and receipts.json if they are to be compared, as the
          console exports collections: one JSON document a line`;

/** Collections whose records carry the head of their chain. */
const CHAINED = ['claims', 'receipts'] as const;
type Documents = Record<string, Record<string, unknown>[]>;

function exported(folder: string): Documents {
  const read = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, `${name}.json`), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const beside = CHAINED.filter((name) => existsSync(join(folder, `${name}.json`)));
  return Object.fromEntries(['audits', 'seals', ...beside].map((name) => [name, read(name)]));
}

async function stored(folder: string): Promise<Documents> {
  if (!existsSync(folder)) throw new Error(`there is no local cloud in ${folder}`);
  const cloud = await startLocalCloud({ dataDir: folder, timers: false });
  try {
    const read = async (name: string) => [name, await cloud.database.all(name)] as const;
    return Object.fromEntries(await Promise.all(['audits', 'seals', ...CHAINED].map(read)));
  } finally {
    await cloud.close();
  }
}

function verdictOn(documents: Documents): AuditVerdict {
  const { audits = [], seals = [], ...records } = documents;
  type Given = Parameters<typeof auditVerify>;
  return auditVerify(audits as unknown as Given[0], seals as unknown as Given[1], records as unknown as Given[2]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, export: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { entries, seals, first, breaks } = verdictOn(
    values.export ? exported(values.export) : await stored(values.data ?? '.local/cloud'),
  );
  if (!first) {
    console.log(`来历完整：${entries} 条记录，${seals} 个封条。`);
    return 0;
  }
  console.error(`来历断了 ${breaks} 处，最早的一处在 ${first.window || '没有时间'}：${first.at}：${first.words}。`);
  return 1;
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: Error) => {
    console.error(`没有查成：${error.message}`);
    process.exitCode = 2;
  });
