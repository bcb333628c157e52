// The field keys of this machine's own county: random, made once, readable by their owner alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type KeyRing, keyRing, newKeys } from '@shared/runtime/crypto';

export interface LocalKeys {
  /** What every function worker gets in its environment. */
  env: Record<string, string>;
  ring: KeyRing;
}

/** Reads the keys, or makes them when the file is missing. Without them what is stored cannot be read again. */
export function localKeys(file: string): LocalKeys {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(newKeys(), null, 2)}\n`, { mode: 0o600 });
  }
  const env = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return { env, ring: keyRing(env) };
}
