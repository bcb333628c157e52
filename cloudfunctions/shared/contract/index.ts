// The typed contract between phone and cloud: every action's input and output. The mini-program imports it as types only.
import type * as z from 'zod';
import { claim, receipt } from './claim';
import { job } from './job';
import { policy } from './policy';
import { session } from './session';

export const contract = { ...session, ...job, ...policy, ...claim, ...receipt } as const;

export type Contract = typeof contract;
export type ActionName = keyof Contract;
/** What the caller passes. */
export type Input<A extends ActionName> = z.input<Contract[A]['input']>;
/** What the action receives, parsed. */
export type Parsed<A extends ActionName> = z.output<Contract[A]['input']>;
/** What the caller gets. */
export type Output<A extends ActionName> = z.output<Contract[A]['output']>;

/** The five keys the client sends; everything else in the event is dropped before parsing. */
export interface Envelope {
  action: string;
  input: unknown;
  requestId: string;
  clientVersion: string;
  openData?: unknown;
}

export type ProblemCode =
  | 'bad_input'
  | 'too_large'
  | 'unknown_action'
  | 'not_signed_in'
  | 'not_allowed'
  | 'not_found'
  | 'changed_meanwhile'
  | 'already_done'
  | 'request_reused'
  | 'not_possible_now'
  | 'too_many_tries'
  | 'file_refused'
  | 'busy'
  | 'broken';

export type Reply<T> =
  | { ok: true; data: T; requestId: string }
  | {
      ok: false;
      /** `message` is plain Chinese: what is wrong and where; `next` what to do; `fields` per input field. */
      error: { code: ProblemCode; message: string; fields?: Record<string, string>; next?: string };
      requestId: string;
    };
