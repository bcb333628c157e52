// The little of nedb that is measured; the package has no types of its own.
declare module 'nedb' {
  type Done = (error: Error | null) => void;
  export default class Nedb {
    constructor(options: { filename: string; autoload: boolean });
    ensureIndex(options: { fieldName: string }, done: Done): void;
    insert(doc: object, done: Done): void;
  }
}
