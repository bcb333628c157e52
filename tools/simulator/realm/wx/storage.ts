// wx storage: in memory for the synchronous calls, written through to the person's phone.
import type { Host } from '../host';
import { type Area, Failure, type Options } from './api';

/** Limits of WeChat: one value, and all of them (UTF-8 bytes). */
const VALUE_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

const bytes = (text: string) => new TextEncoder().encode(text).length;

export interface Storage {
  area: Area;
  /** For the phone itself, outside the project's keys. */
  read(key: string): unknown;
  write(key: string, value: unknown): void;
}

/** Keys of the phone itself: the project never sees them. */
const OWN = '__';

/** Loads what the phone has kept and makes the storage functions. */
export async function storage(host: Host): Promise<Storage> {
  const { entries } = await host.rpc<{ entries: Record<string, string> }>('storage.load', {});
  const kept = new Map(Object.entries(entries));
  let size = [...kept].reduce((sum, [key, json]) => sum + bytes(key) + bytes(json), 0);
  const save = (method: string, params: unknown) => void host.busy(host.rpc(method, params)).catch((error) => host.report(error));

  const nameOf = (key: unknown) => {
    if (typeof key !== 'string' || !key) throw new Failure('parameter error: parameter.key should be a non-empty String');
    return key;
  };
  const get = (key: unknown): unknown => {
    const json = kept.get(nameOf(key));
    return json === undefined ? undefined : JSON.parse(json);
  };
  const set = (key: unknown, value: unknown): void => {
    const name = nameOf(key);
    const json = JSON.stringify(value ?? '');
    if (json === undefined) throw new Failure('the data cannot be stored: only what JSON can write');
    const length = bytes(json);
    if (length > VALUE_LIMIT) throw new Failure('entry size limit reached');
    const old = kept.get(name);
    const next = size - (old === undefined ? 0 : bytes(name) + bytes(old)) + bytes(name) + length;
    if (next > TOTAL_LIMIT) throw new Failure('exceed storage max size 10Mb');
    size = next;
    kept.set(name, json);
    save('storage.set', { key: name, json });
  };
  const remove = (key: unknown): void => {
    const name = nameOf(key);
    const old = kept.get(name);
    if (old === undefined) return;
    size -= bytes(name) + bytes(old);
    kept.delete(name);
    save('storage.remove', { key: name });
  };
  const clear = (): void => {
    for (const key of [...kept.keys()]) if (!key.startsWith(OWN)) remove(key);
  };
  const info = () => ({
    keys: [...kept.keys()].filter((key) => !key.startsWith(OWN)),
    currentSize: Math.ceil(size / 1024),
    limitSize: TOTAL_LIMIT / 1024,
  });
  const found = ({ key }: Options) => {
    const data = get(key);
    if (data === undefined) throw new Failure('data not found');
    return { data };
  };
  const area: Area = {
    async: {
      getStorage: found,
      setStorage: ({ key, data }) => set(key, data),
      removeStorage: ({ key }) => remove(key),
      clearStorage: clear,
      getStorageInfo: info,
      batchSetStorage: ({ kvList }) => {
        for (const { key, value } of (kvList as { key: string; value: unknown }[] | undefined) ?? []) set(key, value);
      },
      batchGetStorage: ({ keyList }) => ({ dataList: ((keyList as string[] | undefined) ?? []).map((key) => get(key) ?? '') }),
    },
    sync: {
      getStorageSync: (key: unknown) => get(key) ?? '',
      setStorageSync: named('setStorageSync', set),
      removeStorageSync: named('removeStorageSync', remove),
      clearStorageSync: clear,
      getStorageInfoSync: info,
    },
  };
  return { area, read: get, write: set };
}

/** Synchronous functions throw an Error whose message starts with the api's name. */
function named<A extends unknown[], R>(name: string, run: (...args: A) => R) {
  return (...args: A): R => {
    try {
      return run(...args);
    } catch (error) {
      throw new Error(`${name}:fail ${error instanceof Failure ? error.reason : String(error)}`);
    }
  };
}
