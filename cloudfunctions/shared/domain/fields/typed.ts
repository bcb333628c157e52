// How people type numbers: full-width signs, spaces and dashes are levelled before anything is checked.

/** Half-width, without spaces and dashes. What was typed stays on the form; this is what is checked and kept. */
export function levelled(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u00a0\u200b-\u200d\u2010-\u2015\ufeff-]/g, '');
}
