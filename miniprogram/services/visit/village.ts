// Villages opened on this phone: fetched page by page with progress, renewed by what changed, gone after days without contact or when cut off.

import { byGroup } from '@shared/domain/sync/groups';
import type { HouseholdOnPhone } from '@shared/domain/sync/on-phone';
import { tableOf } from '@shared/domain/tables';
import { dropMonthLists } from '../answers';
import { call } from '../call';
import { newRequestId } from '../random';
import { knownMe } from '../session';
import { readStore, writeStore } from '../store';
import { boxBytes, boxNames, clearOthers, dropBox, readBox, writeBox } from './box';

export interface VillageOnPhone {
  code: string;
  name: string;
  contact: { words: string; phone: string };
  /** When the cloud last answered. */
  asOf: string;
  /** Whether all pages came; a cut-off fetch goes on where it stopped. */
  whole: boolean;
  households: Record<string, { mark: string; household: HouseholdOnPhone }>;
  /** In the order of the village. */
  order: string[];
}

export interface RouteOnPhone {
  /** When the telephones go. */
  until: string;
  on: string;
  households: string[];
  phones: { household: string; person: string; name: string; whose: string; phone: string }[];
}

/** Days a village stays on a phone that meets no signal. */
export const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const DEVICE = 'visit-device';

let cached: VillageOnPhone | null = null;

/** This phone's own name, made once. */
export function deviceId(): string {
  const kept = readStore<string>(DEVICE);
  if (typeof kept === 'string' && /^[a-f0-9]{32}$/.test(kept)) return kept;
  const fresh = newRequestId();
  writeStore(DEVICE, fresh);
  return fresh;
}

function model(): string {
  try {
    const { brand, model: name } = wx.getDeviceInfo();
    const known = name ?? '';
    return (known.startsWith(brand ?? ' ') ? known : `${brand ?? ''} ${known}`).trim().slice(0, 40);
  } catch {
    return '';
  }
}

/** The village as it lies on the phone; null when it is not there or was there too long. */
export function villageOnPhone(code: string): VillageOnPhone | null {
  const found = cached?.code === code ? cached : readBox<VillageOnPhone>(`village-${code}`);
  if (!found) return null;
  if (Date.now() - Date.parse(found.asOf) > KEPT_DAYS * DAY_MS) {
    wipeVillage(code);
    return null;
  }
  cached = found;
  return found;
}

/** Codes of the villages here. */
export const villagesHere = (): string[] => boxNames('village-').map((name) => name.slice('village-'.length));

export const bytesOf = (code: string): number => boxBytes(`village-${code}`);

export function wipeVillage(code: string): void {
  cached = null;
  dropBox(`village-${code}`);
  dropBox(`route-${code}`);
}

/** Lost, cut off or no longer serving: nothing of any village stays. What was not sent yet does, sealed from everybody else. */
export function wipeAll(): void {
  for (const code of villagesHere()) wipeVillage(code);
  dropMonthLists();
}

/** Another WeChat was here before: its villages go. */
export function settleOwner(): void {
  if (cached && !villagesHere().includes(cached.code)) cached = null;
  clearOthers();
}

/**
 * Fetches a village, or what changed of it since. `look` hears how many households are settled so far.
 * @returns null when this phone was cut off: then nothing is left on it.
 * @throws CallError when the signal went: what came so far is kept and is not fetched again.
 */
export async function fetchVillage(code: string, look: (households: number) => void): Promise<VillageOnPhone | null> {
  const before = villageOnPhone(code);
  const have = tableOf(Object.entries(before?.households ?? {}).map(([id, { mark }]) => [id, mark]));
  let village: VillageOnPhone = before ?? {
    code,
    name: '',
    contact: { words: '', phone: '' },
    asOf: new Date().toISOString(),
    whole: false,
    households: {},
    order: [],
  };
  const order: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('village.bundle', { village: code, device: deviceId(), model: model(), have, ...(cursor ? { cursor } : {}) });
    if (page.state === 'revoked') {
      wipeAll();
      return null;
    }
    const households = { ...village.households };
    for (const one of page.items) households[one.household.id] = one;
    order.push(...page.same, ...page.items.map(({ household }) => household.id));
    village = { ...village, name: page.villageName, contact: page.contact, asOf: page.asOf, households };
    // Kept page by page: a fetch that is cut off begins again with what it has.
    keep(page.next === null ? settled(village, order) : { ...village, order: [...new Set([...village.order, ...order])] });
    look(order.length);
    if (page.next === null) return villageOnPhone(code);
    cursor = page.next;
  }
}

/** Households that moved away since are no longer there. */
function settled(village: VillageOnPhone, order: readonly string[]): VillageOnPhone {
  const here = new Set(order);
  const households = tableOf(Object.entries(village.households).filter(([id]) => here.has(id)));
  const groupOf = (id: string) => households[id]?.household.group ?? '';
  return { ...village, whole: true, households, order: [...here].sort((a, b) => byGroup(groupOf(a), groupOf(b))) };
}

function keep(village: VillageOnPhone): void {
  cached = village;
  writeBox(`village-${village.code}`, village);
}

/** After a door was shut: the next visit begins from what was said there. */
export function keepHousehold(code: string, household: HouseholdOnPhone): void {
  const village = villageOnPhone(code);
  const one = village?.households[household.id];
  if (!village || !one) return;
  // The mark stays that of the cloud's version, so that the next renewal brings what the cloud made of it.
  keep({ ...village, households: { ...village.households, [household.id]: { mark: '', household } } });
}

export function householdHere(code: string, id: string): HouseholdOnPhone | null {
  return villageOnPhone(code)?.households[id]?.household ?? null;
}

/** Today's route; telephones are gone when their time is over, the choice of households stays for the day. */
export function routeHere(code: string, today: string): RouteOnPhone | null {
  const route = readBox<RouteOnPhone>(`route-${code}`);
  if (!route) return null;
  if (route.on !== today) {
    dropBox(`route-${code}`);
    return null;
  }
  if (route.phones.length > 0 && Date.now() >= Date.parse(route.until)) {
    const bare = { ...route, phones: [] };
    writeBox(`route-${code}`, bare);
    return bare;
  }
  return route;
}

export function chooseRoute(code: string, on: string, households: readonly string[]): void {
  const before = readBox<RouteOnPhone>(`route-${code}`);
  const phones = before?.on === on ? before.phones.filter(({ household }) => households.includes(household)) : [];
  writeBox(`route-${code}`, { until: before?.until ?? '', on, households: [...households], phones });
}

/** Telephones of the route, asked for with a reason. @throws CallError */
export async function fetchPhones(code: string, on: string, households: readonly string[], reason: string): Promise<void> {
  const { until, phones } = await call('visit.route', { village: code, device: deviceId(), households: [...households], reason });
  writeBox(`route-${code}`, { until, on, households: [...households], phones });
}

/** Asked whenever the phone has signal: a phone that was cut off keeps nothing. */
export async function obeyCutOff(): Promise<void> {
  if (villagesHere().length === 0 || knownMe() === null) return;
  const { state } = await call('device.state', { device: deviceId() });
  if (state === 'revoked') wipeAll();
}
