// Command line: npm run generate -- --seed N --size small|township|stress --out FILE writes a county as JSON.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generateCounty } from './county';
import type { Size } from './types';

const SIZES: readonly Size[] = ['small', 'township', 'stress'];

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, size: { type: 'string', default: 'small' }, out: { type: 'string' } },
});
const seed = Number(values.seed);
const size = SIZES.find((one) => one === values.size);
if (!Number.isSafeInteger(seed) || seed < 0) {
  console.error('--seed takes a whole number, 0 or more');
  process.exitCode = 2;
} else if (!size) {
  console.error(`--size takes ${SIZES.join(', ')}`);
  process.exitCode = 2;
} else {
  const text = `${JSON.stringify(generateCounty({ seed, size }), null, 1)}\n`;
  if (values.out) writeFileSync(values.out, text);
  else process.stdout.write(text);
}
