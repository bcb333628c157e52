// Warm workers: one call at a time each, reused by whoever comes next, killed on timeout.
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionDeclaration } from './config';
import { CallFailure } from './failure';

export interface WorkerCall {
  requestId: string;
  env: Record<string, string | null>;
  /** JSON text. */
  event: string;
  context: object;
  /** A call made by another function: its caller holds a worker, so it must not wait for one. */
  nested: boolean;
  onLog(level: 'log' | 'info' | 'warn' | 'error', text: string): void;
}

interface Warm {
  worker: Worker;
  name: string;
  /** Modification time of the code it loaded: changed code gets new workers. */
  builtAt: number;
  ready: Promise<void>;
  current: { call: WorkerCall; settle(outcome: { result: string } | { failure: CallFailure }): void } | null;
  lastCall: WorkerCall | null;
  dead: boolean;
}

type Message =
  | { kind: 'ready' }
  | { kind: 'broken'; message: string }
  | { kind: 'log'; level: 'log' | 'info' | 'warn' | 'error'; text: string }
  | { kind: 'done'; result: string }
  | { kind: 'failed'; message: string; stack: string };

/** Beside this file; from the repository's root when this file was bundled elsewhere. */
const BOOTSTRAP =
  [path.join(__dirname, 'worker.cjs'), path.resolve('tools/local-cloud/functions/worker.cjs')].find((file) => fs.existsSync(file)) ?? '';
/** Loading a function may take this long before the call's own time begins. */
const START_MS = 20_000;
/** So many times `maxWorkers` may run at once when functions call functions. */
const NESTED_SHARE = 3;

export class WorkerPool {
  private readonly idle: Warm[] = [];
  private readonly all = new Set<Warm>();
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  private mostBusy = 0;
  private readonly answered = new Set<number>();
  private closed = false;

  constructor(
    private readonly house: {
      env: Record<string, string>;
      clock: SharedArrayBuffer;
      maxWorkers: number;
    },
  ) {}

