// How a call fails, towards a client (errCode, errMsg) and towards another function (code on the wire).
import type { PlatformFailure } from '../api';
import { ServiceError } from '../errors';

/** One way to fail: the client's number and words, the wire's code. */
const KINDS = {
  missing: { errCode: -501000, words: '', code: 'FUNCTION_NOT_FOUND' },
  refused: { errCode: -501001, words: 'resource system error', code: 'EXCEED_MAX_PAYLOAD_SIZE' },
  failed: { errCode: -504002, words: 'functions execute fail', code: 'FUNCTIONS_EXECUTE_FAIL' },
  timedOut: { errCode: -504003, words: 'functions time limit exceeded', code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' },
  memory: { errCode: -504005, words: 'functions memory limit exceeded', code: 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED' },
  tooLarge: { errCode: -604001, words: 'cloudfunction result size exceed limit (1MB)', code: 'EXCEED_MAX_RESPONSE_SIZE' },
  // believed: the number is the SDK's, the words are ours
  crowded: { errCode: -501004, words: 'resource exceed concurrent request limit', code: 'EXCEED_CONCURRENT_REQUEST_LIMIT' },
  stopped: { errCode: -501002, words: 'resource server timeout', code: 'SERVER_TIMEOUT' },
} as const;

export type FailureKind = keyof typeof KINDS;

/** A call that did not give a result. */
export class CallFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly requestId: string,
  ) {
    super(message);
    this.name = 'CallFailure';
  }

  /** As `wx.cloud.callFunction` rejects. */
  forClient(): PlatformFailure {
    const { errCode, words } = KINDS[this.kind];
    const errMsg = `cloud.callFunction:fail Error: errCode: ${errCode}${words ? ` ${words}` : ''} | errMsg: ${this.message} (callId: ${this.requestId})`;
    return Object.assign(new Error(errMsg), { errCode, errMsg });
  }

  /** As the gateway answers another function. */
  forFunction(): ServiceError {
    return new ServiceError(KINDS[this.kind].code, JSON.stringify({ errorCode: 1, errorMessage: this.message, requestId: this.requestId }));
  }
}
