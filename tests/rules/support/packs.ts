// Packs for tests: the shipped ones, and other counties' published rules said with the same schema.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplePacks, type PolicyPack, parsePack } from '@shared/policies';
import { applyEdits, type FieldValue } from '@shared/policies/edit';
import { libraryByName } from '@shared/policies/library';

const FOLDER = join(__dirname, '..', 'packs');

/** Test packs by file name. */
export function testPacks(): Record<string, PolicyPack> {
  const entries = readdirSync(FOLDER).map(
    (file) => [file.replace('.json', ''), parsePack(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))] as const,
  );
  return Object.fromEntries(entries);
}

/** Everything shipped: the county's own packs by programme and the examples of other counties by name. */
export function shippedPacks(): Record<string, PolicyPack> {
  return { ...Object.fromEntries(examplePacks().map((pack) => [pack.programme, pack])), ...libraryByName() };
}

/** The shipped packs and the test packs by name. */
export function packsByName(): Record<string, PolicyPack> {
  return { ...shippedPacks(), ...testPacks() };
}

const edited = new WeakMap<PolicyPack, Map<string, PolicyPack>>();

/** The pack with what a case says the county filled in. */
export function withEdits(pack: PolicyPack, edits: Record<string, FieldValue>): PolicyPack {
  const list = Object.entries(edits).map(([path, value]) => ({ path, value }));
  if (list.length === 0) return pack;
  const known = edited.get(pack) ?? new Map<string, PolicyPack>();
  edited.set(pack, known);
  const key = JSON.stringify(edits);
  const found = known.get(key);
  if (found) return found;
  const { pack: made, errors } = applyEdits(pack, list);
  if (made === null) throw new Error(`${pack.id}: ${errors.map((one) => `${one.path} ${one.message}`).join('; ')}`);
  known.set(key, made);
  return made;
}
