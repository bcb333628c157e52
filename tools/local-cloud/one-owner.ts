// One process at a time may serve a data folder: locks and warm state live in memory, a second server would not see them.
import fs from 'node:fs';
import path from 'node:path';

const held = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but a living one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Take the folder for this process; the returned function gives it back. A dead owner's mark is taken over. */
export function ownFolder(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(fs.realpathSync(dataDir), 'owner');
  const pid = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (held.has(file) || (pid > 0 && pid !== process.pid && isAlive(pid)))
    throw new Error(`${dataDir} is served by process ${pid}; stop it first (or remove ${file} if no local cloud is running)`);
  fs.writeFileSync(file, String(process.pid));
  held.add(file);
  return () => {
    held.delete(file);
    fs.rmSync(file, { force: true });
  };
}
