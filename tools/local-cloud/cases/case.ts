// One case that proves a cloud: what is done through the real SDK, and what must come of it. Runs on the local cloud and on a real environment alike.
import type { Db, Sdk } from '../forms/sdk-types';

/** What a case may need beyond an empty environment; a target that lacks it leaves the case out and says why. */
export type Need = 'unique index' | 'probe function' | 'fresh collection' | 'time';

/** A cloud under test. */
export interface Target {
  sdk: Sdk;
  /** Its collections carry the run's prefix by themselves. */
  db: Db;
  /** A collection's name as the service knows it, for requests made elsewhere. */
  named(collection: string): string;
  /** Full path of a file of this run. */
  file(name: string): string;
  /** Name of the deployed probe (see probe/index.js). */
  probe: string;
  /** Milliseconds after which an open transaction is gone: the service's 30,000. */
  transactionMs: number;
  /** Why a need is not met here, or null when it is. */
  lacks(need: Need): string | null;
}

export interface Case {
  area: string;
  name: string;
  run(target: Target): Promise<unknown>;
  /** The value that must come back … */
  gives?: unknown;
  /** … or the errCode it is refused with and a word of the message. */
  refused?: readonly [errCode: number, words: string];
  /** True where the service's behaviour is believed, not seen. */
  believed?: boolean;
  /** Where the local cloud is known to answer otherwise than the service: how. */
  differs?: string;
  /** True for what the service has and the local cloud refuses. */
  missing?: boolean;
  needs?: readonly Need[];
}

/** What was refused, in numbers and words that can be compared; `code` only where the SDK leaves it on the error. */
export interface Refusal {
  errCode: number | null;
  code: string | null;
  words: string;
}

/** Await a refusal. Throws when there was none: a case never takes success for a refusal. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    const { errCode, code, errMsg, message } = error as { errCode?: number; code?: string; errMsg?: string; message?: string };
    return { errCode: errCode ?? null, code: code ?? null, words: errMsg ?? message ?? String(error) };
  }
  throw new Error('it was not refused');
}
