// The files of one phone: in memory for synchronous reads, written through to the person's folder.
import type { Host } from '../host';
import { Failure } from './api';
import { fromBase64, sniff, toBase64 } from './bytes';

/** What all files of a mini-program on one phone may hold (bytes). */
const LIMIT = 200 * 1024 * 1024;

interface Kept {
  bytes: Uint8Array;
  modified: number;
  url?: string;
}

/** Paths here are WeChat's: wxfile://usr/…, wxfile://tmp_…, wxfile://store_…, or a path of the package. */
export class FileStore {
  readonly userPath = 'wxfile://usr';
  private readonly files = new Map<string, Kept>();
  private readonly folders = new Set<string>(['usr']);
  private counter = 0;
  private sent: Promise<unknown> = Promise.resolve();

  constructor(private readonly host: Host) {}

  /** Loads what the phone has kept. */
  async load(): Promise<void> {
    const { files } = await this.host.rpc<{ files: { path: string; modified: number }[] }>('fs.list', {});
    await Promise.all(
      files.map(async ({ path, modified }) => {
        const { base64 } = await this.host.rpc<{ base64: string }>('fs.read', { path });
        this.files.set(path, { bytes: fromBase64(base64), modified });
        this.addFoldersAbove(path);
      }),
    );
  }

  /** `usr/a.json` of `wxfile://usr/a.json`; null for files of the package. */
  keyOf(path: string): string | null {
    const known = /^(?:wxfile:\/\/|http:\/\/)(usr(?:\/.*)?|tmp_.+|store_.+)$/.exec(path);
    if (!known) return null;
    const key = (known[1] as string).replace(/^(tmp|store)_/, '$1/').replace(/\/+$/, '');
    if (key.split('/').includes('..')) throw new Failure(`permission denied, open "${path}"`);
    return key;
  }

  private keptKey(path: string): string {
    const key = this.keyOf(path);
    if (key === null) throw new Failure(`permission denied, open "${path}"`);
    return key;
  }

  has(path: string): 'file' | 'folder' | null {
    const key = this.keyOf(path);
    if (key === null) return null;
    if (this.files.has(key)) return 'file';
    return this.folders.has(key) ? 'folder' : null;
  }

  /** A file's bytes; files of the package are fetched. */
  async read(path: string): Promise<Uint8Array> {
    if (this.keyOf(path) !== null) return this.readKept(path);
    const answer = await fetch(this.host.packageUrl(path.replace(/^\//, '')));
    if (!answer.ok) throw new Failure(`no such file or directory, open "${path}"`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  readKept(path: string): Uint8Array {
    const kept = this.files.get(this.keptKey(path));
    if (!kept) throw new Failure(`no such file or directory, open "${path}"`);
    return kept.bytes;
  }

  modified(path: string): number {
    return this.files.get(this.keptKey(path))?.modified ?? 0;
  }

  write(path: string, bytes: Uint8Array): void {
    const key = this.keptKey(path);
    const parent = key.slice(0, key.lastIndexOf('/'));
    if (key.startsWith('usr') && !this.folders.has(parent)) throw new Failure(`no such file or directory, open "${path}"`);
    const others = [...this.files].reduce((sum, [name, each]) => sum + (name === key ? 0 : each.bytes.length), 0);
    if (others + bytes.length > LIMIT) throw new Failure('the maximum size of the file storage limit is exceeded');
    const old = this.files.get(key)?.url;
    if (old) URL.revokeObjectURL(old);
    this.files.set(key, { bytes, modified: this.host.now() });
    this.send('fs.write', { path: key, base64: toBase64(bytes) });
  }

  remove(path: string): void {
    const key = this.keptKey(path);
    if (!this.files.delete(key)) throw new Failure(`no such file or directory, unlink "${path}"`);
    this.send('fs.remove', { path: key });
  }

  makeFolder(path: string, recursive: boolean): void {
    const key = this.keptKey(path);
    if (this.folders.has(key) && !recursive) throw new Failure(`file already exists ${path}`);
    if (!recursive && !this.folders.has(key.slice(0, key.lastIndexOf('/'))))
      throw new Failure(`no such file or directory, mkdir "${path}"`);
    this.addFoldersAbove(`${key}/x`);
  }

  removeFolder(path: string, recursive: boolean): void {
    const inside = this.list(path);
    if (inside.length && !recursive) throw new Failure(`directory not empty "${path}"`);
    const key = this.keptKey(path);
    for (const name of [...this.files.keys()]) {
      if (!name.startsWith(`${key}/`)) continue;
      this.files.delete(name);
      this.send('fs.remove', { path: name });
    }
    for (const folder of [...this.folders]) if (folder === key || folder.startsWith(`${key}/`)) this.folders.delete(folder);
  }

  /** Names directly inside a folder. */
  list(path: string): string[] {
    const key = this.keptKey(path);
    if (!this.folders.has(key)) throw new Failure(`no such file or directory ${path}`);
    const inside = [...this.files.keys(), ...this.folders].filter((each) => each.startsWith(`${key}/`));
    return [...new Set(inside.map((each) => each.slice(key.length + 1).split('/')[0] as string))].sort();
  }

  /** Saved files (wx.saveFile). */
  saved(): { filePath: string; size: number; createTime: number }[] {
    return [...this.files]
      .filter(([key]) => key.startsWith('store/'))
      .map(([key, { bytes, modified }]) => ({
        filePath: `wxfile://store_${key.slice(6)}`,
        size: bytes.length,
        createTime: Math.floor(modified / 1000),
      }));
  }

  /** Keeps bytes under a new temporary path, e.g. wxfile://tmp_1f3a.jpg, and returns it. */
  temporary(bytes: Uint8Array, extension = sniff(bytes).extension): string {
    const id = `${this.host.now().toString(36)}${(this.counter++).toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    const path = `wxfile://tmp_${id}${extension && `.${extension}`}`;
    this.write(path, bytes);
    return path;
  }

  async keepTemporary(base64: string, name: string): Promise<string> {
    return this.temporary(fromBase64(base64), /\.(\w+)$/.exec(name)?.[1]);
  }

  /** A new path for wx.saveFile with the same extension. */
  savedPath(from: string): string {
    return `wxfile://store_${from.replace(/^.*[/_]/, '')}`;
  }

  /** Something the browser can load. */
  async url(path: string): Promise<string> {
    const key = this.keptKey(path);
    const kept = this.files.get(key);
    if (!kept) throw new Failure(`no such file or directory, open "${path}"`);
    kept.url ??= URL.createObjectURL(new Blob([kept.bytes as Uint8Array<ArrayBuffer>], { type: sniff(kept.bytes).type }));
    return kept.url;
  }

  private addFoldersAbove(key: string): void {
    const parts = key.split('/');
    for (let length = 1; length < parts.length; length++) this.folders.add(parts.slice(0, length).join('/'));
  }

  /** In the order of the acts: what was removed and written again must not be removed last. */
  private send(method: string, params: unknown): void {
    this.sent = this.host.busy(this.sent.then(() => this.host.rpc(method, params))).catch((error) => this.host.report(error));
  }
}
