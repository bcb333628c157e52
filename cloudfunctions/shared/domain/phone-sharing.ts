// Telephones that several persons share, and whether that is the family's way or worth a look. A number shared with a registered helper is no warning.
import type { BondRecord, PersonRecord } from './records';

export type PhoneHolder = Pick<PersonRecord, '_id' | 'household' | 'phoneIndex'>;
export type SharingBond = Pick<BondRecord, 'person' | 'openid' | 'as' | 'status' | 'helperPerson'>;

export interface SharedPhone {
  /** Blind index of the number; never shown. */
  phoneIndex: string;
  persons: string[];
  /** True when all of them belong together by household or by somebody registered who helps them. */
  known: boolean;
}

/** Which of the persons share a number, and whether the relation is known; bonds not in force count for nothing. */
export function phoneSharing(persons: readonly PhoneHolder[], bonds: readonly SharingBond[]): SharedPhone[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const join = (a: string, b: string): void => void parent.set(root(a), root(b));
  for (const { _id, household } of persons) join(`person ${_id}`, `household ${household}`);
  for (const { person, openid, as, status, helperPerson } of bonds) {
    if (status !== 'confirmed') continue;
    join(`person ${person}`, `wechat ${openid}`);
    if (as === 'helper' && helperPerson !== null) join(`person ${helperPerson}`, `wechat ${openid}`);
  }
  const byPhone = new Map<string, PhoneHolder[]>();
  for (const person of persons) {
    if (person.phoneIndex === null) continue;
    byPhone.set(person.phoneIndex, [...(byPhone.get(person.phoneIndex) ?? []), person]);
  }
  return [...byPhone]
    .filter(([, holders]) => holders.length > 1)
    .map(([phoneIndex, holders]) => ({
      phoneIndex,
      persons: holders.map(({ _id }) => _id),
      known: new Set(holders.map(({ _id }) => root(`person ${_id}`))).size === 1,
    }));
}
