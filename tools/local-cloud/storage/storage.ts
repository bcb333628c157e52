// Cloud storage: names over contents, owners, the rule for phones, signed links that expire.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import type { Store } from '../database/store';
import { invalidParam, ServiceError } from '../errors';
import { Blobs } from './blobs';
import { compileRule, DEFAULT_RULE, type StorageRule } from './rule';

interface FileRecord {
  hash: string;
  size: number;
  /** openid of the phone that made it; '' for functions and administrators. */
  owner: string;
  at: string;
}

/** Most files in one request. */
export const MAX_FILES = 50;
/** Largest file. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
const UPLOAD_MS = 15 * 60_000;
const MAX_KEY_BYTES = 850;
const DEFAULT_AGE_SECONDS = 7200;
const MAX_AGE_SECONDS = 24 * 3600;

export interface StorageHouse {
  store: Store;
  dataDir: string;
  envId: string;
  now(): Date;
  rule: StorageRule | null;
}

export class LocalStorage {
  readonly bucket: string;
  private readonly blobs: Blobs;
  private readonly secret: string;
  private readonly mayWrite: ReturnType<typeof compileRule>;
  private readonly mayRead: ReturnType<typeof compileRule>;
  /** Contents on their way to a name. */
  private readonly arriving = new Set<string>();
  private readonly uploads = new Map<string, { cloudPath: string; until: number }>();

  constructor(private readonly house: StorageHouse) {
    this.bucket = `6c6f-${house.envId}`;
    this.blobs = new Blobs(path.join(house.dataDir, 'files'));
    const rule = house.rule ?? DEFAULT_RULE;
    this.mayRead = compileRule(rule.read);
    this.mayWrite = compileRule(rule.write);
    const known = house.store.meta.get('storageSecret');
    this.secret = typeof known === 'string' ? known : randomBytes(32).toString('hex');
    if (known !== this.secret) house.store.meta.putSync('storageSecret', this.secret);
  }

  fileID(cloudPath: string): string {
    return `cloud://${this.house.envId}.${this.bucket}/${cloudPath}`;
  }

  /** The path in a file id of this environment; null for others. */
  pathOf(fileID: string): string | null {
    const prefix = this.fileID('');
    return fileID.startsWith(prefix) ? fileID.slice(prefix.length) : null;
  }

  private checkPath(cloudPath: unknown): string {
    const text = typeof cloudPath === 'string' ? cloudPath : '';
    const bad =
      text === '' ||
      text.startsWith('/') ||
      text.endsWith('/') ||
      text.split('/').some((part) => part === '' || part === '.' || part === '..');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    if (bad || /[\u0000-\u001f\u007f\\]/.test(text) || Buffer.byteLength(text) > MAX_KEY_BYTES)
      throw invalidParam(`'${text.slice(0, 60)}' is not a valid cloudPath`);
    return text;
  }

  /** A permission to PUT one file, for functions and administrators. */
  beginUpload(cloudPath: unknown): { cloudPath: string; token: string } {
    const checked = this.checkPath(cloudPath);
    const now = Date.now();
    for (const [token, upload] of this.uploads) if (upload.until < now) this.uploads.delete(token);
    const token = randomBytes(18).toString('base64url');
    this.uploads.set(token, { cloudPath: checked, until: now + UPLOAD_MS });
    return { cloudPath: checked, token };
  }

  /** The path a token allows, once; null when it does not. */
  takeUpload(token: string, cloudPath: string): boolean {
    const upload = this.uploads.get(token);
    if (!upload || upload.cloudPath !== cloudPath || upload.until < Date.now()) return false;
    this.uploads.delete(token);
    return true;
  }

  /** Store a file; durable when it resolves. */
  async put(cloudPath: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, owner: string): Promise<string> {
    const { store, now } = this.house;
    const { hash, size } = await this.blobs.write(source, MAX_FILE_BYTES, (ready) => this.arriving.add(ready));
    try {
      const unnamed = await store.write(() => {
        const before = this.record(cloudPath);
        store.files.putSync(cloudPath, { hash, size, owner, at: now().toISOString() } satisfies FileRecord);
        this.count(hash, 1);
        return before && this.count(before.hash, -1) === 0 ? before.hash : null;
      });
      this.sweep(unnamed);
    } finally {
      this.arriving.delete(hash);
    }
    return this.fileID(cloudPath);
  }

  /** How many names a content has, after a step. Within a write. */
  private count(hash: string, step: number): number {
    const key = `content:${hash}`;
    const next = ((this.house.store.meta.get(key) as number | undefined) ?? 0) + step;
    if (next > 0) this.house.store.meta.putSync(key, next);
    else this.house.store.meta.removeSync(key);
    return next;
  }

  /** Remove a content without names, only after the loss of its last name is durable, and not while somebody stores it again. */
  private sweep(hash: string | null): void {
    if (hash !== null && !this.arriving.has(hash) && this.house.store.meta.get(`content:${hash}`) === undefined) this.blobs.remove(hash);
  }

  /** Upload from a person's phone: the rule is asked. */
  async uploadAs(openid: string, cloudPath: string, bytes: Uint8Array): Promise<string> {
    const checked = this.checkPath(cloudPath);
    const owner = this.record(checked)?.owner ?? openid;
    if (!this.mayWrite({ openid, owner }))
      throw new ServiceError('STORAGE_EXCEED_AUTHORITY', '[AccessDenied] storage permission denied by the storage rule');
    return this.put(checked, [bytes], openid);
  }

  /** Whether a phone may read or delete a file by the rule; a missing one belongs to nobody. */
  allows(way: 'read' | 'write', openid: string, cloudPath: string): boolean {
    const owner = this.record(cloudPath)?.owner ?? '';
    return (way === 'read' ? this.mayRead : this.mayWrite)({ openid, owner });
  }

  record(cloudPath: string): FileRecord | undefined {
    return this.house.store.files.get(cloudPath) as FileRecord | undefined;
  }

  read(cloudPath: string): Buffer | null {
    const record = this.record(cloudPath);
    return record ? this.blobs.read(record.hash) : null;
  }

  stream(record: FileRecord) {
    return this.blobs.stream(record.hash);
  }

  async remove(cloudPath: string): Promise<boolean> {
    const { store } = this.house;
    const { known, unnamed } = await store.write(() => {
      const record = this.record(cloudPath);
      if (!record) return { known: false, unnamed: null };
      store.files.removeSync(cloudPath);
      return { known: true, unnamed: this.count(record.hash, -1) === 0 ? record.hash : null };
    });
    this.sweep(unnamed);
    return known;
  }

  list(prefix: string): string[] {
    const names: string[] = [];
    for (const key of this.house.store.files.getKeys(prefix === '' ? {} : { start: prefix })) {
      if (!key.startsWith(prefix)) break;
      names.push(key);
    }
    return names;
  }

  /** A link for `ageSeconds` of the platform's time; not URL-encoded, as the service sends it. */
  link(base: string, cloudPath: string, ageSeconds: unknown): { tempFileURL: string; maxAge: number } {
    const wanted = typeof ageSeconds === 'number' && ageSeconds > 0 ? ageSeconds : DEFAULT_AGE_SECONDS;
    const maxAge = Math.min(Math.floor(wanted), MAX_AGE_SECONDS);
    const until = Math.floor(this.house.now().getTime() / 1000) + maxAge;
    return { tempFileURL: `${base}/cos/${cloudPath}?sign=${this.sign(cloudPath, until)}&t=${until}`, maxAge };
  }

  private sign(cloudPath: string, until: number): string {
    return createHmac('sha256', this.secret).update(`${until}\n${cloudPath}`).digest('hex').slice(0, 32);
  }

  /** Whether a link is ours and still good. */
  opens(cloudPath: string, sign: string, until: number): boolean {
    if (!Number.isFinite(until) || this.house.now().getTime() / 1000 > until) return false;
    const right = Buffer.from(this.sign(cloudPath, until));
    const given = Buffer.from(sign);
    return right.length === given.length && timingSafeEqual(right, given);
  }
}
