// bonds/{bond:person:openid}, codes/{code:hash}, accounts, consents: which WeChat acts for whom, and how that came about.
import { type Caller, covers } from '@shared/access';
import type { BondRecord, CodeRecord, ConsentRecord, Role } from '@shared/domain/records';
import { sha256 } from '@shared/runtime/canonical';
import { Problem } from '@shared/runtime/problem';
import { among, type Store } from '@shared/runtime/store';

/** Officers who issue codes and record how somebody agreed. */
export const BINDERS: readonly Role[] = ['cadre', 'village_head', 'station_clerk', 'labour_clerk'];

const MOST = 50;

export function bondId(person: string, openid: string): string {
  return `bond:${person}:${openid}`;
}

/** What was agreed to at a door before the helper's WeChat is known: one of a visit and its n-th helper. */
export function invitationId(person: string, visit: string, n: number): string {
  return bondId(person, `${visit}:${n}`);
}

/** Codes have 103 bits of chance: a plain hash of one tells nothing. */
export function codeId(code: string): string {
  return `code:${sha256(code)}`;
}

export function consentId(openid: string, version: string): string {
  return `${openid}:${version}`;
}

export function bondsRepo(store: Store, caller: Caller) {
  return {
    /** All bonds of a person loaded within the caller's reach, newest first. */
    ofPerson: (person: { _id: string }) =>
      store.list<BondRecord>('bonds', { where: { person: person._id }, order: ['sortKey', 'desc'], limit: MOST }),
    /** Those of this WeChat, for oneself and for others. */
    mine: () => store.list<BondRecord>('bonds', { where: { openid: caller.openid }, order: ['sortKey', 'desc'], limit: MOST }),
    /** Invitations that name this telephone as the helper's. */
    invited: (indexes: readonly string[]) =>
      store.list<BondRecord>('bonds', { where: { helperIndex: among(indexes), status: 'invited' }, limit: MOST }),
    /** A bond the caller is part of, by being the helper or the person; or one of their place, as an officer. */
    async reachable(id: string): Promise<BondRecord> {
      const bond = await store.get<BondRecord>('bonds', id);
      const self = (one: BondRecord) => caller.people.some(({ person, as }) => as === 'self' && person === one.person);
      if (!bond || !(bond.openid === caller.openid || self(bond) || covers(caller, BINDERS, bond))) throw new Problem('not_found');
      return bond;
    },
    code: (code: string) => store.get<CodeRecord>('codes', codeId(code)),
    async agreed(version: string): Promise<boolean> {
      return (await store.get<ConsentRecord>('consents', consentId(caller.openid, version))) !== null;
    },
  };
}
