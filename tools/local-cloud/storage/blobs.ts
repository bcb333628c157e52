// File contents by their hash: written beside, flushed, renamed. A name never shows half a file.
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export class Blobs {
  constructor(private readonly dir: string) {
    fs.mkdirSync(path.join(dir, 'tmp'), { recursive: true });
    // What a crash left half written belongs to nobody.
    for (const name of fs.readdirSync(path.join(dir, 'tmp'))) fs.rmSync(path.join(dir, 'tmp', name), { force: true });
  }

  private pathOf(hash: string): string {
    return path.join(this.dir, hash.slice(0, 2), hash);
  }

  /** Store bytes from a stream of at most `limit`; durable when it resolves. `announce` hears the hash before the content appears. */
  async write(
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    limit: number,
    announce: (hash: string) => void,
  ): Promise<{ hash: string; size: number }> {
    const temporary = path.join(this.dir, 'tmp', randomBytes(12).toString('hex'));
    const digest = createHash('sha256');
    let size = 0;
    const file = await fs.promises.open(temporary, 'w');
    try {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > limit) throw new RangeError(`file exceeds ${limit} bytes`);
        digest.update(chunk);
        await file.write(chunk);
      }
      await file.sync();
    } catch (error) {
      await file.close();
      fs.rmSync(temporary, { force: true });
      throw error;
    }
    await file.close();
    const hash = digest.digest('hex');
    announce(hash);
    const target = this.pathOf(hash);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.renameSync(temporary, target);
    await syncFolder(path.dirname(target));
    return { hash, size };
  }

  read(hash: string): Buffer | null {
    try {
      return fs.readFileSync(this.pathOf(hash));
    } catch {
      return null;
    }
  }

  stream(hash: string): fs.ReadStream {
    return fs.createReadStream(this.pathOf(hash));
  }

  remove(hash: string): void {
    fs.rmSync(this.pathOf(hash), { force: true });
  }
}

/** A rename is durable when its folder is. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await fs.promises.open(dir, 'r');
  try {
    await folder.sync();
  } catch {
    // Some systems cannot flush folders; the file itself is flushed.
  } finally {
    await folder.close();
  }
}
