// A document as it was found: where it lies, its version, its text; read only when somebody looks inside.
import type { Collection } from './catalog';
import { recordDoc, recordText, recordVersion } from './record';
import type { Doc } from './values';

export function docKey(collection: Collection, idKey: Buffer): Buffer {
  const key = Buffer.allocUnsafe(4 + idKey.length);
  key.writeUInt32BE(collection.id);
  key.set(idKey, 4);
  return key;
}

export interface Found {
  readonly idKey: Buffer;
  readonly version: number;
  /** As it is stored and answered. */
  readonly text: string;
  /** Read from the text when first asked for. Not to be changed: take a `copy`. */
  readonly doc: Doc;
  copy(): Doc;
}

export class StoredDoc implements Found {
  private read: Doc | null = null;

  constructor(
    readonly idKey: Buffer,
    private readonly bytes: Buffer,
  ) {}

  get version(): number {
    return recordVersion(this.bytes);
  }

  get text(): string {
    return recordText(this.bytes);
  }

  get doc(): Doc {
    this.read ??= this.copy();
    return this.read;
  }

  copy(): Doc {
    return recordDoc(this.bytes);
  }
}
