// How people type: full-width signs and spaces are levelled before anything is checked. What was typed stays on the form.

/** Full-width signs made half-width, spaces and invisible signs taken out. */
export function halfWidth(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u00a0\u200b-\u200d\ufeff]/g, '');
}

/** The same without dashes: numbers are often written in groups. */
export function levelled(typed: string): string {
  return halfWidth(typed).replace(/[\u2010-\u2015\u2212-]/g, '');
}
