// The way into policies: the shipped example packs, and what may be done with a pack. The hash, which needs node, is in hash.ts.
import stabilisation from './packs/stabilisation.json';
import transport from './packs/transport.json';
import { type PolicyPack, parsePack } from './schema';

export { assess, compilePack } from './assess';
export {
  cardOf,
  documentsOf,
  type EvidenceSet,
  evidenceOf,
  missingEvidence,
  type ProgrammeCard,
  publicityColumnsOf,
  stagesOf,
  statementOf,
  summaryOf,
} from './card';
export { type PolicyPack, parsePack } from './schema';
export { mostFen } from './template';

let parsed: PolicyPack[] | null = null;

/** The example packs in the repository, parsed at first use. Versions in force are documents of `policy_versions`, imported from these. */
export function examplePacks(): PolicyPack[] {
  if (parsed === null) parsed = [transport, stabilisation].map(parsePack);
  return parsed;
}
