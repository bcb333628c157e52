// What this phone remembers, one JSON value per key. A full or broken storage never stops a page: it then remembers nothing new.

export function readStore<T>(key: string): T | null {
  try {
    const value: unknown = wx.getStorageSync(key);
    return value === '' || value === undefined || value === null ? null : (value as T);
  } catch {
    return null;
  }
}

/** @returns whether it was kept. */
export function writeStore(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function dropStore(key: string): void {
  try {
    wx.removeStorageSync(key);
  } catch {
    // A key that cannot be removed is overwritten at its next use.
  }
}
