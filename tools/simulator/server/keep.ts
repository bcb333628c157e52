// What a person's phone keeps across restarts: storage values and files, one folder per person.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

export class Keep {
  private readonly folder: string;
  private readonly files: string;
  private entries: Record<string, string>;

  /** `key` names the person; the folder is made when missing. */
  constructor(dataDir: string, key: string) {
    this.folder = join(dataDir, encodeURIComponent(key));
    this.files = join(this.folder, 'files');
    mkdirSync(this.files, { recursive: true });
    this.entries = readJson(join(this.folder, 'storage.json'));
  }

  storage(): Record<string, string> {
    return this.entries;
  }

  set(key: string, json: string): void {
    this.entries[key] = json;
    this.save();
  }

  unset(key: string): void {
    delete this.entries[key];
    this.save();
  }

  clear(): void {
    this.entries = {};
    this.save();
  }

  list(): { path: string; size: number; modified: number }[] {
    return walk(this.files).map((path) => {
      const { size, mtimeMs } = statSync(path);
      return { path: relative(this.files, path).split(sep).join('/'), size, modified: Math.round(mtimeMs) };
    });
  }

  read(path: string): Buffer {
    return readFileSync(this.at(path));
  }

  write(path: string, bytes: Buffer): void {
    const target = this.at(path);
    mkdirSync(dirname(target), { recursive: true });
    writeWhole(target, bytes);
  }

  remove(path: string): void {
    rmSync(this.at(path), { force: true });
  }

  /** Pictures saved on this phone, newest first; small enough to travel in their address. */
  pictures(): { name: string; url: string; size: number }[] {
    const folder = join(this.folder, 'album');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .reverse()
      .map((name) => {
        const bytes = readFileSync(join(folder, name));
        const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
        return { name, url: `data:${type};base64,${bytes.toString('base64')}`, size: bytes.length };
      });
  }

  addPicture(name: string, bytes: Buffer): void {
    const folder = join(this.folder, 'album');
    mkdirSync(folder, { recursive: true });
    writeWhole(join(folder, `${String(readdirSync(folder).length).padStart(4, '0')}-${basename(name)}`), bytes);
  }

  /** A phone that starts cold has no temporary files. */
  emptyTemporary(): void {
    rmSync(join(this.files, 'tmp'), { recursive: true, force: true });
  }

  private at(path: string): string {
    const target = resolve(this.files, path);
    if (!target.startsWith(this.files + sep)) throw Object.assign(new Error(path), { errMsg: `fail permission denied, open "${path}"` });
    return target;
  }

  private save(): void {
    writeWhole(join(this.folder, 'storage.json'), Buffer.from(JSON.stringify(this.entries)));
  }
}

function readJson(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

/** Never half a file: written beside, then renamed. */
function writeWhole(path: string, bytes: Buffer): void {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : entry.name.endsWith('.part') ? [] : [join(folder, entry.name)],
  );
}
