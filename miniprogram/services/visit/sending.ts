// Sends what waits: one after the other, each under its own id, by itself when the signal returns or the app comes back, never twice.
import type { Input } from '@shared/contract/index';
import { beijingDate } from '@shared/domain/dates';
import { again, enqueue, nextToSend, type QueueItem, refused, swept, taken, tally, unanswered, uploaded } from '@shared/domain/sync/queue';
import { asCallError, CallError, call } from '../call';
import { removeCopy } from '../drafts';
import { uploadFile } from '../files';
import { knownMe, refreshMe } from '../session';
import { readBox, writeBox } from './box';
import { type DoorDraft, draftsHere, dropDraft, dropShut, itemsOf, keepDraft, keepShut, readDraft, readShut } from './drafts';
import { fetchVillage, obeyCutOff, settleOwner, villageOnPhone } from './village';

const QUEUE = 'queue';
const DAYS_SHOWN_MS = 3 * 86_400_000;

let running: Promise<void> | null = null;
let cut = false;
const listeners = new Set<() => void>();

export const queueHere = (): QueueItem[] => readBox<QueueItem[]>(QUEUE) ?? [];
export const queueTally = () => tally(queueHere());
/** Whether something is on its way now, and whether the last try found no signal. */
export const sendingState = (): { busy: boolean; cut: boolean } => ({ busy: running !== null, cut });

/** @returns how to stop. */
export function onQueueChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(queue: readonly QueueItem[]): void {
  writeBox(QUEUE, queue);
  for (const listener of listeners) listener();
}

/**
 * A door is shut: what it brings is in the queue before the draft goes. Killed between the two, `recover` does it again to no effect.
 * @returns false when the phone has no room for it: then the draft stays.
 */
export function hand(draft: DoorDraft): boolean {
  const items = itemsOf(draft);
  const queue = enqueue(queueHere(), items);
  if (!keepShut(draft) || !writeBox(QUEUE, queue)) return false;
  dropDraft(draft.household);
  for (const listener of listeners) listener();
  return true;
}

/** Doors that were shut when the phone died. */
export function recover(): void {
  for (const draft of draftsHere()) if (draft.state === 'ready') hand(draft);
}

/**
 * A refused visit goes back to its door, to be mended and shut again under the same id.
 * @returns where its door is; null when it is no longer here or another visit to the same household is under way.
 */
export function reopen(visit: string): { village: string; household: string } | null {
  const draft = readShut(visit);
  if (!draft || readDraft(draft.household)) return null;
  if (!keepDraft({ ...draft, state: 'open' })) return null;
  keep(queueHere().filter((item) => item.visit !== visit));
  dropShut(visit);
  return { village: draft.village, household: draft.household };
}

export function tryAgain(id: string): void {
  keep(again(queueHere(), id));
}

/** A picture that is no longer on the phone is said, not tried for ever. */
function demandFile(path: string): void {
  try {
    wx.getFileSystemManager().accessSync(path);
  } catch {
    throw new CallError('bad_input', '这张照片在手机里找不到了。', '下次上门再拍。');
  }
}

/** Answers what became of what was settled, of a visit. */
async function sendOne(item: QueueItem): Promise<QueueItem['became']> {
  switch (item.kind) {
    case 'visit':
      return (await call('visit.submit', { visit: item.input.visit as Input<'visit.submit'>['visit'] }, item.id)).visit.became;
    case 'say':
      await call('list.say', item.input as unknown as Input<'list.say'>, item.id);
      return undefined;
    case 'photo':
    case 'proxy': {
      let { fileID } = item;
      if (fileID === '') {
        demandFile(item.path);
        fileID = await uploadFile({ path: item.path, name: item.path });
        keep(uploaded(queueHere(), item.id, fileID));
      }
      if (item.kind === 'photo') await call('visit.photo', { ...(item.input as { visit: string; photo: string }), fileID }, item.id);
      else await call('bond.record', { ...(item.input as unknown as Input<'bond.record'>), fileID }, item.id);
      removeCopy(item.path);
      return undefined;
    }
  }
}

async function sendAll(): Promise<void> {
  const villages = new Set<string>();
  for (let item = nextToSend(queueHere()); item !== null; item = nextToSend(queueHere())) {
    try {
      const became = await sendOne(item);
      keep(taken(queueHere(), item.id, became));
      if (item.kind !== 'visit') continue;
      dropShut(item.visit);
      villages.add(String(item.input.village));
    } catch (thrown) {
      const error = asCallError(thrown);
      if (error.passing) {
        keep(unanswered(queueHere(), item.id));
        cut = true;
        return;
      }
      // Done before is done: the answer of then was lost.
      keep(error.code === 'already_done' ? taken(queueHere(), item.id) : refused(queueHere(), item.id, `${error.message}${error.next}`));
    }
  }
  // What the cloud made of it comes back, so that the next door begins from there.
  for (const code of villages) if (villageOnPhone(code)) await fetchVillage(code, () => undefined).catch(() => undefined);
}

/** Sends whatever waits; a second call joins the first. Never throws. */
export function sendWaiting(): Promise<void> {
  if (running) return running;
  if (knownMe() === null || nextToSend(queueHere()) === null) return Promise.resolve();
  cut = false;
  running = sendAll()
    .catch(() => undefined)
    .finally(() => {
      running = null;
      for (const listener of listeners) listener();
    });
  return running;
}

/** The app comes to the front: whose phone it is now, whether it may still hold a village, and what waits. */
export async function attend(): Promise<void> {
  try {
    await refreshMe();
  } catch {
    // Without signal the last answer counts.
  }
  if ((knownMe()?.roles.length ?? 0) === 0) return;
  settleOwner();
  recover();
  // What was already sent is shown for some days.
  const queue = queueHere();
  const kept = swept(queue, new Date(Date.now() - DAYS_SHOWN_MS).toISOString());
  if (kept.length < queue.length) keep(kept);
  await obeyCutOff().catch(() => undefined);
  await sendWaiting();
}

/** From the app's start on: signal that returns sends. */
export function watchSignal(): void {
  wx.onNetworkStatusChange(({ isConnected }) => {
    if (isConnected) sendWaiting().catch(() => undefined);
  });
}

export const todayHere = (): string => beijingDate(new Date().toISOString());
