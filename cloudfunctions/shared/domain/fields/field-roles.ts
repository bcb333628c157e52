// Who may change which fields of the registry.
import type { Role } from '../records';

/** Those who keep the registry. */
export const KEEPERS: readonly [Role, ...Role[]] = ['cadre', 'village_head', 'station_clerk'];
/** What concerns work is the labour clerk's as well. */
export const WORKERS: readonly [Role, ...Role[]] = [...KEEPERS, 'labour_clerk'];
/** What the county has decided (户类型, 监测) is written by the station alone, as the national system has it. */
export const STATION: readonly [Role, ...Role[]] = ['station_clerk'];
/** What an account is decides who is paid: never by the labour clerk. */
export const NOBODY: readonly Role[] = [];