  /** Run one call; the result is JSON text. Rejects with a CallFailure. */
  async run(name: string, file: string, declaration: FunctionDeclaration, call: WorkerCall): Promise<string> {
    if (!call.nested) while (this.busy >= this.house.maxWorkers) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.closed) throw new CallFailure('stopped', 'the local cloud is stopping', call.requestId);
    // Calls between functions do not wait, so they are counted: a function that calls itself without end is stopped here.
    if (call.nested && this.busy >= this.house.maxWorkers * NESTED_SHARE)
      throw new CallFailure('crowded', 'too many functions called by functions at once', call.requestId);
    this.busy++;
    const warm = this.take(name, file, declaration);
    const { threadId } = warm.worker;
    try {
      const result = await this.runOn(warm, declaration, call);
      this.answered.add(threadId);
      return result;
    } finally {
      this.busy--;
      if (!warm.dead) this.rest(warm);
      this.waiting.shift()?.();
    }
  }

  private take(name: string, file: string, declaration: FunctionDeclaration): Warm {
    const builtAt = fs.statSync(file).mtimeMs;
    for (let i = this.idle.length - 1; i >= 0; i--) {
      const warm = this.idle[i] as Warm;
      if (warm.name !== name) continue;
      this.idle.splice(i, 1);
      if (warm.builtAt === builtAt) {
        warm.worker.ref();
        return warm;
      }
      this.kill(warm);
    }
    while (this.all.size >= this.house.maxWorkers && this.idle.length > 0) this.kill(this.idle.shift() as Warm);
    return this.start(name, file, builtAt, declaration);
  }

  private rest(warm: Warm): void {
    warm.worker.unref();
    this.idle.push(warm);
  }

  private start(name: string, file: string, builtAt: number, declaration: FunctionDeclaration): Warm {
    const worker = new Worker(BOOTSTRAP, {
      env: { ...this.house.env, SCF_FUNCTIONNAME: name },
      workerData: { name, file, clock: this.house.clock },
      resourceLimits: { maxOldGenerationSizeMb: declaration.memory },
      // Node options of this process (loaders, debuggers) are none of the function's business.
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    let ready = (): void => undefined;
    let broken = (_error: Error): void => undefined;
    const warm: Warm = {
      worker,
      name,
      builtAt,
      ready: new Promise<void>((resolve, reject) => {
        ready = resolve;
        broken = reject;
      }),
      current: null,
      lastCall: null,
      dead: false,
    };
    warm.ready.catch(() => undefined);
    this.all.add(warm);
    const die = (kind: 'failed' | 'memory' | 'stopped', message: string): void => {
      warm.dead = true;
      this.all.delete(warm);
      const at = this.idle.indexOf(warm);
      if (at !== -1) this.idle.splice(at, 1);
      broken(new Error(message));
      const { current } = warm;
      warm.current = null;
      current?.settle({ failure: new CallFailure(kind, message, current.call.requestId) });
    };
    worker.on('message', (message: Message) => {
      if (message.kind === 'ready') ready();
      else if (message.kind === 'broken') broken(new Error(message.message));
      else if (message.kind === 'log') warm.lastCall?.onLog(message.level, message.text);
      else this.settle(warm, message);
    });
    // What is written past the console, warnings of Node among it, belongs to the same log.
    worker.stdout.on('data', (chunk) => warm.lastCall?.onLog('log', String(chunk).trimEnd()));
    worker.stderr.on('data', (chunk) => warm.lastCall?.onLog('warn', String(chunk).trimEnd()));
    worker.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') die('memory', `memory limit of ${declaration.memory} MB exceeded`);
      else die('failed', `${error.name}: ${error.message}`);
    });
    worker.on('exit', () => {
      if (!warm.dead) die(this.closed ? 'stopped' : 'failed', 'the function ended its process before answering');
    });
    return warm;
  }

  private settle(warm: Warm, message: Extract<Message, { kind: 'done' | 'failed' }>): void {
    const { current } = warm;
    if (!current) return;
    warm.current = null;
    if (message.kind === 'done') current.settle({ result: message.result });
    else {
      current.call.onLog('error', message.stack || message.message);
      current.settle({ failure: new CallFailure('failed', message.message, current.call.requestId) });
    }
  }

  private async runOn(warm: Warm, declaration: FunctionDeclaration, call: WorkerCall): Promise<string> {
    warm.lastCall = call;
    try {
      await within(START_MS, warm.ready);
    } catch (error) {
      this.kill(warm);
      call.onLog('error', (error as Error).message);
      throw new CallFailure('failed', `the function could not be loaded: ${(error as Error).message.split('\n')[0]}`, call.requestId);
    }
    return new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.kill(warm);
        warm.current = null;
        reject(new CallFailure('timedOut', `Invoking task timed out after ${declaration.timeout} seconds`, call.requestId));
      }, declaration.timeout * 1000);
      warm.current = {
        call,
        settle: (outcome) => {
          clearTimeout(timer);
          if ('result' in outcome) resolve(outcome.result);
          else reject(outcome.failure);
        },
      };
      this.mostBusy = Math.max(this.mostBusy, [...this.all].filter(({ current }) => current !== null).length);
      warm.worker.postMessage({ env: call.env, event: call.event, context: call.context });
    });
  }

  /** Most workers in the middle of a call at once, and how many answered one, since the last look. */
  takeFigures(): { most: number; answered: number } {
    const figures = { most: this.mostBusy, answered: this.answered.size };
    this.mostBusy = 0;
    this.answered.clear();
    return figures;
  }

  /** Kill a random worker in the middle of a call, as a failing machine would; null when none is. Answers with the request that dies. */
  killOne(): string | null {
    const running = [...this.all].filter(({ current }) => current !== null);
    const warm = running[Math.floor(Math.random() * running.length)];
    if (!warm?.current) return null;
    const { current } = warm;
    warm.current = null;
    this.kill(warm);
    // believed: code and words
    current.settle({ failure: new CallFailure('failed', 'the instance of the function was killed', current.call.requestId) });
    return current.call.requestId;
  }

  private kill(warm: Warm): void {
    warm.dead = true;
    this.all.delete(warm);
    void warm.worker.terminate();
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const wake of this.waiting.splice(0)) wake();
    const ending = [...this.all].map((warm) => warm.worker.terminate());
    await Promise.all(ending);
    this.all.clear();
    this.idle.length = 0;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not ready after ${ms} ms`)), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
