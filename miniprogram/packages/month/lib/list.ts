// A village's month as this phone last saw it, and the numbers of this sitting, which are never stored.
import type { Output } from '@shared/contract/index';
import { call } from '../../../services/call';
import { dropStore, readStore, writeStore } from '../../../services/store';
import type { Check } from '../present/ask';

export type Head = Omit<Output<'month.village'>, 'items'>;
export type Numbers = Output<'month.numbers'>['numbers'];
export interface Listed {
  head: Head;
  items: Check[];
}

const VILLAGE = 'month:village';
const key = (village: string) => `month:list:${village}`;

export const lastVillage = (): string => readStore<string>(VILLAGE) ?? '';
export const keptList = (village: string): Listed | null => readStore<Listed>(key(village || lastVillage()));

/** No longer theirs to see: nothing of it stays on the phone. */
export const dropList = (village: string): void => dropStore(key(village || lastVillage()));

export function keepList(list: Listed): void {
  writeStore(key(list.head.village), list);
}

/** All pages of a village's month; '' = whatever village is the caller's first. @throws CallError */
export async function fetchList(village: string): Promise<Listed> {
  const { items: first, ...head } = await call('month.village', village === '' ? {} : { village });
  const items = [...first];
  for (let { next } = head; next !== null; ) {
    const more = await call('month.village', { village: head.village, month: head.month, cursor: next });
    items.push(...more.items);
    next = more.next;
  }
  writeStore(VILLAGE, head.village);
  const list = { head, items };
  keepList(list);
  return list;
}

/** Numbers by household for as long as the page is open. @throws CallError */
export async function numbersFor(month: string, households: string[], known: Map<string, Numbers>): Promise<Numbers[]> {
  const missing = households.filter((one) => !known.has(one));
  if (missing.length > 0) {
    const { numbers } = await call('month.numbers', { month, households: missing });
    for (const one of missing)
      known.set(
        one,
        numbers.filter(({ household }) => household === one),
      );
  }
  return households.map((one) => known.get(one) ?? []);
}
