// Finds a port to serve on: the one asked for, or the next that is free.
import { createServer } from 'node:net';

const TRIES = 50;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** @throws when none of the next 50 is free */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65536); port += 1) if (await isFree(port)) return port;
  throw new Error(`No free port from ${wanted} on. Close something, or choose another with -- --port N.`);
}
