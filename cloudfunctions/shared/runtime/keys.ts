// A function serves only with the keys the stored data was sealed with.
import { fitsStored, KeyProblem, type KeyRing } from './crypto';
import type { Reader } from './store';

export interface KeysRecord {
  _id: 'keys';
  /** Key id → fingerprint; written when the installation is made or a key is added. */
  fingerprints: Record<string, string>;
}

/** Rings found fitting by this worker; a new key is a new worker. */
const fitting = new WeakSet<KeyRing>();

/** Throws KeyProblem unless the ring's keys are those named in settings/keys. */
export async function keysFit(reader: Reader, ring: KeyRing): Promise<void> {
  if (fitting.has(ring)) return;
  const stored = await reader.get<KeysRecord>('settings', 'keys');
  if (!stored) throw new KeyProblem('settings/keys is missing: the installation was not completed');
  if (!fitsStored(ring, stored.fingerprints)) throw new KeyProblem('the keys of this function are not those the data was sealed with');
  fitting.add(ring);
}
