// One intent, one request id: kept until the cloud has answered, over retries and restarts, so that nothing is ever done twice.
import type { ActionName, Input, Output } from '@shared/contract/index';
import { asCallError, call } from './call';
import { newRequestId } from './random';
import { dropStore, readStore, writeStore } from './store';

/**
 * A short print of an input. Numbers of people are typed into some of them, and a key of the phone's storage must not hold a number: 53 bits
 * tell intents apart and give nothing back.
 */
function printOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** Intents under way now: a second tap joins the first instead of starting another. */
const underWay = new Map<string, Promise<unknown>>();

function idOf(key: string): string {
  const kept = readStore<string>(key);
  if (typeof kept === 'string' && kept !== '') return kept;
  const fresh = newRequestId();
  writeStore(key, fresh);
  return fresh;
}

/**
 * Call for something that changes the world. The same action with the same input is the same intent: while no answer came
 * (no signal, busy) its id stays and the next try is recognised by the cloud; once answered, yes or no, the id is forgotten.
 * @throws CallError
 */
export function intend<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
  const key = `intent:${action}:${printOf(JSON.stringify(input))}`;
  const running = underWay.get(key);
  if (running) return running as Promise<Output<A>>;
  const work = call(action, input, idOf(key)).then(
    (data) => {
      dropStore(key);
      return data;
    },
    (thrown: unknown) => {
      const error = asCallError(thrown);
      if (!error.passing) dropStore(key);
      throw error;
    },
  );
  const tracked = work.finally(() => underWay.delete(key));
  underWay.set(key, tracked);
  return tracked;
}
