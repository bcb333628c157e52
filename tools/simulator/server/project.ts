// The project being simulated: compiled when asked for, again after a file changed, its assets served as they are.
import { existsSync, type FSWatcher, readFileSync, watch } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import { compileProject } from '../project/compile';
import type { ProjectBundle } from '../project/types';

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.wav': 'audio/wav',
  '.json': 'application/json',
};
/** A build writes many files; compile once it has been quiet for so long (ms). */
const QUIET = 300;

export class Project {
  private current: { bundle: ProjectBundle; json: string } | null = null;
  private watcher: FSWatcher | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly dir: string) {}

  /** The bundle of the files as they are now. Throws when the folder is no mini-program. */
  bundle(): { bundle: ProjectBundle; json: string } {
    if (!this.current) {
      const bundle = compileProject(this.dir);
      this.current = { bundle, json: JSON.stringify(bundle) };
    }
    return this.current;
  }

  /** Calls `changed` after files changed and a new bundle differs from the old. */
  watch(changed: () => void): void {
    this.watcher = watch(this.dir, { recursive: true }, () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        const before = this.current?.bundle.version;
        // In the middle of a build the folder may be gone: look again with its next change.
        if (!existsSync(resolve(this.dir, 'app.json'))) return;
        this.current = null;
        if (before !== undefined && this.bundle().bundle.version !== before) changed();
      }, QUIET);
    });
    this.watcher.on('error', () => this.watcher?.close());
  }

  /** A file of the package, for images and fonts. */
  asset(path: string): { type: string; body: Buffer } | null {
    const file = resolve(this.dir, path);
    const type = TYPES[extname(file).toLowerCase()];
    if (!type || !file.startsWith(resolve(this.dir) + sep) || !existsSync(file)) return null;
    return { type, body: readFileSync(file) };
  }

  close(): void {
    clearTimeout(this.timer);
    this.watcher?.close();
  }
}
