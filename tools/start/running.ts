// One stage per folder: two of them on the same store would overwrite each other's county.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Running {
  pid: number;
  url: string;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Whether something answers there; a number of a process can be another's by now, an address hardly ever is as well. */
const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(3000) }).then(
    (response) => response.ok,
    () => false,
  );

/** The address this folder is already served at, or null. */
export async function alreadyAt(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const { pid, url } = JSON.parse(readFileSync(file, 'utf8')) as Running;
  return isAlive(pid) && (await answers(url)) ? url : null;
}

export function markRunning(file: string, url: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, url } satisfies Running));
}

export const markStopped = (file: string): void => rmSync(file, { force: true });
