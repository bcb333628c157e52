// Calls functions as the platform does: identity in the environment, limits on what goes in and out, logs by request.
import { randomBytes, randomUUID } from 'node:crypto';
import type { FunctionLog } from '../api';
import { callEnvironment } from '../environment';
import type { CloudIds } from '../openapi/cloud-ids';
import type { FunctionTable } from './config';
import { CallFailure } from './failure';
import { WorkerPool } from './pool';
import type { Secrets } from './secrets';

/** Who a running call acts for; found again by the token its worker sends with every request. */
export interface CallIdentity {
  fn: string;
  openid: string;
  source: string;
  requestId: string;
}

export interface CallRequest {
  fn: string;
  data: unknown;
  openid: string;
  source: string;
  /** Called by a person's phone: CloudIDs in the data are opened. */
  fromClient: boolean;
  nested: boolean;
}

const MAX_INPUT_BYTES = 100 * 1024;
const MAX_RESULT_BYTES = 1024 * 1024;
const KEPT_LOGS = 5000;

export interface RunnerHouse {
  table: FunctionTable;
  env: Record<string, string>;
  envId: string;
  appid: string;
  clock: SharedArrayBuffer;
  now(): Date;
  cloudIds: CloudIds;
  maxWorkers: number;
  onLog?: (line: FunctionLog) => void;
  /** Must not stand in any log. */
  secrets: Secrets;
}

export class FunctionRunner {
  private readonly pool: WorkerPool;
  private readonly calls = new Map<string, CallIdentity>();
  private logs: FunctionLog[] = [];
  private running = 0;
  private quiet: (() => void)[] = [];

  constructor(private readonly house: RunnerHouse) {
    this.pool = new WorkerPool(house);
  }

  /** The call a worker's token belongs to; null for administrators and for calls that are over. */
  identity(token: unknown): CallIdentity | null {
    return typeof token === 'string' ? (this.calls.get(token) ?? null) : null;
  }

  takeLogs(): FunctionLog[] {
    const taken = this.logs;
    this.logs = [];
    return taken;
  }

  log(fn: string, requestId: string, level: FunctionLog['level'], text: string): void {
    const line: FunctionLog = { at: this.house.now().toISOString(), fn, requestId, level, text: this.house.secrets.hide(text) };
    this.logs.push(line);
    this.house.onLog?.(line);
    if (this.logs.length > KEPT_LOGS) this.logs.shift();
  }

  takeWorkers(): { most: number; answered: number } {
    return this.pool.takeFigures();
  }

  /** Kill a running worker; see the pool. */
  killOne(): string | null {
    return this.pool.killOne();
  }

  /** Resolves when no function is running. */
  async idle(): Promise<void> {
    while (this.running > 0) await new Promise<void>((resolve) => this.quiet.push(resolve));
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  /** Run a function; rejects with a CallFailure. */
  async call(request: CallRequest): Promise<{ result: unknown; requestId: string }> {
    const requestId = randomUUID();
    const { event, openDataKeys } = this.eventOf(request, requestId);
    return this.invoke(request, event, openDataKeys, requestId, false);
  }

  /** Fire a timer; `firedAt` when it is fired again after a failure. Rejects with a CallFailure. */
  async trigger(fn: string, timer: string, firedAt = this.house.now()): Promise<unknown> {
    const declared = this.house.table.declaration(fn).triggers.find(({ name }) => name === timer);
    if (!declared) throw new Error(`function '${fn}' declares no timer '${timer}'; its timers stand in functions.json`);
    const event = JSON.stringify({ Type: 'Timer', TriggerName: timer, Time: firedAt.toISOString(), Message: '' });
    const request: CallRequest = { fn, data: null, openid: '', source: 'wx_trigger', fromClient: false, nested: false };
    return (await this.invoke(request, event, [], randomUUID(), true)).result;
  }

  private eventOf(request: CallRequest, requestId: string): { event: string; openDataKeys: string[] } {
    const plain = JSON.stringify(request.data ?? {});
    if (Buffer.byteLength(plain) > MAX_INPUT_BYTES)
      throw new CallFailure('refused', `request data exceeds ${MAX_INPUT_BYTES / 1024} KB`, requestId);
    const parsed: unknown = JSON.parse(plain);
    // A function called with something that is no object gets it as it is.
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { event: plain, openDataKeys: [] };
    const event: Record<string, unknown> = { ...parsed };
    const openDataKeys: string[] = [];
    if (request.fromClient)
      for (const [key, value] of Object.entries(event)) {
        const opened = this.house.cloudIds.openMarked(value, request.openid);
        if (!opened) continue;
        event[key] = opened;
        if ('data' in opened) openDataKeys.push(key);
      }
    if (request.openid !== '') event.userInfo = { appId: this.house.appid, openId: request.openid };
    return { event: JSON.stringify(event), openDataKeys };
  }

  private async invoke(
    request: CallRequest,
    event: string,
    openDataKeys: string[],
    requestId: string,
    isTimer: boolean,
  ): Promise<{ result: unknown; requestId: string }> {
    const { table, appid, envId } = this.house;
    const file = table.file(request.fn);
    if (!file) throw new CallFailure('missing', 'FunctionName parameter could not be found.', requestId);
    const declaration = table.declaration(request.fn);
    const token = randomBytes(16).toString('hex');
    const identity: CallIdentity = { fn: request.fn, openid: request.openid, source: request.source, requestId };
    this.calls.set(token, identity);
    this.house.secrets.add(token);
    this.running++;
    try {
      const result = await this.pool.run(request.fn, file, declaration, {
        requestId,
        event,
        nested: request.nested,
        env: callEnvironment({ openid: request.openid, appid, source: request.source, token, requestId, openDataKeys, isTimer }),
        context: {
          function_name: request.fn,
          request_id: requestId,
          memory_limit_in_mb: declaration.memory,
          time_limit_in_ms: declaration.timeout * 1000,
          namespace: envId,
          function_version: '$LATEST',
          callbackWaitsForEmptyEventLoop: false,
        },
        onLog: (level, text) => this.log(request.fn, requestId, level, text),
      });
      if (Buffer.byteLength(result) > MAX_RESULT_BYTES)
        throw new CallFailure('tooLarge', 'cloudfunction result size exceed limit (1MB)', requestId);
      return { result: JSON.parse(result), requestId };
    } catch (error) {
      if (error instanceof CallFailure && error.kind !== 'failed')
        this.log(request.fn, requestId, 'error', `${error.kind}: ${error.message}`);
      throw error;
    } finally {
      this.calls.delete(token);
      this.house.secrets.forgetLater(token);
      this.running--;
      if (this.running === 0) for (const wake of this.quiet.splice(0)) wake();
    }
  }
}
