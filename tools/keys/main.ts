// `npm run keys`: make the field keys of an installation, print them for a sheet of paper, and bring them back from one.
import { readFileSync } from 'node:fs';
import { newKeys } from '@shared/runtime/crypto';
import { fromPaper, type KeyVariables, toPaper } from './paper';

const HELP = `npm run keys -- new                  new keys, as the functions' environment variables
npm run keys -- paper FILE           the keys of FILE (JSON with FIELD_KEYS and FIELD_KEY) as lines to print and lock away
npm run keys -- restore FILE         the variables back from such lines, typed into FILE`;

function main([command, file]: string[]): string {
  if (command === 'new') return JSON.stringify(newKeys(), null, 2);
  if (command === 'paper' && file) return toPaper(JSON.parse(readFileSync(file, 'utf8')) as KeyVariables).join('\n');
  if (command === 'restore' && file) return JSON.stringify(fromPaper(readFileSync(file, 'utf8').split('\n')), null, 2);
  return HELP;
}

try {
  console.log(main(process.argv.slice(2)));
} catch (error) {
  console.error(`没有办成：${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
