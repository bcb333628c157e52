// settings/*: the names of this installation and where its messages go.
import type { InstallationRecord } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import type { Store } from '@shared/runtime/store';

export function installationRepo(store: Store) {
  const read = async (): Promise<InstallationRecord> => {
    const found = await store.get<InstallationRecord>('settings', 'installation');
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
  };
}
