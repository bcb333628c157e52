// Tells when sources change, once per burst of saving.
import { watch } from 'node:fs';
import { source } from './paths';

/** Calls `changed` after the sources have been quiet for 150 ms, never twice at the same time. Returns how to stop. */
export function watchSources(changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | null = null;
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await changed();
    } finally {
      running = false;
    }
    if (again) {
      again = false;
      await run();
    }
  };
  const watchers = [source.miniprogram, source.functions].map((folder) =>
    watch(folder, { recursive: true }, () => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => void run(), 150);
    }),
  );
  return () => {
    if (timer) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
