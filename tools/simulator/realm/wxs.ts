// What WXS has and JavaScript has not: getRegExp, getDate, and `constructor` as a word.

/** Makes them global. In WXS `[].constructor` is the word 'Array'; the compiler of templates renames the access. */
export function installWxs(): void {
  Object.defineProperty(Object.prototype, '__wxs_constructor__', {
    configurable: true,
    enumerable: false,
    get(this: unknown) {
      return Object.prototype.toString.call(this).slice(8, -1);
    },
  });
  Object.assign(globalThis, {
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    getDate: (...args: [number]) => new Date(...args),
  });
}
