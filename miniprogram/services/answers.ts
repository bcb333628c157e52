// Answers to the month's question that wait for a signal: kept on the phone, each under its own request id, sent in order and once.
import type { Input, Output } from '@shared/contract/index';
import { asCallError, call } from './call';
import { newRequestId } from './random';
import { dropStore, readStore, writeStore } from './store';

type AnswerInput = Input<'month.answer'>;
export type Sent = Output<'month.answer'>;

export interface Waiting {
  /** The request id: the same with every try, so that the cloud does it once. */
  id: string;
  input: AnswerInput;
  /** Whose: 二组 周某某家. */
  words: string;
}

/** What somebody has to look at: said otherwise by another, or not taken. */
export interface Told {
  id: string;
  words: string;
}

const QUEUE = 'month:queue';
const TOLD = 'month:told';
const MOST_TOLD = 20;

let sending: Promise<void> | null = null;
const listeners = new Set<(sent: Sent | null) => void>();

export const waiting = (): Waiting[] => readStore<Waiting[]>(QUEUE) ?? [];
export const toldOf = (): Told[] => readStore<Told[]>(TOLD) ?? [];

export function dropTold(id: string): void {
  writeStore(
    TOLD,
    toldOf().filter((one) => one.id !== id),
  );
}

/** Be told when something was sent (with what the cloud shows of it) or could not be. @returns how to stop. */
export function onAnswers(listener: (sent: Sent | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(sent: Sent | null): void {
  for (const listener of listeners) listener(sent);
}

/** Kept first, sent after: a phone that dies in between loses nothing. @returns whether it was kept. */
export function keepAnswer(input: AnswerInput, words: string): boolean {
  const kept = writeStore(QUEUE, [...waiting(), { id: newRequestId(), input, words }]);
  void sendAnswers();
  return kept;
}

/** Sends what waits, oldest first; stops where there is no signal. Several at once are one. */
export function sendAnswers(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll(): Promise<void> {
  for (let next = waiting()[0]; next !== undefined; next = waiting()[0]) {
    try {
      const sent = await call('month.answer', next.input, next.id);
      done(
        next,
        sent.results.filter(({ state }) => state === 'differs' || state === 'refused').map(({ words }) => words),
      );
      tell(sent);
    } catch (thrown) {
      const error = asCallError(thrown);
      if (error.passing || error.code === 'broken' || error.code === 'too_many_tries') {
        tell(null);
        return;
      }
      done(next, [`没记上：${error.message}${Object.values(error.fields).join('；')}${error.next}`]);
      tell(null);
    }
  }
}

function done({ id, words }: Waiting, problems: string[]): void {
  writeStore(
    QUEUE,
    waiting().filter((one) => one.id !== id),
  );
  if (problems.length === 0) return;
  writeStore(
    TOLD,
    [...problems.map((problem, i) => ({ id: `${id}:${i}`, words: `${words}：${problem}` })), ...toldOf()].slice(0, MOST_TOLD),
  );
}

/** This phone was cut off: lists of the month go; what was answered and not sent yet stays for whoever answered it. */
export function dropMonthLists(): void {
  try {
    for (const key of wx.getStorageInfoSync().keys) if (key.startsWith('month:list:')) dropStore(key);
  } catch {
    // A storage that cannot be read shows nothing either.
  }
}

let listening = false;

/** From the start of the mini-program on: what waits goes by itself as soon as there is a signal. */
export function sendWhenSignal(): void {
  if (!listening && typeof wx.onNetworkStatusChange === 'function') {
    listening = true;
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) void sendAnswers();
    });
  }
  void sendAnswers();
}
