// Runs inside a worker thread: one cloud function, one call at a time, under the platform's clock. Plain JavaScript so that it starts at once.
'use strict';
const { parentPort, workerData } = require('node:worker_threads');
const { format, inspect } = require('node:util');

const slots = new Float64Array(workerData.clock);
const RealDate = Date;
const platformNow = () => (Number.isNaN(slots[1]) ? RealDate.now() + slots[0] : slots[1]);

function PlatformDate(...args) {
  if (!new.target) return new RealDate(platformNow()).toString();
  return Reflect.construct(RealDate, args.length === 0 ? [platformNow()] : args, new.target);
}
PlatformDate.prototype = RealDate.prototype;
Object.defineProperty(PlatformDate, 'name', { value: 'Date' });
Object.defineProperty(PlatformDate, 'length', { value: 7 });
PlatformDate.now = () => Math.floor(platformNow());
PlatformDate.parse = RealDate.parse;
PlatformDate.UTC = RealDate.UTC;
RealDate.prototype.constructor = PlatformDate;
globalThis.Date = PlatformDate;

const MAX_LINE = 8000;
for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
  console[level] = (...args) => {
    const text = typeof args[0] === 'string' ? format(...args) : args.map((arg) => (typeof arg === 'string' ? arg : inspect(arg, { depth: 4, breakLength: Infinity }))).join(' ');
    parentPort.postMessage({ kind: 'log', level: level === 'debug' ? 'log' : level, text: text.slice(0, MAX_LINE) });
  };
}

let main;
function load() {
  const loaded = require(workerData.file);
  if (typeof loaded.main !== 'function') throw new Error(`'${workerData.name}' does not export main`);
  main = loaded.main;
}

function failed(error) {
  const isError = error instanceof Error;
  parentPort.postMessage({ kind: 'failed', message: isError ? `${error.name}: ${error.message}` : inspect(error), stack: isError ? String(error.stack) : '' });
}

try {
  load();
  parentPort.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort.postMessage({ kind: 'broken', message: error instanceof Error ? String(error.stack) : inspect(error) });
}

parentPort.on('message', async (call) => {
  for (const [key, value] of Object.entries(call.env)) {
    if (value === null) delete process.env[key];
    else process.env[key] = value;
  }
  try {
    const result = await main(JSON.parse(call.event), call.context);
    parentPort.postMessage({ kind: 'done', result: JSON.stringify(result === undefined ? null : result) });
  } catch (error) {
    failed(error);
  }
});
