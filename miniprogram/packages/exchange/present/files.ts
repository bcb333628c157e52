// Files of 照着敲 and 对账: their sheet brought to be compared with, and their own workbook filled and handed back.
import type { Input } from '@shared/contract/index';
import { call } from '../../../services/call';
import { go } from '../../../services/device';
import { chooseFile, saveFile, uploadFile } from '../../../services/files';
import { intend } from '../../../services/intent';

/** Opens the page of its columns; nothing when no file was chosen. */
export async function bringToCompare(labour: boolean, onPercent: (percent: number) => void): Promise<void> {
  const file = await chooseFile(['xlsx', 'csv']);
  if (!file) return;
  onPercent(0);
  const fileID = await uploadFile(file, onPercent);
  const { intake } = await intend('intake.bring', { fileID, fileName: file.name.slice(0, 120), compare: labour ? 'labour' : 'national' });
  go(`/packages/exchange/columns/columns?intake=${encodeURIComponent(intake.id)}`);
}

/** What was done, in a line; '' when no file was chosen. */
export async function sendBack(source: Input<'retype.back'>['source'], reason: string): Promise<string> {
  const file = await chooseFile(['xlsx', 'csv']);
  if (!file) return '';
  const made = await call('retype.back', { source, fileID: await uploadFile(file, () => undefined), reason });
  await saveFile(made.file);
  return `填了 ${made.filled} 格，对不上 ${made.differing} 行`;
}
