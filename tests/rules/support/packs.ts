// Packs for tests: the shipped ones, and other counties' published rules said with the same schema.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplePacks, type PolicyPack, parsePack } from '@shared/policies';

const FOLDER = join(__dirname, '..', 'packs');

/** Test packs by file name. */
export function testPacks(): Record<string, PolicyPack> {
  const entries = readdirSync(FOLDER).map(
    (file) => [file.replace('.json', ''), parsePack(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))] as const,
  );
  return Object.fromEntries(entries);
}

/** The shipped packs by programme and the test packs by name. */
export function packsByName(): Record<string, PolicyPack> {
  return { ...Object.fromEntries(examplePacks().map((pack) => [pack.programme, pack])), ...testPacks() };
}
