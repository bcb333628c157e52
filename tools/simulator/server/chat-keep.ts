// Keeps what lies in the chats across restarts of the simulator: a list, and a folder of files.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatItem } from './chats';

export class ChatKeep {
  private readonly folder: string;
  private readonly list: ChatItem[];

  /** A folder no person's key can name. */
  constructor(dataDir: string) {
    this.folder = join(dataDir, '.chats');
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, 'items.json');
    this.list = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ChatItem[]) : [];
  }

  /** Oldest first. */
  items(): readonly ChatItem[] {
    return this.list;
  }

  add(item: Omit<ChatItem, 'id'>, bytes?: Uint8Array): ChatItem {
    const kept = { id: this.list.length + 1, ...item };
    if (bytes) writeFileSync(join(this.folder, String(kept.id)), bytes);
    this.list.push(kept);
    const path = join(this.folder, 'items.json');
    writeFileSync(`${path}.part`, JSON.stringify(this.list));
    renameSync(`${path}.part`, path);
    return kept;
  }

  bytes(id: number): Buffer {
    return readFileSync(join(this.folder, String(id)));
  }
}
