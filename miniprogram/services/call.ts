// The only door to the cloud: one typed `call`, one kind of error. Pages never see wx.cloud.
import type { ActionName, Input, Output, ProblemCode, Reply } from '@shared/contract/index';
import { servedBy } from '@shared/domain/served-by';
import { CLIENT_VERSION } from '../config';
import { newRequestId } from './random';

/** `no_signal`: the call did not arrive or its answer did not come back; whether it was done is unknown, so it is repeated under the same id. */
export type CallErrorCode = ProblemCode | 'no_signal';

/** What a page shows: `message` says what is wrong, `next` what to do now; both plain Chinese. */
export class CallError extends Error {
  constructor(
    readonly code: CallErrorCode,
    message: string,
    readonly next: string = '',
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'CallError';
  }

  /** Whether the same call may simply be made again, under the same request id. */
  get passing(): boolean {
    return this.code === 'no_signal' || this.code === 'busy';
  }
}

const NO_SIGNAL = () => new CallError('no_signal', '现在没信号', '填的都在，等会儿再试。');
const BROKEN = () => new CallError('broken', '出了点问题，这一步没办成', '过一会儿再试；还不行就打电话问。');

/** Anything thrown, as the one error pages know. */
export function asCallError(thrown: unknown): CallError {
  return thrown instanceof CallError ? thrown : BROKEN();
}

/** What a page can show of an error: plain data, since a class's own message does not survive setData. */
export interface ErrorWords {
  message: string;
  next: string;
  /** Trying again brings nothing: what the link stood for is not there, or is not theirs. */
  gone?: boolean;
}

export function wordsOf(thrown: unknown): ErrorWords {
  const { code, message, next } = asCallError(thrown);
  return { message, next, ...(code === 'not_allowed' ? { gone: true } : {}) };
}

const GONE: readonly CallErrorCode[] = ['not_found', 'not_allowed', 'bad_input'];

/** Of a page opened by a link: whether the link itself is broken, leads to what is gone, or whether to try again. */
export function linkWords(thrown: unknown): ErrorWords {
  const { code, message, next } = asCallError(thrown);
  if (code === 'bad_input') return { message: '这个链接不完整，打不开。', next: '让发的人再发一次。', gone: true };
  return { message, next, gone: GONE.includes(code) };
}

/** A link that does not say what it is about: there is nothing to ask the cloud. */
export const brokenLink = (): CallError => new CallError('bad_input', '');

/** The platform's own failure: the network and timeouts look alike to people; the rest is ours to mend. */
function platformFailure(thrown: unknown): CallError {
  const text = String((thrown as { errMsg?: unknown } | null)?.errMsg ?? thrown);
  return /network|timeout|timed out|request:fail|fail -1\b|ECONN|fetch|abort|offline/i.test(text) ? NO_SIGNAL() : BROKEN();
}

function isReply(result: unknown): result is Reply<unknown> {
  return typeof result === 'object' && result !== null && typeof (result as { ok?: unknown }).ok === 'boolean';
}

/**
 * Ask the cloud for an action.
 * @param requestId one per intent: a retry of the same intent passes the same id (see services/intent.ts).
 * @param cloudId an id of WeChat's for open data (a group's), which the platform itself opens on the way.
 * @throws CallError always of this kind.
 */
export async function call<A extends ActionName>(
  action: A,
  input: Input<A>,
  requestId: string = newRequestId(),
  cloudId = '',
): Promise<Output<A>> {
  let result: unknown;
  try {
    const answer = await wx.cloud.callFunction({
      name: servedBy(action),
      // Only at the top level the platform opens it.
      data: {
        action,
        input,
        requestId,
        clientVersion: CLIENT_VERSION,
        ...(cloudId === '' ? {} : { openData: wx.cloud.CloudID(cloudId) }),
      },
    });
    result = answer.result;
  } catch (thrown) {
    throw platformFailure(thrown);
  }
  if (!isReply(result)) throw BROKEN();
  if (!result.ok) throw new CallError(result.error.code, result.error.message, result.error.next, result.error.fields);
  return result.data as Output<A>;
}
