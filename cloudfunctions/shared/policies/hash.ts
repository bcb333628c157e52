// The fingerprint of a policy version: stable JSON (keys sorted), SHA-256. For the cloud alone: it needs node:crypto.
import { createHash } from 'node:crypto';

/** JSON with the keys of every object in order, so that equal content gives equal text. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`).join(',')}}`;
}

/** 64 hex digits. */
export function packHash(pack: unknown): string {
  return createHash('sha256').update(stableJson(pack), 'utf8').digest('hex');
}
