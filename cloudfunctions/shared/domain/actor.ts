// Who acts on a claim, as far as the rules of a claim's life look at them. Built by the access layer from records, never from input.
import type { DateText, Grant, Role, ScopeLevel } from './records';

export interface Actor {
  openid: string;
  name: string;
  /** Roles in force today, each with its place. */
  grants: Pick<Grant, 'role' | 'level' | 'code'>[];
  /** Persons this WeChat acts for: oneself and those one helps. */
  persons: string[];
  /** The staff member's own person record; null when not registered. */
  self: string | null;
  /** Declared relatives' person records. */
  relatives: string[];
  /** Own household, if known: its members are kin without being declared. */
  household?: string | null;
}

/** Grants whose term covers the day. */
export function grantsInForce(grants: Grant[], today: DateText): Grant[] {
  return grants.filter((grant) => grant.from <= today && (grant.until === null || today <= grant.until));
}

/** Whether a role is held for the place of a record: its own village, or the town or county above it. */
export function holdsRole(
  actor: Pick<Actor, 'grants'>,
  roles: readonly Role[],
  level: ScopeLevel,
  place: { county: string; town: string; village: string },
): boolean {
  return actor.grants.some((grant) => grant.level === level && grant.code === place[level] && roles.includes(grant.role));
}
