// At which level of the scope tree each role serves: a village's cadre has a village, a station its township. Data for giving roles.
import type { Grant, ScopeLevel } from './records';

export const ROLE_LEVELS: Record<Grant['role'], readonly ScopeLevel[]> = {
  cadre: ['village'],
  village_head: ['village'],
  station_clerk: ['town', 'county'],
  labour_clerk: ['town', 'county'],
  payer: ['town', 'county'],
  lead: ['town', 'county'],
  auditor: ['village', 'town', 'county'],
  admin: ['town', 'county'],
};

export function fitsRole(role: Grant['role'], level: ScopeLevel): boolean {
  return ROLE_LEVELS[role].includes(level);
}
