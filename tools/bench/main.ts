// npm run bench: measures side by side and prints a table; --json prints the rows, --only NAME runs the benches whose name holds NAME.
import { parseArgs } from 'node:util';
import type { Bench, Row } from './row';
import { table, targetWords } from './table';

/** Loaded when they run, so that what one needs is not in another's way. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  eligibility: async () => (await import('./eligibility/rows')).eligibility,
  'load-time': async () => (await import('./load-time')).loadTime,
  'package-size': async () => (await import('./package-size')).packageSize,
  'cloud-call': async () => (await import('./cloud/call')).cloudCall,
  submit: async () => (await import('./cloud/submit')).submit,
  'durable-writes': async () => (await import('./cloud/store')).durableWrites,
  'indexed-query': async () => (await import('./cloud/store')).indexedQuery,
  matching: async () => (await import('./matching')).matching,
  nightly: async () => (await import('./nightly/nightly')).nightly,
  export: async () => (await import('./export/export')).exportBench,
  pages: async () => (await import('./pages')).pages,
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string' } } });
  const names = Object.keys(BENCHES).filter((name) => values.only === undefined || name.includes(values.only));
  if (names.length === 0) throw new Error(`no bench is called ${values.only}; there are: ${Object.keys(BENCHES).join(', ')}`);
  const rows: Row[] = [];
  for (const name of names) {
    const bench = await BENCHES[name]?.();
    if (bench) rows.push(...(await bench.run((line) => process.stderr.write(`${name}: ${line}\n`))));
  }
  if (values.json)
    console.log(
      JSON.stringify(
        rows.map(({ name, ours, peer, unit, ratio, target, holds }) => ({
          name,
          ours,
          peer,
          unit,
          ratio,
          target: targetWords({ target }),
          holds,
        })),
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
