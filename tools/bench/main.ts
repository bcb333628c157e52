// npm run bench: measures side by side and prints a table; --json prints the rows, --only NAME runs the benches whose name holds NAME.
import { parseArgs } from 'node:util';
import { eligibility } from './eligibility/rows';
import { loadTime } from './load-time';
import { packageSize } from './package-size';
import type { Bench, Row } from './row';
import { table, targetWords } from './table';

const BENCHES: readonly Bench[] = [eligibility, loadTime, packageSize];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });
  const only = values.only;
  const chosen = only === undefined ? BENCHES : BENCHES.filter((bench) => bench.name.includes(only));
  if (chosen.length === 0) throw new Error(`no bench is called ${only}; there are: ${BENCHES.map((bench) => bench.name).join(', ')}`);
  const rows: Row[] = [];
  for (const bench of chosen) rows.push(...(await bench.run((line) => process.stderr.write(`${bench.name}: ${line}\n`))));
  if (values.json)
    console.log(
      JSON.stringify(
        rows.map((row) => ({ ...row, target: targetWords(row) })),
        null,
        2,
      ),
    );
  else console.log(`\n${table(rows)}`);
  if (rows.some((row) => !row.holds)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
