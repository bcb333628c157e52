// policy_versions and pack_drafts for those who write and switch policies: everything there is, within the caller's county.
import { type Caller, covers } from '@shared/access';
import type { PackDraftRecord, PreviewPart, PreviewRow } from '@shared/domain/pack-records';
import type { PolicyVersionRecord, Role } from '@shared/domain/records';
import { Problem } from '@shared/runtime/problem';
import { range, type Store } from '@shared/runtime/store';

export const PACK_READERS = ['station_clerk', 'lead', 'admin', 'auditor'] as const satisfies readonly Role[];
export const PACK_WRITERS = ['station_clerk', 'admin'] as const satisfies readonly Role[];
export const PACK_SWITCHERS = ['station_clerk', 'lead', 'admin'] as const satisfies readonly Role[];

const STATUSES: readonly PolicyVersionRecord['status'][] = ['in_force', 'retired', 'example'];
const MOST = 200;

export function packsRepo(store: Store, caller: Caller) {
  return {
    /** Every version, newest first within its status. */
    async versions(): Promise<PolicyVersionRecord[]> {
      const found = await Promise.all(
        STATUSES.map((status) =>
          store.list<PolicyVersionRecord>('policy_versions', { where: { status }, order: ['sortKey', 'desc'], limit: MOST }),
        ),
      );
      return found.flat();
    },
    async version(id: string): Promise<PolicyVersionRecord> {
      const found = await store.get<PolicyVersionRecord>('policy_versions', id);
      if (!found) throw new Problem('not_found');
      return found;
    },
    /** Drafts of the county, newest first. */
    drafts: (county: string) => store.list<PackDraftRecord>('pack_drafts', { where: { county }, order: ['sortKey', 'desc'], limit: MOST }),
    async draft(id: string): Promise<PackDraftRecord> {
      const found = await store.get<PackDraftRecord>('pack_drafts', id);
      if (
        !found ||
        !caller.grants.some(({ role, code }) => (PACK_READERS as readonly Role[]).includes(role) && isAbove(code, found.county))
      )
        throw new Problem('not_found');
      return found;
    },
    rows: (job: string, part: PreviewPart, after: string, limit: number) =>
      store.list<PreviewRow>('preview_rows', { where: { job, part, sortKey: range({ gt: after }) }, order: ['sortKey', 'asc'], limit }),
    mayWrite: () => caller.grants.some(({ role }) => (PACK_WRITERS as readonly Role[]).includes(role)),
    /** The place the caller writes policies for: the county of their first grant. */
    place() {
      const grant = caller.grants.find(({ role }) => (PACK_READERS as readonly Role[]).includes(role));
      if (!grant) throw new Problem('not_allowed');
      return { county: grant.code.slice(0, 6), town: grant.level === 'county' ? '' : grant.code, village: '' };
    },
    /** Whether the caller holds one of the roles at the place of a record. */
    holds: (roles: readonly Role[], place: { county: string; town: string; village: string }) => covers(caller, roles, place),
  };
}

/** A county's or township's code stands for the county of its first six digits: one county is one environment. */
function isAbove(code: string, county: string): boolean {
  return code.slice(0, 6) === county;
}
