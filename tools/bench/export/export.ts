// Writing 50,000 rows of twenty columns as a workbook: ours in parts against exceljs's stream writer and its workbook, time and memory,
// each in a process of its own, in turn. What was written is read back before it counts.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Bench, rowOfRounds } from '../row';

const run = promisify(execFile);
const ROUNDS = 3;
const ROWS = 50_000;

interface Measured {
  ms: number;
  mb: number;
}

async function measured(way: string, folder: string): Promise<Measured> {
  const file = join(folder, `${way}.xlsx`);
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(__dirname, 'child.ts'), way, file, String(ROWS)]);
  return JSON.parse(stdout) as Measured;
}

async function check(folder: string): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(folder, 'ours.xlsx'));
  const sheet = workbook.worksheets[0];
  const last = sheet?.getRow(ROWS + 1);
  if (
    sheet?.rowCount !== ROWS + 1 ||
    last?.getCell(1).value !== `周某某${(ROWS - 1) % 997}家0` ||
    last.getCell(20).value !== (ROWS - 1) * 19
  )
    throw new Error('what was written does not read back');
}

export const exportBench: Bench = {
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    try {
      const rounds: Record<'ours' | 'stream' | 'workbook', Measured>[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.push({
          ours: await measured('ours', folder),
          stream: await measured('stream', folder),
          workbook: await measured('workbook', folder),
        });
        say(`round ${round + 1} of ${ROUNDS}`);
      }
      await check(folder);
      const pairs = (peer: 'stream' | 'workbook', what: 'ms' | 'mb') =>
        rounds.map((one) => ({ ours: one.ours[what], peer: one[peer][what] }));
      return [
        rowOfRounds('export 50,000 x 20 vs exceljs stream writer: time', pairs('stream', 'ms'), 'ms', { atMost: 1 }),
        rowOfRounds('export 50,000 x 20 vs exceljs stream writer: memory', pairs('stream', 'mb'), 'MB', { atMost: 1 }),
        rowOfRounds('export 50,000 x 20 vs exceljs workbook: time', pairs('workbook', 'ms'), 'ms', { atMost: 0.25 }),
        rowOfRounds('export 50,000 x 20 vs exceljs workbook: memory', pairs('workbook', 'mb'), 'MB', { atMost: 0.15 }),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
