// Opening what a card in a group or a poster's code stands for: one call, with the group's id when WeChat has it in time.
import type { Input, Output } from '@shared/contract/index';
import { call } from './call';
import { newRequestId } from './random';

/** Entered from a card in a group; with and without a share ticket. */
const GROUP_SCENES: readonly number[] = [1008, 1044];
/** The posting does not wait longer for WeChat's answer on which group it was. */
const GROUP_MS = 500;

/** The id WeChat gives for the group one came from; '' when there is none. Never fails. */
async function groupCloudId(): Promise<string> {
  try {
    if (!GROUP_SCENES.includes(wx.getEnterOptionsSync().scene)) return '';
    const { cloudID } = (await wx.getGroupEnterInfo({})) as unknown as { cloudID?: string };
    return cloudID ?? '';
  } catch {
    return '';
  }
}

/**
 * Calls what a card opens, with the group's id when WeChat says it in time; where it comes later, once more with it.
 * @param ask called with that id, '' = none.
 */
async function withGroup<T>(ask: (cloudId: string) => Promise<T>): Promise<T> {
  let late = true;
  const group = groupCloudId().then((id) => {
    late = false;
    return id;
  });
  let timer = 0;
  const soon = await Promise.race([
    group,
    new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(''), GROUP_MS) as unknown as number;
    }),
  ]);
  clearTimeout(timer);
  const told = !late;
  const answer = await ask(soon);
  // It came after all: the same opening once more, now with its group.
  if (!told) group.then((id) => (id === '' ? undefined : ask(id))).catch(() => undefined);
  return answer;
}

/** Postings. @throws CallError */
export const openCard = (input: Input<'push.open'>): Promise<Output<'push.open'>> =>
  withGroup((cloudId) => call('push.open', input, newRequestId(), cloudId));

/** A fair. @throws CallError */
export const openFairCard = (input: Input<'fair.open'>): Promise<Output<'fair.open'>> =>
  withGroup((cloudId) => call('fair.open', input, newRequestId(), cloudId));

export interface CardQuery {
  id?: string;
  push?: string;
  village?: string;
  /** From a poster: the code alone. */
  scene?: string;
}

/** What a card's page was opened with, decoded; '' where it says nothing. */
export function cardQuery(query: CardQuery): { id: string; push: string; village: string } {
  const text = (value: string | undefined) => decodeURIComponent(value ?? '');
  return { id: text(query.id), push: text(query.push) || text(query.scene), village: text(query.village) };
}

/** The rest of a card's path, so that it counts where it is forwarded as well. */
export const cardTail = ({ push, village }: { push: string; village: string }): string =>
  push === '' ? '' : `&push=${encodeURIComponent(push)}${village === '' ? '' : `&village=${encodeURIComponent(village)}`}`;
