// Where a visitor's things lie on this phone: one folder per WeChat, JSON files written whole or not at all. Another WeChat on the phone
// finds none of it: its villages and telephones go as soon as somebody else uses the phone, its drafts and its queue wait for their owner.
import { knownMe } from '../session';

/** Small enough for `setData`, far below what a phone grants (200 MB). */
const KEPT_FOR_OWNER = /^(draft-|shut-|queue)/;

const files = () => wx.getFileSystemManager();
const base = (): string => wx.env.USER_DATA_PATH;

function folderOf(tag: string): string {
  return `${base()}/visit-${tag}`;
}

/** The folder of whoever uses the phone now; null for people the cloud has never answered. */
function folder(): string | null {
  const tag = knownMe()?.tag ?? '';
  if (tag === '') return null;
  const path = folderOf(tag);
  try {
    files().accessSync(path);
  } catch {
    try {
      files().mkdirSync(path, true);
    } catch {
      return null;
    }
  }
  return path;
}

function parsed<T>(path: string): T | null {
  try {
    return JSON.parse(String(files().readFileSync(path, 'utf8'))) as T;
  } catch {
    return null;
  }
}

export function readBox<T>(name: string): T | null {
  const at = folder();
  // Killed between the two writes, the fresh one is whole and the old one is too: the newer that can be read counts.
  return at === null ? null : (parsed<T>(`${at}/${name}.json`) ?? parsed<T>(`${at}/${name}.json.new`));
}

/** Some systems do not put a file in another's place: then it goes first, and meanwhile the fresh one is what is read. */
function put(from: string, to: string): void {
  try {
    files().renameSync(from, to);
  } catch {
    removeFile(to);
    files().renameSync(from, to);
  }
}

/** @returns whether it was kept: a full phone keeps what was there. */
export function writeBox(name: string, value: unknown): boolean {
  const at = folder();
  if (at === null) return false;
  const path = `${at}/${name}.json`;
  try {
    files().writeFileSync(`${path}.new`, JSON.stringify(value), 'utf8');
    put(`${path}.new`, path);
    return true;
  } catch {
    return false;
  }
}

function removeFile(path: string): void {
  try {
    files().unlinkSync(path);
  } catch {
    // Gone already is as good as removed.
  }
}

export function dropBox(name: string): void {
  const at = folder();
  if (at === null) return;
  removeFile(`${at}/${name}.json`);
  removeFile(`${at}/${name}.json.new`);
}

function namesIn(path: string): string[] {
  try {
    return files().readdirSync(path);
  } catch {
    return [];
  }
}

/** Names of what lies there and begins so, without their ending. */
export function boxNames(prefix: string): string[] {
  const at = folder();
  if (at === null) return [];
  const names = namesIn(at).flatMap((name) => (name.startsWith(prefix) ? [name.replace(/\.json(\.new)?$/, '')] : []));
  return [...new Set(names)].sort();
}

/** Bytes of one thing. */
export function boxBytes(name: string): number {
  const at = folder();
  if (at === null) return 0;
  try {
    return (files().statSync(`${at}/${name}.json`) as WechatMiniprogram.Stats).size;
  } catch {
    return 0;
  }
}

/** Takes away what other WeChats opened on this phone; what they have not sent yet stays for them. */
export function clearOthers(): void {
  const tag = knownMe()?.tag ?? '';
  if (tag === '') return;
  for (const name of namesIn(base())) {
    if (!name.startsWith('visit-') || name === `visit-${tag}`) continue;
    for (const file of namesIn(`${base()}/${name}`)) if (!KEPT_FOR_OWNER.test(file)) removeFile(`${base()}/${name}/${file}`);
  }
}
