// settings/*: the names of this installation, where its messages go and how labour is counted here.
import type { CountingRecord, InstallationRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';

/** The installation with what was decided about counting; null before it is set up. */
export async function readInstallation(store: Pick<Store, 'get'>): Promise<InstallationRecord | null> {
  const [found, decided] = await Promise.all([
    store.get<InstallationRecord>('settings', 'installation'),
    store.get<CountingRecord>('settings', 'counting'),
  ]);
  return found && decided ? { ...found, counting: { ...found.counting, ...decided.values } } : found;
}

export function installationRepo(store: Store) {
  const read = async (): Promise<InstallationRecord> => {
    const found = await readInstallation(store);
    if (!found)
      throw new Problem('not_possible_now', { message: '本县还没有设置好。', next: '请管理员先把县、乡、村和办公室的名字填好。' });
    return found;
  };
  // Once per call: several parts of an answer name the offices.
  let found: Promise<InstallationRecord> | undefined;
  return {
    get(): Promise<InstallationRecord> {
      found ??= read();
      return found;
    },
    /** What was decided about counting; null = nothing yet. */
    counting: () => store.get<CountingRecord>('settings', 'counting'),
  };
}
