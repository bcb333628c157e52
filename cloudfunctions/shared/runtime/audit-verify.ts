// Whether the audit trail is whole: every entry, every record's chain, every seal. Pure; names the first break.
import type { Versioned } from '@shared/domain/records';
import { type AuditEntry, entryHash, stateHash } from './audit';
import { merkleRoot, type SealRecord, sealHash } from './seal';
import type { Stored } from './store';

export interface AuditBreak {
  /** The window it lies in, to be read beside printed seals. */
  window: string;
  /** Id of the entry, seal or record. */
  at: string;
  words: string;
}

export interface AuditVerdict {
  entries: number;
  seals: number;
  /** The earliest break, null when all is whole. */
  first: AuditBreak | null;
  breaks: number;
}

function byRecord(entries: readonly AuditEntry[]): Map<string, AuditEntry[]> {
  const chains = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    if (entry.version === null || entry.record === null) continue;
    const key = `${entry.collection}/${entry.record}`;
    chains.set(key, [...(chains.get(key) ?? []), entry]);
  }
  for (const chain of chains.values()) chain.sort((a, b) => (a.version as number) - (b.version as number));
  return chains;
}

function chainBreaks(chain: readonly AuditEntry[]): AuditBreak[] {
  return chain.flatMap((entry, i) => {
    const before = chain[i - 1];
    const version = entry.version as number;
    if (!before) return entry.prev === '' ? [] : [{ window: entry.window, at: entry._id, words: '它前面的一条不见了' }];
    if (version !== (before.version as number) + 1)
      return [{ window: entry.window, at: entry._id, words: `第 ${(before.version as number) + 1} 版的记录不见了` }];
    return entry.prev === before.hash ? [] : [{ window: entry.window, at: entry._id, words: '和前面一条接不上' }];
  });
}

function sealBreaks(entries: readonly AuditEntry[], seals: readonly SealRecord[]): AuditBreak[] {
  const sorted = [...seals].sort((a, b) => (a.window < b.window ? -1 : 1));
  const inWindow = new Map<string, AuditEntry[]>();
  for (const entry of entries) inWindow.set(entry.window, [...(inWindow.get(entry.window) ?? []), entry]);
  const breaks = sorted.flatMap((seal, i) => {
    const own = (inWindow.get(seal.window) ?? []).sort((a, b) => (a._id < b._id ? -1 : 1));
    const found: AuditBreak[] = [];
    const complain = (words: string) => found.push({ window: seal.window, at: seal._id, words });
    if (seal.hash !== sealHash(seal)) complain('封条被改过');
    if (seal.prev !== (sorted[i - 1]?.hash ?? '')) complain('前面一个封条不见了或者换过');
    if (own.length !== seal.count) complain(`封条里有 ${seal.count} 条，现在有 ${own.length} 条`);
    else if (merkleRoot(own.map(({ hash }) => hash)) !== seal.root) complain('这十分钟里有记录被换过');
    return found;
  });
  const last = sorted.at(-1)?.window ?? '';
  const known = new Set(sorted.map(({ window }) => window));
  const late = entries.filter(({ window }) => window <= last && !known.has(window));
  return [...breaks, ...late.map((entry) => ({ window: entry.window, at: entry._id, words: '封完以后又添进去的' }))];
}

/** Records given are compared with their newest entry: what they say now must be what the trail says last. */
function recordBreaks(chains: Map<string, AuditEntry[]>, records: Readonly<Record<string, readonly (Stored & Versioned)[]>>): AuditBreak[] {
  return Object.entries(records).flatMap(([collection, list]) =>
    list.flatMap((record) => {
      const newest = chains.get(`${collection}/${record._id}`)?.at(-1);
      // Imported at seeding and never changed since: nothing to compare with.
      if (!newest) return record.auditHead === '' ? [] : [{ window: '', at: record._id, words: '这件记录的来历不见了' }];
      const whole = newest.version === record.version && newest.hash === record.auditHead && newest.state === stateHash(record);
      return whole ? [] : [{ window: newest.window, at: record._id, words: '这件记录和最后一条来历对不上' }];
    }),
  );
}

/** Verifies entries and seals, and beside them the records of the collections given. */
export function auditVerify(
  entries: readonly AuditEntry[],
  seals: readonly SealRecord[],
  records: Readonly<Record<string, readonly (Stored & Versioned)[]>> = {},
): AuditVerdict {
  const touched = entries
    .filter((entry) => entry.hash !== entryHash(entry))
    .map((entry) => ({ window: entry.window, at: entry._id, words: '这一条被改过' }));
  const chains = byRecord(entries);
  const breaks = [
    ...touched,
    ...[...chains.values()].flatMap(chainBreaks),
    ...sealBreaks(entries, seals),
    ...recordBreaks(chains, records),
  ];
  // The sort is stable: within a window a touched entry is named before the seal it breaks.
  const [first] = [...breaks].sort((a, b) => (a.window < b.window ? -1 : a.window > b.window ? 1 : 0));
  return { entries: entries.length, seals: seals.length, first: first ?? null, breaks: breaks.length };
}
