// `npm run check`: everything about the sources and the built package that can be known without running it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { local } from '../build/paths';
import type { Step } from './step';
import { style } from './style';
import { templates } from './templates';
import { types } from './types';

const LINES_SHOWN = 80;

async function take(step: Step): Promise<boolean> {
  const began = Date.now();
  const found = await step.run().catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${found.length === 0 ? 'ok  ' : 'FAIL'}  ${step.name}  ${seconds} s`);
  for (const line of found.slice(0, LINES_SHOWN)) console.log(`      ${line}`);
  if (found.length > LINES_SHOWN) console.log(`      … and ${found.length - LINES_SHOWN} more lines`);
  return found.length === 0;
}

async function main(): Promise<void> {
  // Two at a time: the checks are made for a machine with two cores.
  const queue = [...types, style, ...templates];
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let step = queue.shift(); step; step = queue.shift()) results.push(await take(step));
  };
  await Promise.all([worker(), worker()]);
  const failed = results.filter((ok) => !ok).length;
  mkdirSync(local, { recursive: true });
  writeFileSync(join(local, 'check.json'), JSON.stringify({ passed: results.length - failed, failed }));
  console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${results.length} checks failed.`);
  process.exit(failed === 0 ? 0 : 1);
}

void main();
