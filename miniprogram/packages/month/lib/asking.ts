// The household being asked about just now: kept, so that a call that ends with a killed app still has its question.
import { dropStore, readStore, writeStore } from '../../../services/store';
import type { How, Pick } from '../present/ask';

export interface Asking {
  village: string;
  household: string;
  how: How;
  picks: Record<string, Pick>;
}
const KEY = 'month:asking';

export const keptAsking = (): Asking | null => readStore<Asking>(KEY);
export const keepAsking = (asking: Asking): void => void writeStore(KEY, asking);
export const dropAsking = (): void => dropStore(KEY);
