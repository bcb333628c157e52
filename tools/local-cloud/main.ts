// The command: serves a local cloud until it is told to stop. Prints one JSON line {"url","env"} when it is ready.
import { parseArgs } from 'node:util';
import { startLocalCloud } from './index';

const HELP = `local-cloud --data DIR [--port 0] [--functions DIR] [--env-id local] [--start-at 2026-03-02T01:00:00.000Z] [--no-timers] [--logs]
--data       where everything durable lives (created when missing)
--functions  built functions with functions.json, database.json, storage.json
--port       0 = any free port
--logs       what the functions say, line by line on the error output: instant, function, request, level, text`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      functions: { type: 'string' },
      port: { type: 'string', default: '0' },
      'env-id': { type: 'string' },
      'start-at': { type: 'string' },
      'no-timers': { type: 'boolean', default: false },
      logs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.data) {
    process.stderr.write(`${HELP}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const cloud = await startLocalCloud({
    dataDir: values.data,
    functionsDir: values.functions,
    port: Number(values.port),
    envId: values['env-id'],
    startAt: values['start-at'],
    timers: !values['no-timers'],
    onLog: values.logs
      ? ({ at, fn, requestId, level, text }) => void process.stderr.write(`${at} ${fn} ${requestId} ${level} ${text}\n`)
      : undefined,
  });
  const stop = (): void => {
    void cloud.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ url: cloud.url, env: cloud.env })}\n`);
}

void main().catch((error: Error) => {
  process.stderr.write(`the local cloud could not start: ${error.message}\n`);
  process.exitCode = 1;
});
