// What the house asks of the cloud's files; the SDK stays in cloud.ts.

export interface Files {
  /** Stores bytes under a path and answers the file's id. */
  store(path: string, bytes: Uint8Array): Promise<string>;
  /** null when the file is gone. */
  read(fileID: string): Promise<Uint8Array | null>;
  remove(fileID: string): Promise<void>;
  /** A signed address, good for `seconds`; null when the file is gone. */
  link(fileID: string, seconds: number): Promise<string | null>;
}
